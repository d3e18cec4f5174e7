"""The sections of a record that each need their own grant."""

from enum import StrEnum

from kinkeeper.kernel.errors import Refused


class Section(StrEnum):
    """A part of the record closed even to those who may see the record."""

    STRATEGY = "strategy"
    ALLEGATIONS = "allegations"
    ADOPTION = "adoption"
    LEGAL_ADVICE = "legal_advice"

    @property
    def words(self) -> str:
        """The section's name as people read it."""
        return {
            Section.STRATEGY: "Strategy discussions",
            Section.ALLEGATIONS: "Allegations against people who work with children",
            Section.ADOPTION: "Adoption",
            Section.LEGAL_ADVICE: "Legal advice",
        }[self]


def named(name: str) -> Section:
    """The section of this name; Refused when there is none."""
    if name not in set(Section):
        raise Refused(f"There is no section '{name}'.", do=f"Use one of: {', '.join(Section)}.")
    return Section(name)
