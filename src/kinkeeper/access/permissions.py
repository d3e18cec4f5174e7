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
    SCREEN_CONTACT = "contact.screen"
    RECORD_REFERRAL = "referral.record"
    DECIDE_REFERRAL = "referral.decide"
    CLOSE_CASE = "case.close"
    CLOSE_AFTER_CARE = "case.close_after_plan_or_care"
    RECORD_ASSESSMENT = "assessment.record"
    AUTHORISE_ASSESSMENT = "assessment.authorise"
    RECORD_PROTECTION = "protection.record"
    DECIDE_PROTECTION = "protection.decide"
    OVERSEE_PROTECTION = "protection.oversee"
    ISSUE_AT_ONCE = "proceedings.issue_at_once"
    RECORD_CARE = "care.record"
    DECIDE_CARE = "care.decide"
    RECORD_REVIEW = "review.record"
    RECORD_LEAVING_CARE = "leaving_care.record"
    WAIVE_DUTY = "duty.waive"
    ALLOCATE = "allocation.record"
    RESTRICT = "restriction.set"
    NAME_CONFLICT = "conflict.name"
    EXPORT_RECORD = "record.export"
    START_EARLY_HELP = "early_help.start"
    RECORD_EARLY_HELP = "early_help.record"
    LET_GO_GUARD = "early_help.let_go"
    OFFER_HANDOVER = "handover.offer"
    ANSWER_HANDOVER = "handover.answer"
    SET_LEVEL = "level.set"
    RATE_LEVEL = "level.rate"
    BREAK_GLASS = "record.break_glass"
    MAKE_OUTPUT = "output.make"
    CHECK_OUTPUT = "output.check"
    ALLOW_PROTECTED = "output.allow_protected_address"
    RECORD_NOTE = "note.record"
    RECORD_DOCUMENT = "document.record"
    RECORD_WARNING = "warning.record"
    LINK_CONTEXT = "context.link"
    SET_TASK = "task.set"
    MAKE_AUDIT = "case_audit.make"
    GIVE_AUDIT = "case_audit.give"
    MODERATE_AUDIT = "case_audit.moderate"
    READ_AUDIT = "case_audit.read"
    ANSWER_SAMPLE = "case_sample.answer"
    RECORD_OVERSIGHT = "oversight.record"

    # What is not about one person
    ADD_PERSON = "person.add"
    SEE_QUALITY = "quality.see"
    SAMPLE_CASES = "case_sample.draw"
    PUBLISH_STANDARDS = "standards.publish"
    READ_STANDARDS = "standards.read"
    SEE_EARLY_HELP = "early_help.see"
    SAMPLE_LEVELS = "levels.sample"
    KEEP_SERVICES = "services.keep"
    SEARCH_PEOPLE = "people.search"
    RECEIVE_CONTACT = "contact.receive"
    ANSWER_PLAN_ENQUIRY = "plan_enquiry.answer"
    SEE_FRONT_DOOR = "front_door.see"
    CLOSE_NAMELESS = "contact.close_nameless"
    SAMPLE_NIGHTS = "nights.sample"
    SEE_CONTEXTS = "context.see"
    KEEP_CONTEXTS = "context.keep"
    AUTHORISE_CONTEXT = "context.authorise"
    USE_PORTAL = "portal.use"
    KEEP_TASKS = "tasks.keep"
    SEE_ALERTS = "alerts.see"
    CHECK_DOCUMENTS = "documents.check"
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
    PUBLISH_FORM = "form.publish"
    SEE_AUDIT = "audit.see"
    OVERSEE_RESTRICTIONS = "restriction.oversee"
    REVIEW_BREAK_GLASS = "break_glass.review"
    ARRANGE_COVER = "cover.arrange"
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

    @property
    def only_reads(self) -> bool:
        """Whether it opens the plain record to be read, and nothing else: no change, no section."""
        return self in READS


SECTIONS = {
    Permission.SEE_STRATEGY: Section.STRATEGY,
    Permission.SEE_ALLEGATIONS: Section.ALLEGATIONS,
    Permission.SEE_ADOPTION: Section.ADOPTION,
    Permission.SEE_LEGAL_ADVICE: Section.LEGAL_ADVICE,
}
IMPERSONAL = frozenset(
    {
        Permission.ADD_PERSON,
        Permission.SEE_QUALITY,
        Permission.SAMPLE_CASES,
        Permission.PUBLISH_STANDARDS,
        Permission.READ_STANDARDS,
        Permission.SEE_EARLY_HELP,
        Permission.SAMPLE_LEVELS,
        Permission.KEEP_SERVICES,
        Permission.SEARCH_PEOPLE,
        Permission.RECEIVE_CONTACT,
        Permission.ANSWER_PLAN_ENQUIRY,
        Permission.SEE_FRONT_DOOR,
        Permission.CLOSE_NAMELESS,
        Permission.SAMPLE_NIGHTS,
        Permission.SEE_CONTEXTS,
        Permission.KEEP_CONTEXTS,
        Permission.AUTHORISE_CONTEXT,
        Permission.USE_PORTAL,
        Permission.KEEP_TASKS,
        Permission.SEE_ALERTS,
        Permission.CHECK_DOCUMENTS,
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
        Permission.PUBLISH_FORM,
        Permission.SEE_AUDIT,
        Permission.OVERSEE_RESTRICTIONS,
        Permission.REVIEW_BREAK_GLASS,
        Permission.ARRANGE_COVER,
        Permission.MANAGE_USERS,
        Permission.MANAGE_SETTINGS,
        Permission.SEE_GOVERNORS,
        Permission.MANAGE_GOVERNORS,
        Permission.MANAGE_CONCERNS,
    }
)
# What a relationship that only reads opens: no protected address and no section is among them.
READS = frozenset(
    {
        Permission.SEE_EXISTS,
        Permission.SEE_BANNER,
        Permission.SEE_RECORD,
        Permission.SEE_NAME,
        Permission.SEE_NARRATIVE,
        Permission.SEE_PLACEMENT,
    }
)
_SHALLOW = {
    Permission.MAKE_AUDIT: Depth.EXISTS,
    Permission.ANSWER_SAMPLE: Depth.EXISTS,
    Permission.GIVE_AUDIT: Depth.BANNER,
    Permission.BREAK_GLASS: Depth.EXISTS,
    Permission.NAME_CONFLICT: Depth.EXISTS,
    Permission.SEE_EXISTS: Depth.EXISTS,
    Permission.SEE_NAME: Depth.EXISTS,
    Permission.SEE_BANNER: Depth.BANNER,
    Permission.RECORD_CONTACT: Depth.EXISTS,
    Permission.RECORD_REFERRAL: Depth.BANNER,
    Permission.ALLOCATE: Depth.BANNER,
    Permission.START_EARLY_HELP: Depth.BANNER,
    Permission.LET_GO_GUARD: Depth.BANNER,
    Permission.ANSWER_HANDOVER: Depth.BANNER,
    Permission.SET_LEVEL: Depth.BANNER,
    Permission.RATE_LEVEL: Depth.BANNER,
}
