"""A form from its first word to its approval: who does what, and what stands in the way."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from kinkeeper.practice import actions, queries
from kinkeeper.practice.actions import Sent
from kinkeeper.practice.joining import Typed
from kinkeeper.practice.models import Aside, FormVersion, Paper, PaperStep, Submission
from kinkeeper.practice.shipped import publish_shipped
from kinkeeper.practice.values import digest
from kinkeeper.workforce.models import Allocation, Worker
from tests.practice.conftest import ASSESSMENT, VISIT, WHOLE, done, signed, standing, write

pytestmark = pytest.mark.django_db
BEFORE = date(2014, 1, 1)


def test_from_a_draft_to_an_approved_form(paper: Paper, author: User, director: User) -> None:
    """Signed by one, approved by another; each step is a row, and each is in the audit."""
    write(paper, author, WHOLE)
    submission = signed(paper, author)
    actions.approve(paper=paper, by=director)
    assert submission.answers == WHOLE
    steps = PaperStep.objects.filter(paper=paper).order_by("id").values_list("step", "by")
    assert list(steps) == [
        ("begun", author.pk), ("sent", author.pk), ("approved", director.pk)
    ]  # fmt: skip
    told = AuditEntry.objects.filter(verb__startswith="practice.", person_id=paper.person_id)
    assert [entry.verb.partition(".")[2] for entry in told.order_by("id")] == [
        "begin", "save_answers", "sign", "approve"
    ]  # fmt: skip


def test_what_is_missing_is_named_at_signing(paper: Paper, author: User) -> None:
    """Each question that is asked for, and that nobody can waive it."""
    write(paper, author, {**WHOLE, "reason": None, "seen-on": "31/2/2014"})
    with pytest.raises(Refused, match=r"2 questions.*What has led.*first seen") as refused:
        signed(paper, author)
    assert "Nobody can waive them" in refused.value.do


def test_nobody_signs_what_they_have_not_read(paper: Paper, author: User) -> None:
    """An answer changed since the form was read stops the signature."""
    write(paper, author, WHOLE)
    with pytest.raises(Refused, match="changed an answer since"):
        actions.sign(paper=paper, seen=0, by=author)


def test_what_is_no_longer_asked_is_not_signed(paper: Paper, author: User) -> None:
    """An answer to a question that another answer has hidden stays in the draft alone."""
    write(paper, author, {**WHOLE, "harm": "yes", "harm-how": "Bruises."})
    write(paper, author, {"harm": "no"}, was={"harm": "yes"})
    assert [one.id for one in queries.working(paper).left_out] == ["harm-how"]
    assert "harm-how" not in signed(paper, author).answers


@pytest.fixture
def both(granted: Callable[..., User], child: Person, author: User) -> User:
    """A manager who also works with the child."""
    manager = granted("team_manager")
    Worker.objects.create(full_name="Both", user=manager)
    worker = Worker.objects.get(user=manager)
    Allocation.objects.create(person=child, worker=worker, role="lead", started_on=BEFORE)
    return manager


def test_the_author_does_not_decide(paper: Paper, both: User) -> None:
    """Not by the action, whatever role they hold; and they are told whom to ask."""
    write(paper, both, WHOLE)
    signed(paper, both)
    for decide in (actions.approve, lambda **on: actions.give_back(reason="No.", **on)):
        with pytest.raises(Refused, match="You signed this form") as refused:
            decide(paper=paper, by=both)
        assert "another manager" in refused.value.do


def test_the_author_does_not_decide_by_sql(paper: Paper, author: User) -> None:
    """Neither as themselves, nor by a false name of the author."""
    write(paper, author, WHOLE)
    signature = signed(paper, author).id
    into = (
        "INSERT INTO practice_paperstep (paper_id, step, at, by, reason, submission_id, author)"
        " VALUES (%s, 'approved', now(), %s, '', %s, %s)"
    )
    other = paper.id  # an id of nobody
    for claimed, why in ((author.pk, "decided_by_another"), (other, "true_author")):
        with pytest.raises(IntegrityError, match=why), transaction.atomic():
            connection.cursor().execute(into, [paper.id, author.pk, signature, claimed])


def test_a_returned_form_is_written_again(paper: Paper, author: User, director: User) -> None:
    """Why it came back, its answers as they were, and both signatures kept; decided once each."""
    write(paper, author, WHOLE)
    first = signed(paper, author)
    with pytest.raises(Refused, match="A reason is needed"):
        actions.give_back(paper=paper, reason="  ", by=director)
    actions.give_back(paper=paper, reason="Who saw her at school?", by=director)
    assert queries.working(paper).answers == WHOLE
    write(paper, author, {"learning": "Ms Hale, daily."})
    second = signed(paper, author)
    assert (first.number, second.number, "learning" in first.answers) == (1, 2, False)
    actions.approve(paper=paper, by=director)
    with pytest.raises(Refused, match="It is approved"):
        actions.approve(paper=paper, by=director)


def test_a_form_that_waits_is_not_written_in(paper: Paper, author: User) -> None:
    """The refusal says why, and who can let it be."""
    write(paper, author, WHOLE)
    signed(paper, author)
    with pytest.raises(Refused, match="waits for approval") as refused:
        write(paper, author, {"learning": "More."})
    assert refused.value.do == "Ask a manager to return it."


def test_a_visit_needs_no_approval(child: Person, author: User, director: User) -> None:
    """Signed, it stands; and several may be under way."""
    paper, other = (actions.begin(child=child.id, form=VISIT, by=author) for _ in range(2))
    seen = {"on": "2014-05-01", "seen": "no", "why-not": "Nobody in.", "home": "Shut.", "do": "Go."}
    write(paper, author, seen)
    signed(paper, author)
    assert (standing(paper), standing(other)) == ("recorded", "begun")
    with pytest.raises(Refused, match="It is signed"):
        actions.approve(paper=paper, by=director)


def test_one_assessment_at_a_time(paper: Paper, child: Person, author: User) -> None:
    """A second is refused while one is written or waits, in words that say who can clear it."""
    with pytest.raises(Refused, match="One is there already: being written") as refused:
        actions.begin(child=child.id, form=ASSESSMENT, by=author)
    assert "discard the draft" in refused.value.who_can_waive


def test_a_manager_discards_with_a_reason(paper: Paper, author: User, director: User) -> None:
    """Its worker does not; afterwards another may be begun."""
    with pytest.raises(NotAllowed):
        actions.discard(paper=paper, reason="Not mine.", by=author)
    actions.discard(paper=paper, reason="Begun for the wrong child.", by=director)
    assert standing(paper) == "discarded"
    assert actions.begin(child=paper.person_id, form=ASSESSMENT, by=author) != paper


def test_earlier_answers_are_offered_and_never_copied(
    child: Person, author: User, director: User
) -> None:
    """The next form asks each to be confirmed or changed; until then it is not answered."""
    earlier = done(child.id, author, director)
    form = queries.working(actions.begin(child=child.id, form=ASSESSMENT, by=author))
    assert form.paper.earlier == earlier
    assert form.answers == form.signed == {}
    assert form.offered["history"] == "None here."
    assert {"analysis", "child-view", "factors"}.isdisjoint(form.offered)
    assert "What in the family's history matters now?" in [one.asks for one in form.missing]


def test_an_earlier_answer_is_confirmed_or_changed(
    child: Person, author: User, director: User
) -> None:
    """What is confirmed says so; what is changed does not; what is emptied is not offered again."""
    done(child.id, author, director)
    paper = actions.begin(child=child.id, form=ASSESSMENT, by=author)
    opened = {"care": "Warm, and tired.", "day": "Her aunt wakes her."}
    actions.save_answers(paper=paper, sent=Sent(confirmed=["history"]), by=author)
    write(paper, author, {"care": "Warm.", "day": None}, was=opened)
    form = queries.working(paper)
    assert form.answers == {"history": "None here.", "care": "Warm."}
    assert form.confirmed == {"history"}
    assert {"history", "care", "day"}.isdisjoint(form.offered)


def test_a_place_is_kept_for_each_person(
    paper: Paper, author: User, works_with: Callable[[], User]
) -> None:
    """Section and question, of each who writes in it."""
    other = works_with()
    for user, section, question in ((author, "child", "day"), (other, "why", "nothing")):
        where = Sent(section=section, question=question)
        actions.save_answers(paper=paper, sent=where, by=user)
    mine, theirs = (queries.place_of(paper, user.pk) for user in (author, other))
    assert [(p.section, p.question) for p in (mine, theirs) if p] == [("child", "day"), ("why", "")]


def test_who_may_not_read_may_not_write(paper: Paper, granted: Callable[..., User]) -> None:
    """A worker of other children, an analyst and a program are refused, and the audit is told."""
    for role in ("social_worker", "performance_analyst", "service_account"):
        with pytest.raises(NotAllowed):
            write(paper, granted(role), {"reason": "x"})
        assert queries.seen_paper(who=granted(role), paper_id=paper.id) is None
    assert AuditEntry.objects.filter(verb="refused").count() == 3


def test_lists_tell_each_what_waits_for_them(
    paper: Paper, author: User, both: User, director: User
) -> None:
    """Drafts of one's own to go on with; what waits for approval, and never one's own."""
    assert [one.id for one in queries.writing(who=author)] == [paper.id]
    assert queries.writing(who=director) == ()
    write(paper, both, WHOLE)
    signed(paper, both)
    assert [one.id for one in queries.to_approve(who=director)] == [paper.id]
    assert queries.to_approve(who=both) == queries.writing(who=author) == ()
    assert [one.step for one in queries.of_child(who=author, person_id=paper.person_id)] == ["sent"]


def test_a_clash_is_settled_by_choosing(
    paper: Paper, author: User, works_with: Callable[[], User]
) -> None:
    """Over the text that was shown beside it; the one not chosen stays on record."""
    other = works_with()
    write(paper, author, {"reason": "Mine."})
    assert write(paper, other, {"reason": "Theirs."}).clashes
    chosen = Sent(typed=[Typed("reason", "Both.", digest("Mine."))], settled=["reason"])
    assert actions.save_answers(paper=paper, sent=chosen, by=other).clashes == ()
    assert queries.working(paper).answers["reason"] == "Both."
    assert Aside.objects.get().settled_by == other.pk


# --- definitions ---------------------------------------------------------------------------------
def text(version: int, **changed: str) -> str:
    """The visit record as its next version, with words changed."""
    said = FormVersion.objects.get(form=VISIT, version=1).text
    return _worded(said, {"version = 1": f"version = {version}", **BEGINS, **changed})


def _worded(said: str, changed: dict[str, str]) -> str:
    for before, after in changed.items():
        assert before in said
        said = said.replace(before, after, 1)
    return said


BEGINS = {"in_force_from = 2013-04-15": f"in_force_from = {today().isoformat()}"}


def test_a_new_version_leaves_drafts_on_theirs(
    child: Person, author: User, granted: Callable[..., User]
) -> None:
    """What is begun from its day on is of the new one; a draft goes on as it was begun."""
    owner = granted("head_of_service")
    before = actions.begin(child=child.id, form=VISIT, by=author)
    actions.publish_definition(text=text(2), by=owner)
    after = actions.begin(child=child.id, form=VISIT, by=author)
    assert [one.form_version.version for one in (before, after)] == [1, 2]
    assert publish_shipped() == 0


def test_only_the_owner_publishes_the_next_version(
    granted: Callable[..., User], author: User
) -> None:
    """Not another role, not a version twice, not from a day that has passed."""
    owner, other = granted("head_of_service"), granted("director")
    with pytest.raises(NotAllowed):
        actions.publish_definition(text=text(2), by=author)
    with pytest.raises(Refused, match="owner"):
        actions.publish_definition(text=text(2), by=other)
    for version in (1, 3):
        with pytest.raises(BadInput, match="the next version of this form is 2"):
            actions.publish_definition(text=text(version), by=owner)
    past = {BEGINS["in_force_from = 2013-04-15"]: "in_force_from = 2014-01-01"}
    with pytest.raises(BadInput, match="today at the earliest"):
        actions.publish_definition(text=text(2, **past), by=owner)


@pytest.mark.parametrize("model", [FormVersion, Submission, PaperStep])
def test_what_is_published_signed_or_done_stays(
    model: "type[FormVersion | Submission | PaperStep]", child: Person, author: User, director: User
) -> None:
    """The database refuses to change it, whoever asks."""
    done(child.id, author, director)
    for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            connection.cursor().execute(change.format(model._meta.db_table))
