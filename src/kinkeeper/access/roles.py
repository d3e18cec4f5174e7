"""The roles of a children's service, each in words and in what it may do."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission as Can
from kinkeeper.access.role import Role
from kinkeeper.access.sections import Section


def _set(*groups: Iterable[Can] | Can) -> frozenset[Can]:
    return frozenset(p for group in groups for p in ([group] if isinstance(group, Can) else group))


_FINDS = _set(Can.SEE_EXISTS, Can.SEE_NAME, Can.SEARCH_PEOPLE)
_READS = _set(
    _FINDS,
    Can.SEE_BANNER,
    Can.SEE_RECORD,
    Can.SEE_NARRATIVE,
    Can.SEE_PLACEMENT,
    Can.SEE_ACCESS_LOG,
)
_TOOLS = _set(
    Can.RECORD_NOTE,
    Can.RECORD_DOCUMENT,
    Can.RECORD_WARNING,
    Can.SET_TASK,
    Can.KEEP_TASKS,
    Can.SEE_ALERTS,
)
_CASEWORK = _set(
    _READS,
    _TOOLS,
    Can.SEE_OWN_WORK,
    Can.READ_STANDARDS,
    Can.SEE_PROTECTED_ADDRESS,
    Can.EDIT_PERSON,
    Can.ADD_PERSON,
    Can.RECEIVE_CONTACT,
    Can.RECORD_CONTACT,
    Can.RECORD_REFERRAL,
    Can.RECORD_ASSESSMENT,
    Can.RECORD_PROTECTION,
    Can.RECORD_CARE,
    Can.RECORD_LEAVING_CARE,
)
# Who audits reads the record because the audit was given to them, and until it is closed.
_AUDITS = _set(Can.SEE_QUALITY, Can.MAKE_AUDIT, Can.READ_AUDIT, Can.ANSWER_SAMPLE)
_KEEPS_QUALITY = _set(
    _AUDITS,
    Can.GIVE_AUDIT,
    Can.MODERATE_AUDIT,
    Can.SAMPLE_CASES,
    Can.PUBLISH_STANDARDS,
)
_OUTPUTS = _set(Can.MAKE_OUTPUT, Can.CHECK_OUTPUT)
_DECIDES = _set(
    _TOOLS,
    Can.DECIDE_REFERRAL,
    Can.CLOSE_CASE,
    Can.AUTHORISE_ASSESSMENT,
    Can.DECIDE_PROTECTION,
    Can.DECIDE_CARE,
    Can.ALLOCATE,
    Can.RESTRICT,
    Can.NAME_CONFLICT,
    Can.MERGE_PERSON,
    Can.EXPORT_RECORD,
    Can.REVIEW_BREAK_GLASS,
    Can.RECORD_OVERSIGHT,
    Can.READ_STANDARDS,
    _OUTPUTS,
    Can.SEE_TEAM_WORK,
)
_LEVELS = _set(Can.SET_LEVEL, Can.RATE_LEVEL, Can.SAMPLE_LEVELS)
_STEPS_DOWN = _set(Can.OFFER_HANDOVER, Can.SET_LEVEL)  # and back up
_GRANTS_HELP = _set(
    _STEPS_DOWN,
    _LEVELS,
    Can.SEE_EARLY_HELP,
    Can.START_EARLY_HELP,
    Can.LET_GO_GUARD,
    Can.ANSWER_HANDOVER,
)
# A context tells of several children at once: it is kept and seen by who decides and who manages.
_KEEPS_CONTEXTS = _set(Can.SEE_CONTEXTS, Can.KEEP_CONTEXTS, Can.LINK_CONTEXT)
_STANDS_FOR_CONTEXTS = _set(Can.SEE_CONTEXTS, Can.AUTHORISE_CONTEXT)
_EVERY_SECTION = frozenset(Section)

_ALL: Final = (
    Role(
        name="mash_decision_maker",
        title="Front door decision-maker",
        description="Screens contacts and decides what happens next. Sees who is known and what "
        "the service is involved in across the authority, and the record of a child at the front "
        "door until the decision is made.",
        permits=_set(
            _KEEPS_CONTEXTS,
            _CASEWORK,
            Can.SEE_FRONT_DOOR,
            Can.CLOSE_NAMELESS,
            Can.SCREEN_CONTACT,
            Can.ANSWER_PLAN_ENQUIRY,
            Can.DECIDE_REFERRAL,
            Can.DECIDE_PROTECTION,
            Can.SEE_TEAM_WORK,
            Can.MERGE_PERSON,
            _GRANTS_HELP,
            Can.BREAK_GLASS,
            _OUTPUTS,
        ),
        related=Depth.RECORD,
        everyone=Depth.BANNER,
        may_hold=frozenset({Section.STRATEGY}),
    ),
    Role(
        name="contact_officer",
        title="Front door contact officer",
        description="Takes what is told to the front door and finds out which child it is about. "
        "Sees who is known; neither screens nor decides.",
        permits=_set(
            _FINDS,
            Can.SEE_FRONT_DOOR,
            Can.ANSWER_PLAN_ENQUIRY,
            Can.RECEIVE_CONTACT,
            Can.RECORD_CONTACT,
            Can.ADD_PERSON,
        ),
        everyone=Depth.EXISTS,
    ),
    Role(
        name="partner",
        title="Partner agency professional",
        description="Answers requests and follows their own referrals. Sees only what has been "
        "shared with them, never adoption or allegations, and cannot search for people.",
        permits=_set(
            Can.SEE_EXISTS,
            Can.SEE_NAME,
            Can.SEE_BANNER,
            Can.USE_PORTAL,
            Can.RECEIVE_CONTACT,
            Can.RECORD_CONTACT,
        ),
        related=Depth.BANNER,
    ),
    Role(
        name="social_worker",
        title="Social worker",
        description="Works with the children allocated to them and records that work. For any "
        "other child sees only that the child is known, and whom to ask.",
        permits=_set(_CASEWORK, _OUTPUTS, _STEPS_DOWN, Can.BREAK_GLASS),
        related=Depth.RECORD,
        everyone=Depth.EXISTS,
        may_hold=_EVERY_SECTION,
    ),
    Role(
        name="early_help_worker",
        title="Early help worker",
        description="Leads or coordinates early help for the families given to them: consent, "
        "assessment, the team around the family, plan and reviews. Answers what is stepped down to "
        "them. For any other child sees only that the child is known.",
        permits=_set(
            _READS,
            _TOOLS,
            _STEPS_DOWN,
            Can.READ_STANDARDS,
            Can.SEE_OWN_WORK,
            Can.SEE_EARLY_HELP,
            Can.RECEIVE_CONTACT,
            Can.RECORD_EARLY_HELP,
            Can.ANSWER_HANDOVER,
            Can.KEEP_SERVICES,
        ),
        related=Depth.RECORD,
        everyone=Depth.EXISTS,
    ),
    Role(
        name="personal_adviser",
        title="Personal adviser",
        description="Works with the care leavers allocated to them and keeps in touch.",
        permits=_set(
            _READS,
            _TOOLS,
            _OUTPUTS,
            Can.READ_STANDARDS,
            Can.SEE_OWN_WORK,
            Can.EDIT_PERSON,
            Can.RECORD_LEAVING_CARE,
        ),
        related=Depth.RECORD,
        everyone=Depth.EXISTS,
    ),
    Role(
        name="team_manager",
        title="Team manager",
        description="Allocates work, approves it and sees every child of the teams they manage "
        "or cover. May restrict a record and name a conflict of interest.",
        permits=_set(
            _KEEPS_CONTEXTS,
            _STANDS_FOR_CONTEXTS,
            _CASEWORK,
            _DECIDES,
            _GRANTS_HELP,
            Can.RECORD_EARLY_HELP,
            Can.KEEP_SERVICES,
            Can.WAIVE_DUTY,
            Can.BREAK_GLASS,
            _AUDITS,
            Can.ARRANGE_COVER,
        ),
        related=Depth.RECORD,
        everyone=Depth.BANNER,
        may_hold=_EVERY_SECTION,
    ),
    Role(
        name="reviewing_officer",
        title="Reviewing officer or conference chair",
        description="Chairs reviews and conferences for the children appointed to them, outside "
        "the line of management. Records reviews; decides nothing about allocation.",
        permits=_set(
            _READS,
            _TOOLS,
            _AUDITS,
            Can.READ_STANDARDS,
            Can.SEE_OWN_WORK,
            Can.RECORD_REVIEW,
            Can.DECIDE_PROTECTION,
            Can.WAIVE_DUTY,
            _OUTPUTS,
        ),
        related=Depth.RECORD,
        everyone=Depth.EXISTS,
        may_hold=frozenset({Section.STRATEGY, Section.ADOPTION, Section.LEGAL_ADVICE}),
    ),
    Role(
        name="head_of_service",
        title="Head of service",
        description="Sees the children of the teams in their service, approves what is costly "
        "or secure, closes a case after a protection plan or care, signs returns, and owns the "
        "forms of practice. Every look is logged.",
        permits=_set(
            _KEEPS_QUALITY,
            _STANDS_FOR_CONTEXTS,
            _READS,
            _DECIDES,
            Can.CLOSE_AFTER_CARE,
            Can.OVERSEE_PROTECTION,
            _GRANTS_HELP,
            Can.BREAK_GLASS,
            Can.ARRANGE_COVER,
            Can.ALLOW_PROTECTED,
            Can.SEE_FRONT_DOOR,
            Can.CLOSE_NAMELESS,
            Can.SAMPLE_NIGHTS,
            Can.SEE_FIGURES,
            Can.SEE_LOADS,
            Can.SEE_WORKFORCE,
            Can.SIGN_RETURN,
            Can.PUBLISH_FORM,
        ),
        related=Depth.RECORD,
        everyone=Depth.BANNER,
        may_hold=_EVERY_SECTION,
    ),
    Role(
        name="director",
        title="Director of children's services",
        description="Sees any child's record where nothing stands against it, and the whole "
        "service in figures. Every look is logged.",
        permits=_set(
            _KEEPS_QUALITY,
            _STANDS_FOR_CONTEXTS,
            _READS,
            _DECIDES,
            Can.CLOSE_AFTER_CARE,
            Can.OVERSEE_PROTECTION,
            Can.ISSUE_AT_ONCE,
            _GRANTS_HELP,
            Can.ALLOW_PROTECTED,
            Can.SEE_FRONT_DOOR,
            Can.CLOSE_NAMELESS,
            Can.SAMPLE_NIGHTS,
            Can.SEE_FIGURES,
            Can.SEE_LOADS,
            Can.SEE_WORKFORCE,
            Can.SIGN_RETURN,
            Can.PUBLISH_FORM,
        ),
        related=Depth.RECORD,
        everyone=Depth.RECORD,
        may_hold=_EVERY_SECTION,
    ),
    Role(
        name="performance_analyst",
        title="Performance analyst",
        description="Loads the authority's files, checks and prepares returns, and sees coded "
        "data of every child with names masked and no narrative.",
        permits=_set(
            Can.SEE_EXISTS,
            Can.SEE_BANNER,
            Can.SEE_RECORD,
            Can.SEE_PLACEMENT,
            Can.SEARCH_PEOPLE,
            Can.SEE_QUALITY,
            Can.SEE_FIGURES,
            Can.SEE_TEAM_WORK,
            Can.LOAD_FILES,
            Can.SEE_LOADS,
            Can.PREPARE_RETURN,
            Can.REFRESH_DUTIES,
            Can.SAMPLE_LEVELS,
        ),
        everyone=Depth.RECORD,
    ),
    Role(
        name="workforce_lead",
        title="Workforce lead",
        description="Sees workers, teams and caseload counts and records who starts, moves and "
        "leaves. Sees no children.",
        permits=_set(Can.SEE_WORKFORCE, Can.MANAGE_WORKFORCE, Can.SEE_FIGURES),
        aggregate=True,
    ),
    Role(
        name="finance_partner",
        title="Finance partner",
        description="Sees the reference, placement, cost and dates of every child looked after; "
        "no names and no narrative.",
        permits=_set(Can.SEE_PLACEMENT, Can.SEE_COST, Can.SEE_FIGURES),
        everyone=Depth.RECORD,
    ),
    Role(
        name="scrutiny_member",
        title="Scrutiny member or commissioner",
        description="Sees published figures with small numbers suppressed, and nothing behind "
        "them.",
        permits=_set(Can.SEE_FIGURES, Can.SEE_QUALITY),
        aggregate=True,
    ),
    Role(
        name="governor_services_officer",
        title="Governor services officer",
        description="Fills the authority's governor vacancies. Sees no children.",
        permits=_set(Can.SEE_GOVERNORS, Can.MANAGE_GOVERNORS),
        aggregate=True,
    ),
    Role(
        name="whistleblowing_officer",
        title="Whistleblowing officer",
        description="Keeps the register of concerns, apart from everything else here.",
        permits=_set(Can.MANAGE_CONCERNS),
        aggregate=True,
    ),
    Role(
        name="information_governance_officer",
        title="Information governance officer",
        description="Reads the logs of who saw and changed what, and oversees restrictions and "
        "conflicts; sees that a person is known, not their record.",
        permits=_set(
            _FINDS,
            Can.SEE_AUDIT,
            Can.OVERSEE_RESTRICTIONS,
            Can.NAME_CONFLICT,
            Can.REVIEW_BREAK_GLASS,
        ),
        everyone=Depth.EXISTS,
    ),
    Role(
        name="system_administrator",
        title="System administrator",
        description="Adds users, grants roles and sets the system up. Sees no children.",
        permits=_set(Can.MANAGE_USERS, Can.MANAGE_SETTINGS, Can.MANAGE_WORKFORCE),
        aggregate=True,
    ),
    Role(
        name="service_account",
        title="Service account",
        description="A program: loads files, writes the records they hold, refreshes duties and "
        "writes returns. Nobody signs in as one.",
        permits=_set(
            _CASEWORK,
            Can.RECORD_REVIEW,
            Can.LOAD_FILES,
            Can.SEE_LOADS,
            Can.WRITE_RETURN,
            Can.REFRESH_DUTIES,
            Can.ALLOCATE,
        )
        - {Can.SEE_NARRATIVE, Can.SEE_PROTECTED_ADDRESS}
        - _TOOLS
        - {Can.READ_STANDARDS}
        | {Can.CHECK_DOCUMENTS},
        everyone=Depth.RECORD,
    ),
)

ROLES: Final = MappingProxyType({role.name: role for role in _ALL})
