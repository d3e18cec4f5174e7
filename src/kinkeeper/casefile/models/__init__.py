"""What people write down and keep about a child."""

from kinkeeper.casefile.models.alerts import Alert, AlertAcknowledgement
from kinkeeper.casefile.models.documents import Document, DocumentCheck, DocumentPiece
from kinkeeper.casefile.models.notes import JointNote, Note, NoteDraft, NoteText
from kinkeeper.casefile.models.tasks import Task, TaskEnd
from kinkeeper.casefile.models.warnings import WarningEnd, WarningNote, WarningReview

__all__ = [
    "Alert",
    "AlertAcknowledgement",
    "Document",
    "DocumentCheck",
    "DocumentPiece",
    "JointNote",
    "Note",
    "NoteDraft",
    "NoteText",
    "Task",
    "TaskEnd",
    "WarningEnd",
    "WarningNote",
    "WarningReview",
]
