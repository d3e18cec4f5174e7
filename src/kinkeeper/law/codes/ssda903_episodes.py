"""Code sets of the SSDA903 return about episodes of care."""

from datetime import date

from kinkeeper.law.codes.code_set import Code, CodeSet
from kinkeeper.law.codes.ssda903_sources import CODE_LISTS

SINCE_2024_25 = date(2024, 4, 1)
SINCE_2025_26 = date(2025, 4, 1)
UNTIL_2023_24 = date(2024, 3, 31)
UNTIL_2024_25 = date(2025, 3, 31)
# Children Act 1989 s.22C(9A)-(9B); decision 17 says why no section of the record hides it.
_FOSTERED = "a foster placement, before any decision to place for adoption: it is shown as one"

RNE = CodeSet(
    "ssda903.RNE",
    "Reason for a new episode",
    (
        Code("S", "Started to be looked after"),
        Code("L", "Change of legal status only"),
        Code("P", "Change of placement and carer(s) only"),
        Code("T", "Change of placement, same carer(s), only"),
        Code("B", "Change of legal status, placement and carer(s) at the same time"),
        Code("U", "Change of legal status and placement at the same time, same carer(s)"),
    ),
    source=CODE_LISTS,
)

LS = CodeSet(
    "ssda903.LS",
    "Legal status",
    (
        Code("C1", "Interim care order"),
        Code("C2", "Full care order"),
        Code("D1", "Freeing order granted", section="adoption"),
        Code("E1", "Placement order granted", section="adoption"),
        Code("V2", "Single period of accommodation under section 20 Children Act 1989"),
        Code(
            "V3",
            "Accommodated under an agreed series of short-term breaks, individual episodes "
            "recorded",
        ),
        Code(
            "V4",
            "Accommodated under an agreed series of short-term breaks, agreements recorded "
            "(not individual episodes)",
        ),
        Code("J1", "Remanded to local authority accommodation or youth detention accommodation"),
        Code(
            "J2", "In local authority accommodation under the Police and Criminal Evidence Act 1984"
        ),
        Code("J3", "Youth Rehabilitation Order with residence or intensive fostering requirement"),
        Code("L1", "Under police protection and in local authority accommodation"),
        Code("L2", "Emergency protection order"),
        Code("L3", "Under child assessment order and in local authority accommodation"),
    ),
    source=CODE_LISTS,
)

CIN = CodeSet(
    "ssda903.CIN",
    "Category of need",
    (
        Code("N1", "Abuse or neglect"),
        Code("N2", "Child's disability"),
        Code("N3", "Parental illness or disability"),
        Code("N4", "Family in acute stress"),
        Code("N5", "Family dysfunction"),
        Code("N6", "Socially unacceptable behaviour"),
        Code("N7", "Low income"),
        Code("N8", "Absent parenting"),
    ),
    source=CODE_LISTS,
)

PLACE = CodeSet(
    "ssda903.PLACE",
    "Placement type",
    (
        Code(
            "A3",
            "Placed for adoption with consent, with current foster carer(s)",
            section="adoption",
        ),
        Code(
            "A4",
            "Placed for adoption with consent, not with current foster carer(s)",
            section="adoption",
        ),
        Code(
            "A5",
            "Placed for adoption with placement order, with current foster carer(s)",
            section="adoption",
        ),
        Code(
            "A6",
            "Placed for adoption with placement order, not with current foster carer(s)",
            section="adoption",
        ),
        Code("K1", "Secure children's home"),
        Code("K2", "Children's home subject to Children's Homes Regulations"),
        Code("K3", "Supported accommodation", since=SINCE_2024_25),
        Code("P1", "Placed with own parent(s) or other person(s) with parental responsibility"),
        Code("P3", "Residential employment"),
        Code("R1", "Residential care home"),
        Code("R2", "NHS/health trust or other establishment providing medical or nursing care"),
        Code("R3", "Family centre or mother and baby unit"),
        Code("R5", "Young offender institution or prison"),
        Code("S1", "Residential school (not dual-registered as a children's home)"),
        Code("T0", "All types of temporary move"),
        Code("T1", "Temporary: in hospital"),
        Code("T2", "Temporary: child on holiday"),
        Code("T3", "Temporary: usual foster carer(s) on holiday"),
        Code("T4", "Temporary: seven days or less, other reason"),
        Code("U1", "Foster, relative or friend, long term"),
        Code(
            "U2",
            "Foster, relative or friend who is also an approved adopter (fostering for "
            "adoption / concurrent planning)",
            note=_FOSTERED,
        ),
        Code("U3", "Foster, relative or friend, not long term or fostering for adoption"),
        Code("U4", "Foster, other carer, long term"),
        Code(
            "U5",
            "Foster, other carer who is also an approved adopter (fostering for adoption / "
            "concurrent planning)",
            note=_FOSTERED,
        ),
        Code("U6", "Foster, other carer, not long term or fostering for adoption"),
        Code(
            "Z11",
            "Other placement, kind Z11: its official wording has not been found",
            since=SINCE_2025_26,
        ),
        Code(
            "Z12",
            "Other placement, kind Z12: its official wording has not been found",
            since=SINCE_2025_26,
            note="expected of children under a deprivation of liberty order",
        ),
        Code(
            "Z13",
            "Other placement, kind Z13: its official wording has not been found",
            since=SINCE_2025_26,
            note="expected of children under a deprivation of liberty order",
        ),
        Code(
            "Z14",
            "Other placement, kind Z14: its official wording has not been found",
            since=SINCE_2025_26,
        ),
        Code(
            "H5",
            "Semi-independent living accommodation",
            until=UNTIL_2023_24,
            note="K3 took its place",
        ),
        Code(
            "P2",
            "Independent living",
            until=UNTIL_2024_25,
            note="refused from 2025-26; it may have ended sooner",
        ),
        Code("Z1", "Other placement", until=UNTIL_2024_25, note="Z11 to Z14 took its place"),
    ),
    source=CODE_LISTS,
)
# Of these, placements with adopters; nobody names the codes again.
ADOPTIVE = tuple(one.code for one in PLACE.codes if one.section == "adoption")

