"""What a context can be, and how it goes."""

from django.db.models import TextChoices


class ContextKind(TextChoices):
    """Where young people meet, and may come to harm."""

    PLACE = "place", "Place"
    PEER_GROUP = "peer_group", "Peer group"
    ONLINE = "online", "Online"


class Step(TextChoices):
    """What is done with a context as a whole."""

    OPENED = "opened", "Opened"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


class Came(TextChoices):
    """What came of an action of the plan."""

    GOING = "going", "Still going on"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


ENDS = (Came.DONE, Came.STOPPED)
LEAST_REASON = 10
LONGEST_WORDS = 10_000
