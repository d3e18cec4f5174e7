"""Second factors: kept sealed, and asked of everyone where the setting says so."""

import base64
import hashlib
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from kinkeeper.access.action import action
from kinkeeper.access.models import User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of authenticators encrypted in the database."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is wrong, or has been used",
    }

    def encrypt(self, text: str) -> str:
        """Seal with the present key."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open with the present key or one it replaced."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def must_set_up(user: User) -> bool:
    """Whether this user has still to set up a second factor before reaching anything."""
    return (
        bool(settings.MFA_REQUIRED)
        and not Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    )


@action(Permission.MANAGE_USERS)
def remove_authenticators(*, user: User, by: Asker) -> User:  # noqa: ARG001  for the decorator
    """For somebody who lost theirs: at the next sign-in they set one up anew."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    return user


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    secret = key if isinstance(key, bytes) else key.encode()
    salted = b"kinkeeper.access.authenticators" + secret
    return base64.urlsafe_b64encode(hashlib.sha256(salted).digest())
