"""Code sets of the children in need census. Each is named after the element that holds it."""

from datetime import date

from kinkeeper.law.codes.cin_factors import ASSESSMENT_FACTORS
from kinkeeper.law.codes.code_set import Code, CodeSet
from kinkeeper.law.codes.ethnicity import ETHNICITY_CODES

SCHEMA = "Department for Education, children in need census schema of 2024"
CHECKS = "Department for Education, children in need census checks of 2024 to 2025"
SEX_SINCE = date(2024, 4, 1)
GENDER_UNTIL = date(2024, 3, 31)
SINCE_2022_23 = date(2022, 4, 1)

SEX = CodeSet(
    "cin.sex",
    "Sex",
    (
        Code("M", "Male", since=SEX_SINCE),
        Code("F", "Female", since=SEX_SINCE),
        Code("U", "Unknown or not recorded; the only value for an unborn child", since=SEX_SINCE),
    ),
    source=CHECKS,
)

GENDER_CURRENT = CodeSet(
    "cin.gender_current",
    "Gender",
    (
        Code("1", "Male", until=GENDER_UNTIL),
        Code("2", "Female", until=GENDER_UNTIL),
        Code("0", "Not recorded or unborn", until=GENDER_UNTIL),
        Code("9", "Indeterminate", until=GENDER_UNTIL),
    ),
    source=SCHEMA,
)

UPN_UNKNOWN = CodeSet(
    "cin.upn_unknown",
    "Why the unique pupil number is not known",
    (
        Code("UN1", "Child is not of school age and has no UPN yet"),
        Code("UN2", "Child has never attended a state-funded school in England"),
        Code("UN3", "Child is educated outside England"),
        Code("UN4", "Child is new to the collection and the UPN is not yet known"),
        Code(
            "UN5",
            "Sources of unique pupil numbers disagree about name or date of birth, so there is "
            "no safe match",
        ),
        Code("UN6", "Reason UN6: its official wording has not been found"),
        Code("UN7", "Referral with no further action"),
    ),
    source=SCHEMA,
)

DISABILITY = CodeSet(
    "cin.disability",
    "Disability",
    (
        Code("NONE", "No disability"),
        Code("MOB", "Mobility"),
        Code("HAND", "Hand function"),
        Code("PC", "Personal care"),
        Code("INC", "Incontinence"),
        Code("COMM", "Communication"),
        Code("LD", "Learning"),
        Code("HEAR", "Hearing"),
        Code("VIS", "Vision"),
        Code("BEH", "Behaviour"),
        Code("CON", "Consciousness"),
        Code("AUT", "Autism"),
        Code("DDA", "Other disability"),
    ),
    source=SCHEMA,
)

REFERRAL_SOURCE = CodeSet(
    "cin.referral_source",
    "Who made the referral",
    (
        Code("1A", "Individual: family member, relative or carer"),
        Code("1B", "Individual: acquaintance (including neighbours and child minders)"),
        Code("1C", "Individual: self"),
        Code("1D", "Individual: other (including strangers)"),
        Code("2A", "Schools"),
        Code("2B", "Education services"),
        Code("3A", "Health services: general practitioner (GP)"),
        Code("3B", "Health services: health visitor"),
        Code("3C", "Health services: school nurse"),
        Code("3D", "Health services: other primary health services"),
        Code("3E", "Health services: A&E (accident and emergency department)"),
        Code("3F", "Health services: other (for example hospice)"),
        Code("4", "Housing: local authority housing or housing association"),
        Code("5A", "Local authority services: social care, for example adult social care"),
        Code(
            "5B",
            "Local authority services: another department of this authority, for example youth "
            "offending (not housing)",
        ),
        Code(
            "5C",
            "Local authority services: external, for example another authority's adult social care",
        ),
        Code("5D", "Local authority services: early help", since=SINCE_2022_23),
        Code("6", "Police"),
        Code(
            "7",
            "Other legal agency: including courts, probation, immigration, CAFCASS (Children "
            "and Family Court Advisory and Support Service) or prison",
        ),
        Code(
            "8",
            "Other: including children's centres, independent agency providers or voluntary "
            "organisations",
        ),
        Code("9", "Anonymous"),
        Code("10", "Unknown"),
    ),
    source=SCHEMA,
)

PRIMARY_NEED_CODE = CodeSet(
    "cin.primary_need_code",
    "Primary need",
    (
        Code("N1", "Abuse or neglect"),
        Code("N2", "Child's disability"),
        Code("N3", "Parental disability or illness"),
        Code("N4", "Family in acute stress"),
        Code("N5", "Family dysfunction"),
        Code("N6", "Socially unacceptable behaviour"),
        Code("N7", "Low income"),
        Code("N8", "Absent parenting"),
        Code("N9", "Cases other than children in need"),
        Code("N0", "Not stated"),
    ),
    source=SCHEMA,
)

REASON_FOR_CLOSURE = CodeSet(
    "cin.reason_for_closure",
    "Why the case was closed",
    (
        Code("RC1", "Adopted", section="adoption"),
        Code("RC2", "Died"),
        Code("RC3", "Child arrangements order"),
        Code("RC4", "Special guardianship order"),
        Code("RC5", "Transferred to services of another local authority"),
        Code("RC6", "Transferred to adult social care services"),
        Code("RC7", "Services ceased for any other reason, including child no longer in need"),
        Code("RC8", "Case closed after assessment, no further action"),
        Code("RC9", "Case closed after assessment, referred to early help", since=SINCE_2022_23),
    ),
    source=SCHEMA,
)

CATEGORY_OF_ABUSE = CodeSet(
    "cin.category_of_abuse",
    "Category of abuse",
    (
        Code("NEG", "Neglect"),
        Code("PHY", "Physical abuse"),
        Code("SAB", "Sexual abuse"),
        Code("EMO", "Emotional abuse"),
        Code("MUL", "Multiple / not recommended"),
    ),
    source=SCHEMA,
)

ETHNICITY = CodeSet("cin.ethnicity", "Ethnicity", ETHNICITY_CODES, source=SCHEMA)

BOOLEAN = CodeSet(
    "cin.boolean",
    "Yes or no",
    (
        Code("true", "Yes"),
        Code("1", "Yes"),
        Code("false", "No"),
        Code("0", "No"),
    ),
    source=CHECKS,
)

CODE_SETS = (
    SEX, GENDER_CURRENT, UPN_UNKNOWN, ETHNICITY, DISABILITY, REFERRAL_SOURCE, PRIMARY_NEED_CODE,
    REASON_FOR_CLOSURE, CATEGORY_OF_ABUSE, ASSESSMENT_FACTORS, BOOLEAN,
)  # fmt: skip
