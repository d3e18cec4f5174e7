"""Everything that may be allowed: a verb on a kind of thing."""

from enum import StrEnum

from kinkeeper.access.depth import Depth
from kinkeeper.access.sections import Section


class Permission(StrEnum):
    """`kind.verb`. One that is about a person needs that person to be reached at a depth."""

    # What is seen of a person
    SEE_EXISTS = "person.see_exists"
    SEE_BANNER = "person.see_banner"
    SEE_RECORD = "person.see_record"
    SEE_NAME = "person.see_name"
    SEE_NARRATIVE = "person.see_narrative"
    SEE_PROTECTED_ADDRESS = "person.see_protected_address"
    SEE_PLACEMENT = "placement.see"
    SEE_COST = "cost.see"
    SEE_ACCESS_LOG = "person.see_access_log"
    SEE_STRATEGY = "strategy.see"
    SEE_ALLEGATIONS = "allegations.see"
    SEE_ADOPTION = "adoption.see"
    SEE_LEGAL_ADVICE = "legal_advice.see"

    # What is recorded about a person
    EDIT_PERSON = "person.edit"
    MERGE_PERSON = "person.merge"
    RECORD_CONTACT = "contact.record"
    RECORD_REFERRAL = "referral.record"
    DECIDE_REFERRAL = "referral.decide"
    RECORD_ASSESSMENT = "assessment.record"
    AUTHORISE_ASSESSMENT = "assessment.authorise"
    RECORD_PROTECTION = "protection.record"
    DECIDE_PROTECTION = "protection.decide"
    RECORD_CARE = "care.record"
    DECIDE_CARE = "care.decide"
    RECORD_REVIEW = "review.record"
    RECORD_LEAVING_CARE = "leaving_care.record"
    WAIVE_DUTY = "duty.waive"
    ALLOCATE = "allocation.record"
    RESTRICT = "restriction.set"
    NAME_CONFLICT = "conflict.name"
    EXPORT_RECORD = "record.export"

    # What is not about one person
    ADD_PERSON = "person.add"
    SEARCH_PEOPLE = "people.search"
    SEE_OWN_WORK = "work.see"
    SEE_TEAM_WORK = "team.see"
    SEE_WORKFORCE = "workforce.see"
    MANAGE_WORKFORCE = "workforce.manage"
    SEE_FIGURES = "figures.see"
    LOAD_FILES = "files.load"
    SEE_LOADS = "loads.see"
    PREPARE_RETURN = "return.prepare"
    SIGN_RETURN = "return.sign"
    WRITE_RETURN = "return.write"
    REFRESH_DUTIES = "duties.refresh"
    SEE_AUDIT = "audit.see"
    OVERSEE_RESTRICTIONS = "restriction.oversee"
    MANAGE_USERS = "users.manage"
    MANAGE_SETTINGS = "settings.manage"
    SEE_GOVERNORS = "governors.see"
    MANAGE_GOVERNORS = "governors.manage"
    MANAGE_CONCERNS = "concerns.manage"

    @property
    def kind(self) -> str:
        """The kind of thing it is about."""
        return self.value.partition(".")[0]

    @property
    def verb(self) -> str:
        """What is done to that thing."""
        return self.value.partition(".")[2]

    @property
    def section(self) -> Section | None:
        """The section of the record it opens, which needs its own grant."""
        return SECTIONS.get(self)

    @property
    def depth(self) -> Depth:
        """How deeply the person must be reached; NONE where it is not about a person."""
        return Depth.NONE if self in IMPERSONAL else _SHALLOW.get(self, Depth.RECORD)

    @property
    def personal(self) -> bool:
        """Whether it is about a person, who has to be reached."""
        return self not in IMPERSONAL


SECTIONS = {
    Permission.SEE_STRATEGY: Section.STRATEGY,
    Permission.SEE_ALLEGATIONS: Section.ALLEGATIONS,
    Permission.SEE_ADOPTION: Section.ADOPTION,
    Permission.SEE_LEGAL_ADVICE: Section.LEGAL_ADVICE,
}
IMPERSONAL = frozenset(
    {
        Permission.ADD_PERSON,
        Permission.SEARCH_PEOPLE,
        Permission.SEE_OWN_WORK,
        Permission.SEE_TEAM_WORK,
        Permission.SEE_WORKFORCE,
        Permission.MANAGE_WORKFORCE,
        Permission.SEE_FIGURES,
        Permission.LOAD_FILES,
        Permission.SEE_LOADS,
        Permission.PREPARE_RETURN,
        Permission.SIGN_RETURN,
        Permission.WRITE_RETURN,
        Permission.REFRESH_DUTIES,
        Permission.SEE_AUDIT,
        Permission.OVERSEE_RESTRICTIONS,
        Permission.MANAGE_USERS,
        Permission.MANAGE_SETTINGS,
        Permission.SEE_GOVERNORS,
        Permission.MANAGE_GOVERNORS,
        Permission.MANAGE_CONCERNS,
    }
)
_SHALLOW = {
    Permission.NAME_CONFLICT: Depth.EXISTS,
    Permission.SEE_EXISTS: Depth.EXISTS,
    Permission.SEE_NAME: Depth.EXISTS,
    Permission.SEE_BANNER: Depth.BANNER,
    Permission.RECORD_CONTACT: Depth.EXISTS,
    Permission.RECORD_REFERRAL: Depth.BANNER,
    Permission.ALLOCATE: Depth.BANNER,
}
