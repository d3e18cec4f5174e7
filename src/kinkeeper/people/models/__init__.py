"""The tables of people."""

from kinkeeper.people.models.about import Disability, ImmigrationPeriod, PersonAddress
from kinkeeper.people.models.ecomap import EcomapTie
from kinkeeper.people.models.family import FamilyGroup, FamilyMember, Relationship
from kinkeeper.people.models.identifiers import PersonIdentifier
from kinkeeper.people.models.merging import Merge, MergedRow
from kinkeeper.people.models.names import NameKey, PersonName, WordKey
from kinkeeper.people.models.person import Person

__all__ = [
    "Disability",
    "EcomapTie",
    "FamilyGroup",
    "FamilyMember",
    "ImmigrationPeriod",
    "Merge",
    "MergedRow",
    "NameKey",
    "Person",
    "PersonAddress",
    "PersonIdentifier",
    "PersonName",
    "Relationship",
    "WordKey",
]
