"""Signing in and out, as the audit sees it, and the guess at many names from one address."""

import time
from datetime import timedelta
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from kinkeeper.access import audit
from kinkeeper.access.audit import NOBODY, Actor
from kinkeeper.access.models import User
from kinkeeper.kernel.moment import now

JUST_NOW: Final = 60  # seconds
SPRAY: Final = 10  # different user names tried in vain from one address
SPRAY_WITHIN: Final = timedelta(minutes=15)


@receiver(user_logged_in, dispatch_uid="access.signed_in")
def signed_in(*, user: User, **_: Any) -> None:
    """A sign-in is in the audit, or it does not happen."""
    audit.record(by=user, verb="signed_in", subject=user)


@receiver(user_logged_out, dispatch_uid="access.signed_out")
def signed_out(*, user: User | None, **_: Any) -> None:
    """So is a sign-out."""
    if user is not None:
        audit.record(by=user, verb="signed_out", subject=user)


@receiver(user_login_failed, dispatch_uid="access.sign_in_failed")
def sign_in_failed(
    *, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """A failed sign-in is in the audit, without what was typed: it may have been a password."""
    tried = User.objects.filter(username__iexact=str(credentials.get("username", ""))).first()
    actor = Actor(tried.pk, tried.username) if tried else NOBODY
    audit.record(by=actor, verb="sign_in_failed", subject=tried)
    if request is not None:
        address = request.META.get("REMOTE_ADDR", "")
        _tell_of_spray(address, username_tried(request, credentials))


def username_tried(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The name under which failures are counted: no change of letters or spaces begins anew."""
    typed = (credentials or {}).get("username")
    if typed is None and request is not None:
        typed = request.POST.get("login")
    return str(typed or "").strip().casefold()


def _tell_of_spray(address: str, name: str) -> None:
    recent = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=now() - SPRAY_WITHIN
    )
    earlier = set(recent.values_list("username", flat=True))
    names = len(earlier | {name})
    if name not in earlier and names % SPRAY == 0:
        audit.record(by=NOBODY, verb="password_spray", details={"address": address, "names": names})


class Entrance(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """How people come in: nobody makes an account for themselves."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is wrong",
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone: by name and address, never by name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever signed in this minute need not say again who they are."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or time.time() - float(records[-1]["at"]) > JUST_NOW
