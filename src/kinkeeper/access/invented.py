"""The invented people a demonstration signs in as, one for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinkeeper.access.roles import ROLES

PASSWORD: Final = "invented-people-only"  # noqa: S105 - published; with invented people alone
SAFEGUARDING, CARE = "Safeguarding team", "Children in care team"


@dataclass(frozen=True)
class Person:
    """Somebody invented who signs in: in which team, and whether as its manager."""

    role: str
    full_name: str
    team: str | None = None
    manages: bool = False
    works: str | None = None  # what they are to the children they are given
    opens: tuple[str, ...] = ()  # the sections of a record opened to them

    @property
    def username(self) -> str:
        """Their role, as it is typed."""
        return self.role.replace("_", "-")

    @property
    def title(self) -> str:
        """Their role, in words."""
        return ROLES[self.role].title

    @property
    def description(self) -> str:
        """What their role does and sees."""
        return ROLES[self.role].description


PEOPLE: Final = (
    Person("social_worker", "Priya Fennimore", SAFEGUARDING, works="lead", opens=("strategy",)),
    Person("team_manager", "Colm Adebarre", SAFEGUARDING, manages=True, opens=("strategy",)),
    Person("reviewing_officer", "Ingrid Mossley", works="iro", opens=("strategy", "adoption")),
    Person("mash_decision_maker", "Theo Larkspur"),
    Person("contact_officer", "Wren Tolliver"),
    Person("head_of_service", "Marguerite Oyelade", "Children's social care", manages=True),
    Person("director", "Desmond Whitcombe"),
    Person("performance_analyst", "Sunniva Chaudry"),
    Person("personal_adviser", "Joel Tanqueray", CARE),
    Person("early_help_worker", "Imogen Sato"),
    Person("partner", "Sergeant Nell Harrowgate"),
    Person("workforce_lead", "Bronagh Eastlake"),
    Person("finance_partner", "Rufus Penhallow"),
    Person("scrutiny_member", "Councillor Amabel Stroud"),
    Person("governor_services_officer", "Hari Longmire"),
    Person("whistleblowing_officer", "Odile Marchbank"),
    Person("information_governance_officer", "Fergus Nakamura-Bell"),
    Person("system_administrator", "Tamsin Quill"),
)