PLACE_PROVIDER = CodeSet(
    "ssda903.PLACE_PROVIDER",
    "Placement provider",
    (
        Code("PR0", "Parent(s) or other person(s) with parental responsibility"),
        Code(
            "PR1",
            "Own provision (by the local authority, incl. regional adoption agency hosted by it)",
        ),
        Code(
            "PR2",
            "Other local authority provision (incl. regional adoption agency hosted by another)",
        ),
        Code("PR3", "Other public provision (e.g. health)"),
        Code("PR4", "Private provision"),
        Code("PR5", "Voluntary/third sector provision"),
    ),
    source=CODE_LISTS,
)

REC = CodeSet(
    "ssda903.REC",
    "Reason the episode ceased",
    (
        Code("X1", "Episode ceases and a new one begins the same day"),
        Code("E11", "Adopted, application unopposed", section="adoption"),
        Code("E12", "Adopted, consent dispensed with by the court", section="adoption"),
        Code("E2", "Died"),
        Code("E3", "Care taken over by another local authority in the UK"),
        Code(
            "E4A", "Returned home to person(s) with parental responsibility, part of the care plan"
        ),
        Code(
            "E4B",
            "Returned home to person(s) with parental responsibility, not part of the care plan",
        ),
        Code("E13", "Left care to live with person(s) without parental responsibility"),
        Code("E41", "Residence / child arrangements order granted"),
        Code(
            "E45", "Special guardianship order to former foster carer(s), relative(s) or friend(s)"
        ),
        Code(
            "E46",
            "Special guardianship order to former foster carer(s), not relative(s) or friend(s)",
        ),
        Code("E47", "Special guardianship order to other carer(s), relative(s) or friend(s)"),
        Code("E48", "Special guardianship order to other carer(s), not relative(s) or friend(s)"),
        Code("E5", "Independent living with formalised support"),
        Code("E6", "Independent living without formalised support"),
        Code("E7", "Transferred to residential care funded by adult social care"),
        Code("E8", "Ceased for any other reason"),
        Code("E9", "Sentenced to custody"),
        Code("E14", "Accommodation on remand ended"),
        Code("E15", "Age assessment found aged 18 or over"),
        Code("E16", "Child moved abroad"),
        Code("E17", "Aged 18 (or over) and remained with current carers (incl. staying put)"),
    ),
    source=CODE_LISTS,
)

REASON_PLACE_CHANGE = CodeSet(
    "ssda903.REASON_PLACE_CHANGE",
    "Reason for the change of placement",
    (
        Code("CARPL", "Change to / implementation of care plan"),
        Code("CLOSE", "Resignation / closure of provision"),
        Code("ALLEG", "Allegation (section 47)"),
        Code("STAND", "Standards of care concern"),
        Code("APPRR", "Approval removed"),
        Code("CREQB", "Carer(s) ask for the placement to end, child's behaviour"),
        Code("CREQO", "Carer(s) ask for the placement to end, other"),
        Code("CHILD", "Child asks for the placement to end"),
        Code("LAREQ", "Responsible/area authority asks for the placement to end"),
        Code("PLACE", "Change in the status of the placement only"),
        Code("CUSTOD", "Custody arrangement"),
        Code("OTHER", "Other"),
    ),
    source=CODE_LISTS,
)

CODE_SETS = (RNE, LS, CIN, PLACE, PLACE_PROVIDER, REC, REASON_PLACE_CHANGE)
