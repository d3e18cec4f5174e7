"""The groups and elements of the children in need census, and which of them make a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kinkeeper.law.returns.fields import Field, Kind, Layout, Table, code, day, key_column

_CHILD = key_column("LAchildID")
_UPN = r"^[A-Z]\d{11}[A-Z\d]$"


@dataclass(frozen=True, slots=True)
class Group:
    """An element that makes a row: its single values, its repeated values and the groups inside it.

    `late`: values that stand after the groups of a tag, not before them all.
    """

    tag: str
    table: Table
    wrappers: frozenset[str] = frozenset()
    repeated: Mapping[str, Table] = field(default_factory=dict)
    groups: tuple["Group", ...] = ()
    late: Mapping[str, str] = field(default_factory=dict)
    single: frozenset[str] = field(init=False)
    inside: Mapping[str, "Group"] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "inside", {inner.tag: inner for inner in self.groups})
        object.__setattr__(
            self, "single", frozenset(self.table.names) - {_CHILD.name, *self.repeated}
        )
        overlap = self.single & (self.wrappers | {inner.tag for inner in self.groups})
        if overlap:
            raise ValueError(f"{self.tag}: both a value and a group: {sorted(overlap)}")

    def every_table(self) -> tuple[Table, ...]:
        """This group's table and those of everything inside it."""
        inner = (table for group in self.groups for table in group.every_table())
        return (self.table, *self.repeated.values(), *inner)


def _yes_no(name: str) -> Field:
    return Field(name, Kind.YES_NO)


CHILDREN = Table(
    "Children",
    (
        _CHILD,
        Field("UPN", Kind.TEXT, pattern=_UPN),
        Field("FormerUPN", Kind.TEXT, pattern=_UPN),
        code("UPNunknown", "cin.upn_unknown"),
        day("PersonBirthDate"),
        day("ExpectedPersonBirthDate", note="an unborn child"),
        code("Sex", "cin.sex"),
        code("GenderCurrent", "cin.gender_current", note="what the census asked to 2023-24"),
        day("PersonDeathDate"),
        code("Ethnicity", "cin.ethnicity"),
    ),
    key=("LAchildID",),
)
DISABILITIES = Table(
    "Disabilities", (_CHILD, code("Disability", "cin.disability")), key=("LAchildID", "Disability")
)
DETAILS = Table(
    "CINdetails",
    (
        _CHILD,
        day("CINreferralDate"),
        code("ReferralSource", "cin.referral_source"),
        code("PrimaryNeedCode", "cin.primary_need_code"),
        day("CINclosureDate"),
        code("ReasonForClosure", "cin.reason_for_closure"),
        day(
            "DateOfInitialCPC", note="a conference without a section 47 enquiry here: a transfer in"
        ),
        _yes_no("ReferralNFA"),
    ),
    key=("LAchildID", "CINreferralDate"),
)
ASSESSMENTS = Table(
    "Assessments",
    (
        _CHILD,
        day("AssessmentActualStartDate"),
        day("AssessmentInternalReviewDate"),
        day("AssessmentAuthorisationDate"),
    ),
    key=("LAchildID", "AssessmentActualStartDate"),
)
FACTORS = Table(
    "AssessmentFactors",
    (_CHILD, code("AssessmentFactors", "cin.assessment_factors")),
    key=("LAchildID", "AssessmentFactors"),
)
CIN_PLANS = Table(
    "CINPlanDates",
    (_CHILD, day("CINPlanStartDate"), day("CINPlanEndDate")),
    key=("LAchildID", "CINPlanStartDate"),
)
SECTION_47 = Table(
    "Section47",
    (
        _CHILD,
        day(
            "S47ActualStartDate", note="the date of the strategy discussion that began the enquiry"
        ),
        day("InitialCPCtarget"),
        day("DateOfInitialCPC"),
        _yes_no("ICPCnotRequired"),
    ),
    key=("LAchildID", "S47ActualStartDate"),
)
PROTECTION_PLANS = Table(
    "ChildProtectionPlans",
    (
        _CHILD,
        day("CPPstartDate"),
        day("CPPendDate"),
        code("InitialCategoryOfAbuse", "cin.category_of_abuse"),
        code("LatestCategoryOfAbuse", "cin.category_of_abuse"),
        Field("NumberOfPreviousCPP", Kind.WHOLE_NUMBER, highest=99),
    ),
    key=("LAchildID", "CPPstartDate"),
)
REVIEWS = Table(
    "ProtectionReviews", (_CHILD, day("CPPreviewDate")), key=("LAchildID", "CPPreviewDate")
)
PRE_PROCEEDINGS = Table(
    "PreProceedingsandFGDM",
    (
        _CHILD,
        day("PPStartDate"),
        day("LBPSentDate"),
        Field("FGDMMeetingOffer", Kind.TEXT),
        Field("FGDMMeetingFac", Kind.TEXT),
        day("InitialPPMeetingDate"),
        Field("ReviewMeetingsCount", Kind.WHOLE_NUMBER),
        day("StepDecisionDate"),
        Field("PPOutcome", Kind.TEXT),
        day("CourtAppDate"),
        day("LetterInitCPDate"),
    ),
    key=("LAchildID",),
    since=2027,
)

CHILD = Group(
    "Child",
    CHILDREN,
    wrappers=frozenset({"ChildIdentifiers", "ChildCharacteristics", "Disabilities"}),
    repeated={"Disability": DISABILITIES},
    groups=(
        Group(
            "CINdetails",
            DETAILS,
            late={"ReferralNFA": "Section47"},
            groups=(
                Group(
                    "Assessments",
                    ASSESSMENTS,
                    wrappers=frozenset({"FactorsIdentifiedAtAssessment"}),
                    repeated={"AssessmentFactors": FACTORS},
                ),
                Group("CINPlanDates", CIN_PLANS),
                Group("Section47", SECTION_47),
                Group(
                    "ChildProtectionPlans",
                    PROTECTION_PLANS,
                    wrappers=frozenset({"Reviews"}),
                    repeated={"CPPreviewDate": REVIEWS},
                ),
                Group("PreProceedingsandFGDM", PRE_PROCEEDINGS),
            ),
        ),
    ),
)
HEADER = Table(
    "Header",
    (
        Field("Collection", Kind.TEXT),
        Field("Year", Kind.TEXT, note="the year the census year ends in"),
        day("ReferenceDate", note="31 March of the year"),
        Field("SourceLevel", Kind.TEXT),
        Field("LEA", Kind.TEXT, note="the authority's number"),
        Field("SoftwareCode", Kind.TEXT),
        Field("Release", Kind.TEXT),
        Field("SerialNo", Kind.TEXT),
        Field("DateTime", Kind.TEXT),
    ),
    key=("Year",),
)


def _parents(group: Group) -> Iterator[tuple[str, str]]:
    for table in group.repeated.values():
        yield table.id, group.table.id
    for inner in group.groups:
        yield inner.table.id, group.table.id
        yield from _parents(inner)


TABLES: tuple[Table, ...] = CHILD.every_table()
"""The tables of the children; the header is beside them."""
PARENTS: Mapping[str, str] = dict(_parents(CHILD))
"""The table whose row a row of this table stands under."""
UNMAPPED: frozenset[str] = frozenset({PRE_PROCEEDINGS.id})
"""Tables that are read and typed but have no record to go to yet."""

LAYOUT = Layout((HEADER, *TABLES))
