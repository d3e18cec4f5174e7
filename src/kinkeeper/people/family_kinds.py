"""How people stand to each other, and to what is around them."""

from typing import Final

from django.db.models import TextChoices


class RelationshipKind(TextChoices):
    """How one person stands to another, read from the first to the second."""

    MOTHER_OF = "mother_of", "Mother of"
    FATHER_OF = "father_of", "Father of"
    STEP_PARENT_OF = "step_parent_of", "Step-parent of"
    PARENTAL_RESPONSIBILITY_FOR = (
        "parental_responsibility_for",
        "Has parental responsibility for",
    )
    SIBLING_OF = "sibling_of", "Sibling of"
    HALF_SIBLING_OF = "half_sibling_of", "Half-sibling of"
    GRANDPARENT_OF = "grandparent_of", "Grandparent of"
    AUNT_OR_UNCLE_OF = "aunt_or_uncle_of", "Aunt or uncle of"
    CARER_OF = "carer_of", "Carer of"
    PARTNER_OF = "partner_of", "Partner of"
    EX_PARTNER_OF = "ex_partner_of", "Former partner of"
    RELATIVE_OF = "relative_of", "Relative of"


# What reads the same from either side.
MUTUAL: Final = frozenset(
    {"sibling_of", "half_sibling_of", "partner_of", "ex_partner_of", "relative_of"}
)


class Confidence(TextChoices):
    """How sure it is that two people stand so to each other."""

    SEEN = "seen", "Seen in a document, such as a birth certificate"
    SAID = "said", "Said by the family"
    THOUGHT = "thought", "Thought to be so by somebody else"


class EcomapKind(TextChoices):
    """What it is that somebody is tied to."""

    PERSON = "person", "A person, such as a friend or a neighbour"
    SCHOOL = "school", "School, college, nursery or work"
    HEALTH = "health", "Health or care"
    COMMUNITY = "community", "Club, faith or community"
    SERVICE = "service", "Another service"


class Strength(TextChoices):
    """How strong a tie is."""

    STRONG = "strong", "Strong"
    ORDINARY = "ordinary", "Ordinary"
    WEAK = "weak", "Weak"
    STRAINED = "strained", "Strained"


class Way(TextChoices):
    """To whom support flows."""

    BOTH = "both", "Each supports the other"
    TO_CHILD = "to_child", "Supports this child or family"
    FROM_CHILD = "from_child", "Takes from this child or family"
