"""Who may open which address: the policy, address by address, as people decided it.

The test beside it holds this equal to the service's own list of addresses, and to what each of them
asks. An address that is not here fails it.
"""

from dataclasses import dataclass

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission as Can


@dataclass(frozen=True)
class Needs:
    """A page of a role: any one of these permissions opens it; it says 403 to everybody else."""

    any_of: tuple[Can, ...]

    def __init__(self, *any_of: Can) -> None:
        object.__setattr__(self, "any_of", any_of)


@dataclass(frozen=True)
class About:
    """A page of a person, reached so deep, with this permission beside."""

    least: Depth
    needs: Can | None = None


@dataclass(frozen=True)
class Other:
    """Decided in the page itself, where a test of its own tries it."""

    why: str


EXISTS, RECORD = About(Depth.EXISTS), About(Depth.RECORD)
ANYBODY = Other("for anybody: it holds nothing of anybody")
OWN_ACCOUNT = Other("of one's own sign-in: tests/security/test_t27 and test_t28")
PORTAL = Other("of one's own agency, behind a code sent by e-mail: tests of the portal")
TELL_US = Other("for anybody, to tell us of a child; it shows nothing of anybody")
THING = Other("of a thing, which leads to its person: hidden and unknown answer alike")
FORMS = Needs(Can.SEE_NARRATIVE, Can.RECORD_ASSESSMENT, Can.PUBLISH_FORM)
FRONT_DOOR = Needs(Can.SEE_FRONT_DOOR)
ROWS = Needs(Can.PREPARE_RETURN, Can.SEE_LOADS, Can.SEE_TEAM_WORK)
COUNTS = Needs(Can.PREPARE_RETURN, Can.SEE_LOADS, Can.SEE_TEAM_WORK, Can.SEE_FIGURES)
PREPARES = Needs(Can.PREPARE_RETURN)
DOCUMENTS = Needs(Can.MAKE_OUTPUT, Can.CHECK_OUTPUT)
FIGURES = Needs(Can.SEE_FIGURES)

