"""Names, and the keys by which a misremembered name is found."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record


class PersonName(Record):
    """A name somebody goes or went by. A sealed one is found and shown to nobody unasked."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "Legal name"
        KNOWN_AS = "known_as", "Known as"
        FORMER = "former", "Former name"
        ADOPTIVE = "adoptive", "Name since adoption"

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "valid_from")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LEGAL)
    forename = models.TextField(blank=True, default="")
    surname = models.TextField(blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            one_of("name_kind_listed", "kind", ["legal", "known_as", "former", "adoptive"]),
            ends_after_start("name_ends_after_start", "valid_from", "valid_to"),
            models.CheckConstraint(
                condition=~Q(forename="") | ~Q(surname=""), name="name_not_empty"
            ),
            # What adoption seals is the tie between two identities, never the name in use.
            models.CheckConstraint(
                condition=Q(sealed=False) | Q(kind__in=["adoptive", "former"]),
                name="name_sealed_is_adoption",
            ),
        ]


class NameKey(models.Model):
    """A word of an open name, by which the person is found; derived, made anew with the names."""

    derived: ClassVar[bool] = True

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="name_keys")
    key = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "person"], name="name_key_once"),
        ]
        indexes: ClassVar = [
            models.Index(OpClass(F("key"), "text_pattern_ops"), name="name_key_start"),
            GinIndex(OpClass(F("key"), "gin_trgm_ops"), name="name_key_like"),
        ]


class WordKey(models.Model):
    """One way to come to a word misheard or misspelt, kept once however many are called so.

    A word stays when nobody is called so any longer: it leads to no one.
    """

    derived: ClassVar[bool] = True

    class Kind(models.TextChoices):
        SOUND = "sound", "How the word sounds"
        NEAR = "near", "The start of the word, whole or with one letter left out"

    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.TextField()
    word = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "word"], name="word_key_once"),
        ]
