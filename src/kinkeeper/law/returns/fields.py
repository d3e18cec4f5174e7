"""How the tables of a return are declared: columns, types, code sets and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The types a column of a return can have."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    NAME = "name"
    CODE = "code"
    DATE = "date"
    PARTIAL_DATE = "partial date"
    WHOLE_NUMBER = "whole number"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it may hold, and where its meaning is written down."""

    name: str
    kind: Kind
    code_set: str | None = None
    pattern: str | None = None
    same_as: tuple[tuple[str, str], ...] = ()
    may_be_absent: bool = False
    lowest: int = 0
    highest: int = 999
    tag: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if (self.kind is Kind.CODE) != (self.code_set is not None):
            raise ValueError(
                f"{self.name}: a code column, and only a code column, names its code set"
            )
        if self.pattern and self.kind not in (Kind.TEXT, Kind.IDENTIFIER):
            raise ValueError(f"{self.name}: only text has a pattern")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a return: its columns, what it is known by, and what makes a row the same row."""

    id: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    known_by: frozenset[str] = frozenset()
    since: int | None = None

    def __post_init__(self) -> None:
        names = [one.name for one in self.fields]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.id}: a column is declared twice")
        if strangers := (set(self.key) | self.known_by) - set(names):
            raise ValueError(f"{self.id}: not a column: {sorted(strangers)}")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in the order of the specification."""
        return tuple(one.name for one in self.fields)

    def field(self, name: str) -> Field:
        """The declaration of one column."""
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a return; by table and name, what its rules name beside the columns."""

    tables: tuple[Table, ...]
    worked_out: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def key_column(name: str) -> Field:
    """The authority's own identifier of a child."""
    return Field(name, Kind.IDENTIFIER, pattern=r"^[A-Z0-9]{1,20}$", note="joins every table")


def code(name: str, code_set: str, **more: object) -> Field:
    """A coded column."""
    return Field(name, Kind.CODE, code_set=code_set, **more)  # type: ignore[arg-type]


def day(name: str, **more: object) -> Field:
    """A date column."""
    return Field(name, Kind.DATE, **more)  # type: ignore[arg-type]
