"""The few kinds of alerts. A higher app that needs one registers its own; nobody here knows of it."""

from dataclasses import dataclass

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class AlertKind:
    """Something somebody has to know of at once; `view` is the page it leads to."""

    name: str
    title: str
    view: str

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST_NAME:
            raise ValueError(f"{self.name}: the name of a kind has {LONGEST_NAME} letters at most")


_registered: dict[str, AlertKind] = {}


def register(kind: AlertKind) -> AlertKind:
    """Add a kind, when its module is imported; each is registered once."""
    if kind.name in _registered:
        raise ValueError(f"the kind of alert '{kind.name}' is registered twice")
    _registered[kind.name] = kind
    return kind


def kind_named(name: str) -> AlertKind:
    """The kind of this name; LookupError where nobody registered it."""
    return _registered[name]


INFECTED = register(
    AlertKind("infected_document", "A document kept here holds a virus", "child-documents")
)
WARNING_OVERDUE = register(
    AlertKind("warning_overdue", "A warning is overdue for review", "child-warnings")
)
