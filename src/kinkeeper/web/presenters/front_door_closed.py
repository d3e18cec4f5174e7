"""What waits at the front door and is closed to the reader, in words that tell of nobody."""

from __future__ import annotations

from kinkeeper.access.who import Who
from kinkeeper.frontdoor.closed import may_open
from kinkeeper.web import words


def closed(who: Who, number: int) -> str:
    """What is said of contacts that wait and are closed to the reader, and who may open them."""
    if not number:
        return ""
    about = "It is" if number == 1 else "They are"
    titles, nobodys = may_open(who=who)
    offered = f" Ask a colleague who may open it: {words.listed(titles).lower()}." if titles else ""
    nobody = (
        f" Nobody who decides may open {nobodys} of them: every head of service and director is told."
        " Tell yours now."
    )
    return (
        f"{words.counted(number, 'more contact waits', 'more contacts wait')}. {about} about a child"
        f" whose record is closed to you.{offered}{nobody if nobodys else ''}"
    )
