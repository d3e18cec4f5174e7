"""Code sets of the children's social work workforce census, named after their fields."""

from datetime import date

from kinkeeper.law.codes.code_set import Code, CodeSet
from kinkeeper.law.codes.ethnicity import ETHNICITY_CODES

SPECIFICATION = (
    "Department for Education, children's social work workforce census 2024 to 2025, "
    "business and technical specification, version 1"
)
SCHEMA_2022 = "Department for Education, children's social work workforce census schema of 2022"
SINCE_2025 = date(2024, 10, 1)  # the census of 30 September 2025
UNTIL_2024 = date(2024, 9, 30)
NOT_LISTED = {"WIRT", "WROM"}  # the workforce census has no code for either

BOOLEAN = CodeSet(
    "csww.boolean",
    "Yes or no: agency worker, Step Up or Frontline graduate, absent on 30 September",
    (Code("0", "No"), Code("1", "Yes")),
    source=SPECIFICATION,
)

PAYMENT_OFFERED = CodeSet(
    "csww.payment_offered",
    "Whether the authority offers a payment to its own social workers",
    (
        Code("0", "No", since=SINCE_2025),
        Code("1", "Yes, all social workers the authority employs are eligible", since=SINCE_2025),
        Code("2", "Yes, some social workers the authority employs are eligible", since=SINCE_2025),
    ),
    source=SPECIFICATION,
)

SEX = CodeSet(
    "csww.sex",
    "Sex",
    (Code("F", "Female"), Code("M", "Male")),
    source=SPECIFICATION,
)

GENDER_CURRENT = CodeSet(
    "csww.gender_current",
    "Gender",
    (
        Code(
            "0", "Not known", until=UNTIL_2024, note="Sex took its place; it may have ended sooner"
        ),
        Code("1", "Male", until=UNTIL_2024),
        Code("2", "Female", until=UNTIL_2024),
        Code("9", "Not specified", until=UNTIL_2024),
    ),
    source=SCHEMA_2022,
)

ETHNICITY = CodeSet(
    "csww.ethnicity",
    "Ethnicity",
    tuple(one for one in ETHNICITY_CODES if one.code not in NOT_LISTED),
    source=SPECIFICATION,
)

QUAL_LEVEL = CodeSet(
    "csww.qual_level",
    "Level of the social work qualification",
    (Code("1", "Undergraduate"), Code("2", "Postgraduate"), Code("3", "Other")),
    source=SPECIFICATION,
)

ORG_ROLE = CodeSet(
    "csww.org_role",
    "Role in the organisation",
    (
        Code("1", "Senior manager"),
        Code("2", "Middle manager"),
        Code("3", "First line manager"),
        Code("4", "Senior practitioner"),
        Code("5", "Case holder"),
        Code("6", "Qualified without cases"),
    ),
    source=SPECIFICATION,
)

START_ORIGIN = CodeSet(
    "csww.start_origin",
    "Where a starter came from",
    (
        Code("1", "Newly qualified"),
        Code("2", "Social work role in another authority in England"),
        Code("3", "Social work role outside England"),
        Code("4", "Agency or consultancy in England"),
        Code("5", "Other social work role in England, not with an authority"),
        Code("6", "Other social care role in England, with an authority or not"),
        Code("7", "Not in social care, any role outside England, no employment or career break"),
        Code("8", "Other"),
        Code("9", "Not known"),
        Code("10", "Not yet collected"),
    ),
    source=SPECIFICATION,
)

LEAVER_DESTINATION = CodeSet(
    "csww.leaver_destination",
    "Where a leaver went",
    (
        Code("1", "Social work role in another authority in England"),
        Code("2", "Social work role outside England"),
        Code("3", "Agency or consultancy in England"),
        Code("4", "Other social work role in England, not with an authority"),
        Code("5", "Other social care role in England, with an authority or not"),
        Code(
            "6",
            "Not in social care, no employment, redundancy, career break, another role outside "
            "England, or left England",
        ),
        Code("7", "Other"),
        Code("8", "Not known"),
        Code("9", "Not yet collected"),
    ),
    source=SPECIFICATION,
)

REASON_LEAVE = CodeSet(
    "csww.reason_leave",
    "Why a leaver left",
    (
        Code("1", "Resignation"),
        Code("2", "Voluntary redundancy"),
        Code("3", "Compulsory redundancy"),
        Code("4", "Dismissed"),
        Code("5", "Retired"),
        Code("6", "Deceased"),
        Code(
            "7", "Moved within the authority to a social work role not with children and families"
        ),
        Code("8", "Other"),
        Code("9", "Not known"),
        Code("10", "Not yet collected"),
    ),
    source=SPECIFICATION,
)

REASON_ABSENCE = CodeSet(
    "csww.reason_absence",
    "Why a worker was absent on 30 September",
    (
        Code("MAT", "Maternity or paternity leave"),
        Code("OTH", "Other paid authorised absence"),
        Code("PUB", "Public duties"),
        Code("SIC", "Sick leave"),
        Code("TRN", "Training"),
        Code("UNA", "Unauthorised absence"),
        Code("UNP", "Unpaid authorised absence"),
    ),
    source=SPECIFICATION,
)

CFKSS_STATUS = CodeSet(
    "csww.cfkss_status",
    "Knowledge and skills status",
    (
        Code("1", "Assessed and supported year in employment", until=UNTIL_2024),
        Code("2", "Frontline practitioner", until=UNTIL_2024),
        Code("3", "Practice supervisor", until=UNTIL_2024),
        Code("4", "Practice leader", until=UNTIL_2024),
    ),
    source=SCHEMA_2022,
)

CODE_SETS = (
    BOOLEAN, PAYMENT_OFFERED, SEX, GENDER_CURRENT, ETHNICITY, QUAL_LEVEL, ORG_ROLE, START_ORIGIN,
    LEAVER_DESTINATION, REASON_LEAVE, REASON_ABSENCE, CFKSS_STATUS,
)  # fmt: skip