# A name with several addresses has a rule for each.
POLICY: dict[str, Needs | About | Other | tuple[Needs | About | Other, ...]] = {
    "health": ANYBODY,
    "account_login": OWN_ACCOUNT,
    "mfa_authenticate": OWN_ACCOUNT,
    "account_reauthenticate": OWN_ACCOUNT,
    "mfa_reauthenticate": OWN_ACCOUNT,
    "account_logout": OWN_ACCOUNT,
    "mfa_index": OWN_ACCOUNT,
    "account_change_password": OWN_ACCOUNT,
    "mfa_activate_totp": OWN_ACCOUNT,
    "mfa_deactivate_totp": OWN_ACCOUNT,
    "mfa_view_recovery_codes": OWN_ACCOUNT,
    "mfa_generate_recovery_codes": OWN_ACCOUNT,
    "home": Other("one's own work, or where to go: tests/web/test_work"),
    "start": Other("the way on to one's first page"),
    "still-here": Other("an empty answer to one's own browser"),
    "roles": Other("in demonstrations alone: tests/web/test_roles"),
    "components": Other("in demonstrations alone: tests/web/test_pages"),
    "catalogue": Other("in demonstrations alone: tests/web/test_pages"),
    "accessibility": ANYBODY,
    "privacy": ANYBODY,
    "waiting": Needs(Can.SEE_OWN_WORK, Can.SEE_TEAM_WORK),
    "duty": THING,
    "waive": THING,
    "search": Needs(Can.SEARCH_PEOPLE),
    "search-results": Needs(Can.SEARCH_PEOPLE),
    # One person
    "child": RECORD,
    "child-returns": RECORD,
    "child-details": RECORD,
    "child-family": RECORD,
    "family-add": About(Depth.RECORD, Can.EDIT_PERSON),
    "family-change": About(Depth.RECORD, Can.EDIT_PERSON),
    "family-calendar": RECORD,
    "family-visit": About(Depth.RECORD, Can.RECORD_PROTECTION),
    "child-work": RECORD,
    "child-care": RECORD,
    "child-forms": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-notes": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-documents": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-warnings": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-access": About(Depth.EXISTS, Can.SEE_ACCESS_LOG),
    "child-contact": RECORD,
    "known": EXISTS,
    "child-court": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-court-step": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "court": Needs(Can.SEE_TEAM_WORK),
    "child-plans": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-plan-step": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-visit": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-protection": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "child-protection-step": About(Depth.RECORD, Can.SEE_NARRATIVE),
    "note-write": About(Depth.RECORD, Can.RECORD_NOTE),
    "note-joint": About(Depth.RECORD, Can.RECORD_NOTE),
    "warning-new": About(Depth.RECORD, Can.RECORD_WARNING),
    "task-new": (About(Depth.RECORD, Can.SET_TASK), Needs(Can.KEEP_TASKS)),
    "early-help-start": About(Depth.BANNER, Can.START_EARLY_HELP),
    "step-down": About(Depth.RECORD, Can.OFFER_HANDOVER),
    "case-close": About(Depth.RECORD, Can.CLOSE_CASE),
    "break-glass": About(Depth.EXISTS, Can.BREAK_GLASS),
    "restrict": About(Depth.EXISTS, Can.RESTRICT),
    "conflict": About(Depth.EXISTS, Can.NAME_CONFLICT),
    "output-new": About(Depth.RECORD, Can.MAKE_OUTPUT),
    "output-exception": About(Depth.RECORD, Can.ALLOW_PROTECTED),
    # Things of a person
    "note": THING,
    "document": THING,
    "warning": THING,
    "form": THING,
    "form-section": THING,
    "form-sign": THING,
    "form-decide": THING,
    "form-discard": THING,
    "form-changes": THING,
    "form-pdf": THING,
    "handover": THING,
    "handover-step": THING,
    "early-help-one": THING,
    "early-help-step": THING,
    # Lists and tools of a role; what is in them is narrowed to what the reader may see
    "tasks": Needs(Can.KEEP_TASKS),
    "task": Needs(Can.KEEP_TASKS),
    "alerts": Needs(Can.SEE_ALERTS),
    "alert-known": Needs(Can.SEE_ALERTS),
    "outputs": DOCUMENTS,
    "output": DOCUMENTS,
    "output-print": DOCUMENTS,
    "output-pdf": DOCUMENTS,
    "openings": Needs(Can.REVIEW_BREAK_GLASS),
    "opening": Needs(Can.REVIEW_BREAK_GLASS),
    "restrictions": Needs(Can.OVERSEE_RESTRICTIONS),
    "restriction": Needs(Can.OVERSEE_RESTRICTIONS, Can.RESTRICT),
    "forms": FORMS,
    "form-kind": FORMS,
    "form-empty": FORMS,
    "early-help": Needs(Can.SEE_EARLY_HELP),
    "plan-enquiry": Needs(Can.ANSWER_PLAN_ENQUIRY),
    "levels": Needs(Can.SAMPLE_LEVELS, Can.RATE_LEVEL),
    "level-rate": Needs(Can.RATE_LEVEL),
    "contexts": Needs(Can.SEE_CONTEXTS),
    "context": Needs(Can.SEE_CONTEXTS),
    "context-step": Needs(Can.SEE_CONTEXTS),
    "context-new": Needs(Can.KEEP_CONTEXTS),
    "context-link": Needs(Can.LINK_CONTEXT),
    "help-services": Needs(Can.SEE_EARLY_HELP, Can.KEEP_SERVICES),
    "imports": Needs(Can.LOAD_FILES, Can.SEE_LOADS),
    "import-report": Needs(Can.LOAD_FILES, Can.SEE_LOADS),
    "checks": Needs(Can.SEE_LOADS),
    "check": Needs(Can.SEE_LOADS),
    "runs": COUNTS,
    "run": COUNTS,
    "run-children": ROWS,
    "run-changes": ROWS,
    "run-given": ROWS,
    "run-rule": ROWS,
    "run-child": ROWS,
    "run-new": PREPARES,
    "run-report": PREPARES,
    "run-assign-rule": PREPARES,
    "run-assign-child": PREPARES,
    "run-accept": PREPARES,
    "run-withdraw": PREPARES,
    "looks": Needs(Can.SEE_AUDIT),
    "looks-one": Needs(Can.SEE_AUDIT),
    "overview": FIGURES,
    "figures": FIGURES,
    "measure": FIGURES,
    "behind": FIGURES,
    "teams": Needs(Can.SEE_TEAM_WORK, Can.SEE_WORKFORCE),
    "board": Needs(Can.SEE_TEAM_WORK, Can.SEE_WORKFORCE),
    "owing": Needs(Can.SEE_TEAM_WORK),
    "caseload": Needs(Can.SEE_TEAM_WORK),
    "today": Needs(Can.SEE_TEAM_WORK),
    "escalated": Needs(Can.SEE_TEAM_WORK),
    "cover": Needs(Can.ARRANGE_COVER),
    "front-door": FRONT_DOOR,
    "front-door-notices": FRONT_DOOR,
    "front-door-joint": Needs(Can.SCREEN_CONTACT),
    "limbo": FRONT_DOOR,
    "front-door-day": FRONT_DOOR,
    "front-door-handover": FRONT_DOOR,
    "front-door-nights": FRONT_DOOR,
    "contact-new": FRONT_DOOR,
    "contact": FRONT_DOOR,
    "contact-match": FRONT_DOOR,
    "contact-name": FRONT_DOOR,
    "contact-unmatch": FRONT_DOOR,
    "contact-close": Needs(Can.CLOSE_NAMELESS),
    "enquiry-ask": FRONT_DOOR,
    "enquiry-answer": FRONT_DOOR,
    "contact-step": Needs(Can.SEE_FRONT_DOOR, Can.RECORD_CONTACT),
    # Quality of practice
    "quality": Needs(Can.SEE_QUALITY),
    "standards": Needs(Can.READ_STANDARDS),
    "unidentified": Needs(Can.SEE_QUALITY),
    "unidentified-kind": Needs(Can.SEE_QUALITY),
    "samples": Needs(Can.ANSWER_SAMPLE, Can.SAMPLE_CASES),
    "sample-case": THING,
    "case-audit": THING,
    "case-audit-step": THING,
    "child-oversight": RECORD,
    "oversee": About(Depth.RECORD, Can.RECORD_OVERSIGHT),
    "audit-give": About(Depth.RECORD, Can.GIVE_AUDIT),
    # Partners and the public
    "agencies": Needs(Can.MANAGE_USERS),
    "agency": Needs(Can.MANAGE_USERS),
    "portal": PORTAL,
    "partner-sign-in": PORTAL,
    "partner-code": PORTAL,
    "portal-refer": PORTAL,
    "portal-place": PORTAL,
    "portal-page": PORTAL,
    "portal-request": PORTAL,
    "portal-disagree": PORTAL,
    "portal-sent": PORTAL,
    "notices-api": Other("of a program that holds a token of its agency: tests of notices"),
    "tell-us": TELL_US,
    "tell-us-sent": TELL_US,
    "tell-us-leave": TELL_US,
    "tell-us-page": TELL_US,
}


def rules_of(name: str) -> tuple[Needs | About | Other, ...]:
    """The rules of every address of this name."""
    found = POLICY.get(name, ())
    return found if isinstance(found, tuple) else (found,)
