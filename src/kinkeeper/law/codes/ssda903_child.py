"""Code sets of the SSDA903 return about the child."""

from datetime import date

from kinkeeper.law.codes.code_set import Code, CodeSet
from kinkeeper.law.codes.ethnicity import ETHNICITY_CODES
from kinkeeper.law.codes.ssda903_sources import CHECKS, STANDARD

SINCE_2023_24 = date(2023, 4, 1)
SINCE_2024_25 = date(2024, 4, 1)
UNTIL_2023_24 = date(2024, 3, 31)

SEX = CodeSet(
    "ssda903.SEX",
    "Sex",
    (
        Code("M", "Male", since=SINCE_2024_25),
        Code("F", "Female", since=SINCE_2024_25),
        Code("U", "Unknown", since=SINCE_2024_25, note="a check of the return reports every use"),
        Code("1", "Male", until=UNTIL_2023_24),
        Code("2", "Female", until=UNTIL_2023_24),
    ),
    source=STANDARD,
)

UPN_UNKNOWN = CodeSet(
    "ssda903.UPN_UNKNOWN",
    "Why the unique pupil number is not known",
    (
        Code("UN1", "Not of school age and no unique pupil number assigned yet"),
        Code(
            "UN2",
            "Has never attended a maintained school in England, for example an unaccompanied "
            "asylum-seeking child",
        ),
        Code("UN3", "Educated outside England"),
        Code(
            "UN4",
            "Newly looked after, from one week before the end of the period: unique pupil "
            "number not yet known",
        ),
        Code("UN5", "Sources of unique pupil numbers disagree, so there is no reliable match"),
    ),
    source=STANDARD,
)

BOOL01 = CodeSet(
    "ssda903.BOOL01",
    "Yes or no",
    (
        Code("0", "No"),
        Code("1", "Yes"),
    ),
    source=CHECKS,
)

REVIEW_CODE = CodeSet(
    "ssda903.REVIEW_CODE",
    "The child's part in the review",
    (
        Code("PN0", "Child aged under 4 at the time of the review"),
        Code("PN1", "Attends and speaks for him/herself"),
        Code("PN2", "Attends, an advocate speaks"),
        Code("PN3", "Attends, conveys views symbolically (non-verbally)"),
        Code("PN4", "Attends without contribution"),
        Code("PN5", "Does not attend, briefs an advocate"),
        Code("PN6", "Does not attend, conveys feelings by another medium"),
        Code("PN7", "Does not attend, views not conveyed"),
    ),
    source=STANDARD,
)

SDQ_REASON = CodeSet(
    "ssda903.SDQ_REASON",
    "Why there is no strengths and difficulties score",
    (
        Code("SDQ1", "No form returned: aged under 4 or over 16 at date of latest assessment"),
        Code("SDQ2", "Carer(s) refused to complete"),
        Code("SDQ3", "Not possible, severity of the child's disability"),
        Code("SDQ4", "Other"),
        Code("SDQ5", "Child or young person refuses"),
    ),
    source=STANDARD,
)

MISSING = CodeSet(
    "ssda903.MISSING",
    "Missing or away without authorisation",
    (
        Code("M", "Missing from care (whereabouts not known)"),
        Code("A", "Away from placement without authorisation (whereabouts known)"),
    ),
    source=STANDARD,
)

SW_REASON = CodeSet(
    "ssda903.SW_REASON",
    "Why the social worker changed",
    (
        Code("MANAGE", "Managing caseloads", since=SINCE_2023_24),
        Code("FCONTA", "First contact or re-referral", since=SINCE_2023_24),
        Code("LEFTRL", "Previous social worker left role", since=SINCE_2023_24),
        Code("ORGRST", "Organisational restructure", since=SINCE_2023_24),
        Code("TSPROC", "Transfer due to standard process", since=SINCE_2023_24),
        Code("ABSENC", "Absence cover or return from absence", since=SINCE_2023_24),
        Code("CHCHAN", "Child asked for a change", since=SINCE_2023_24),
        Code("PCCHAN", "Parent/carer asked for a change", since=SINCE_2023_24),
        Code("SWDIED", "Previous social worker died", since=SINCE_2023_24),
        Code("OTHERS", "Other", since=SINCE_2023_24),
    ),
    source=STANDARD,
)

ETHNIC = CodeSet("ssda903.ETHNIC", "Ethnicity", ETHNICITY_CODES, source=STANDARD)

CODE_SETS = (SEX, UPN_UNKNOWN, BOOL01, REVIEW_CODE, SDQ_REASON, MISSING, SW_REASON, ETHNIC)
