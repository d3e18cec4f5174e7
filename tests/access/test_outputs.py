"""What leaves the service: what each recipient may have, and the two people it takes."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.access import actions, output_queries
from kinkeeper.access.models import AuditEntry, Output, OutputCheck, User
from kinkeeper.access.outputs import MAY_HAVE, Document, Holds, Part, Piece, To, build
from kinkeeper.access.reasons import Recipient
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate

SECRET = "4 Hidden Close"
COURT = To(Recipient.COURT, "The Family Court at Birmingham")
words = st.sampled_from(["Lives at 4 Hidden Close.", "4 Hidden Close", "Likes chess", "Aged 9"])
pieces = st.builds(Piece, st.just("Line"), words, st.sampled_from(Holds))
parts = st.lists(st.builds(Part, words, st.lists(pieces, max_size=4), st.sampled_from(Holds)))


def tells(said: str) -> bool:
    """Whether words hold the protected address."""
    return SECRET in said


def document(*holds: Holds) -> Document:
    """One that tells these."""
    return Document("A summary", [Part("Part", [Piece("Line", "Words", one) for one in holds])])


@given(parts=parts, recipient=st.sampled_from(Recipient))
def test_nobody_is_told_a_protected_address_or_what_they_may_not_have(
    parts: list[Part], recipient: Recipient
) -> None:
    """Whatever a piece says that it holds, and in whatever words; what is left out is counted."""
    made = build("Title", parts, to=To(recipient, "x"), tells=tells)
    assert SECRET not in str(made.plain())
    assert made.holds <= MAY_HAVE[recipient]
    kept, left = sum(len(p.pieces) for p in made.parts), sum(made.left_out.values())
    assert kept + left == sum(len(part.pieces) for part in parts)


def test_a_name_that_holds_a_protected_address_is_refused() -> None:
    """It would be printed on the document."""
    with pytest.raises(BadInput, match="protected address"):
        build("Title", [], to=To(Recipient.PARENT, f"Ann, {SECRET}"), tells=tells)


def test_a_parent_has_what_is_about_themselves_and_of_no_other() -> None:
    """Other people's lines are left out, but for their own."""
    me, other = UUID(int=1), UUID(int=2)
    part = Part(
        "Family", [Piece("M", "Ann", about=me), Piece("F", "Bob", about=other)], Holds.OTHERS
    )
    made = build("T", [part], to=To(Recipient.PARENT, "Ann", me), tells=tells)
    assert [one.words for p in made.parts for one in p.pieces] == ["Ann"]


@pytest.fixture
def maker(user: MakeUser, person: UUID) -> User:
    """A social worker of the person."""
    one = user("social_worker")
    allocate(one, person)
    return one


@pytest.fixture
def second(user: MakeUser, person: UUID) -> User:
    """A colleague who is with the person too."""
    one = user("team_manager")
    allocate(one, person)
    return one


def make(person: UUID, by: User, *holds: Holds, to: To = COURT) -> Output:
    """A document, made."""
    what = {"what": "summary", "purpose": "The first hearing.", "document": document(*holds)}
    return actions.make_output(person_id=person, to=to, by=by, **what)  # type: ignore[arg-type]


def test_it_goes_out_once_a_second_person_has_passed_it(
    maker: User, second: User, person: UUID
) -> None:
    """Before that it cannot be printed; then it can, and each print is in the audit."""
    made = make(person, maker, Holds.PLAIN)
    with pytest.raises(Refused, match="may not be printed"):
        output_queries.print_out(maker, made.id)
    assert [one.id for one in output_queries.to_check(second)] == [made.id]
    with pytest.raises(Refused, match="yourself"):
        actions.check_output(output=made, outcome="passed", why="", by=maker)
    actions.check_output(output=made, outcome="passed", why="", by=second)
    assert output_queries.print_out(maker, made.id).digest == made.digest
    assert AuditEntry.objects.get(verb="exported").details["recipient"] == "court"


def test_what_is_sent_back_never_goes_out(maker: User, second: User, person: UUID) -> None:
    """With a reason; nobody can pass it afterwards."""
    made = make(person, maker, Holds.PLAIN)
    with pytest.raises(BadInput, match="put right"):
        actions.check_output(output=made, outcome="sent_back", why=" ", by=second)
    actions.check_output(output=made, outcome="sent_back", why="It names a child.", by=second)
    with pytest.raises(Refused, match="checked this already"):
        actions.check_output(output=made, outcome="passed", why="", by=second)
    with pytest.raises(Refused):
        output_queries.print_out(maker, made.id)


def test_our_own_file_needs_no_second_person(maker: User, person: UUID) -> None:
    """It does not leave the service."""
    made = make(person, maker, Holds.INTERNAL, to=To(Recipient.OWN_FILE))
    assert output_queries.print_out(maker, made.id).id == made.id


def test_the_two_are_two_in_the_database(maker: User, second: User, person: UUID) -> None:
    """As it is, and with another named as the maker."""
    made = make(person, maker, Holds.PLAIN)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for named in (maker, second):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutputCheck.objects.create(
                output=made, made_by=named, outcome="passed", checked_by=maker
            )


def test_a_protected_address_goes_to_whom_somebody_else_has_named(
    maker: User, user: MakeUser, person: UUID
) -> None:
    """By a head of service, for a time, to that recipient alone; who allowed it is kept."""
    head = user("head_of_service")
    allocate(head, person)
    until = {"why": "The judge ordered it.", "until_on": today() + timedelta(days=7)}
    with pytest.raises(NotAllowed):
        actions.allow_protected(person_id=person, to=COURT, by=maker, **until)  # type: ignore[arg-type]
    actions.allow_protected(person_id=person, to=COURT, by=head, **until)  # type: ignore[arg-type]
    assert make(person, maker, Holds.PROTECTED).allowed_by == head
    for by, to in ((head, COURT), (maker, To(Recipient.COURT, "Another court"))):
        with pytest.raises(Refused, match="protected address"):
            make(person, by, Holds.PROTECTED, to=to)


def test_a_section_closed_to_a_colleague_closes_the_document(
    user: MakeUser, second: User, person: UUID
) -> None:
    """It is neither theirs to read nor to check."""
    one = user("social_worker", "strategy")
    allocate(one, person)
    made = make(person, one, Holds.STRATEGY, to=To(Recipient.AUTHORITY, "Leeds"))
    assert output_queries.output(one, made.id)
    assert output_queries.output(second, made.id) is None
    assert not output_queries.to_check(second)
    with pytest.raises(Refused, match="not open to you"):
        actions.check_output(output=made, outcome="passed", why="", by=second)
