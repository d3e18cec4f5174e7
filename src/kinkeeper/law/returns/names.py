"""A plain list of names, because no statutory return carries any."""

from kinkeeper.law.returns.fields import Field, Kind, Table, key_column

NAMES = Table(
    "Names",
    (
        key_column("CHILD"),
        Field("FORENAME", Kind.NAME),
        Field("SURNAME", Kind.NAME),
        Field(
            "KNOWN_AS",
            Kind.NAME,
            may_be_absent=True,
            note="what the child is called, where it differs",
        ),
    ),
    key=("CHILD",),
    known_by=frozenset({"CHILD", "FORENAME", "SURNAME"}),
)
