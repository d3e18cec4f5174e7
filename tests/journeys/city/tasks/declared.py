"""The five tasks of each role: how many screens each may take, and who says so."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `missing` says why it cannot be done yet; `note` what a reader has to know of it."""

    id: str
    name: str
    most: int
    note: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody with their tasks, where they land, and whether the numbers are of the design or ours."""

    title: str
    lands: str
    tasks: tuple[Task, ...]
    designed: bool = False


ROLES: Final = (
    Role("Front door decision-maker", "lands on the queue, the least time left first", (
        Task("screen", "Screen a new contact and say how urgent it is", 3),
        Task("ask", "Ask partners, and see what each answered", 2,
             "Asked on the contact's own page. Where several children of one contact may be asked "
             "about, the form is a page of its own: one screen more. There is no button that asks "
             "everybody: an authority's list has every school on it, and each is asked by name."),
        Task("decide", "Record a decision with its reason, and tell the referrer", 3,
             "The words for the referrer are drafted from the decision, and were left as they were. "
             "Several children decided at once, in a form of its own: one screen more."),
        Task("strategy", "Have a strategy discussion now", 3,
             "Before any rating and without waiting for an answer. That it is to be held is "
             "recorded and starts its clock; whom to invite is chosen once meetings are kept here."),
        Task("hand-over", "Hand the queue over at the end of a shift", 2),
    ), designed=True),
    Role("Partner agency", "lands on the agency's own page", (
        Task("answer", "Answer a request", 3),
        Task("refer", "Refer a child", 8, "Saved page by page, and sent with a reference."),
        Task("outcome", "See what became of a referral", 1),
        Task("conference", "Send a report to a conference", 3,
             missing="Conferences are not kept here yet."),
        Task("disagree", "Disagree with a decision", 3),
    ), designed=True),
    Role("Duty worker", "lands on the queue as a contact officer, on their own work as a social worker", (
        Task("take", "Take a telephone call down", 3),
        Task("match", "Find out which child it is, side by side with those known", 3),
        Task("record-answer", "Record what an agency answered by telephone", 3),
        Task("own-case", "Take a contact about a child of one's own", 3),
        Task("note", "Write a note of a telephone call", 4),
    )),
    Role("Early help lead", "lands on their families, the longest overdue first", (
        Task("consent", "Record that the family agrees", 3),
        Task("assessment", "Sign the family assessment", 3),
        Task("need", "Add a need to the family's plan", 3),
        Task("review", "Record a review", 3),
        Task("accept", "Accept a family that is stepped down", 4),
    )),
    Role("Member of the public", "lands on the page that says what this is for; a screen of 390 pixels, "
         "no JavaScript", (
        Task("ring", "Find the number to ring instead", 1),
        Task("tell", "Tell of a worry about a child", 6),
        Task("go-on", "Find again what was begun", 2),
        Task("correct", "Put an answer right before it is sent", 6),
        Task("leave", "Leave in a hurry, with nothing to be seen by going back", 2),
    )),
)  # fmt: skip
TASKS: Final = {task.id: task for role in ROLES for task in role.tasks}
