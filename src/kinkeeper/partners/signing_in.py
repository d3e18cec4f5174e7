"""Coming in by a code sent by e-mail: nothing that is answered tells whether an address is known.

A code opens an account only where it is somebody's of an agency of today, at one of its domains,
without a password and of no role but a partner's: whoever works here comes in with a password.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from smtplib import SMTPException
from typing import Any, Final
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from kinkeeper.access import audit
from kinkeeper.access.audit import Actor
from kinkeeper.access.queries import user_with_id
from kinkeeper.access.who import who_is
from kinkeeper.kernel.moment import now, today
from kinkeeper.partners import codes, limits
from kinkeeper.partners.models import SignInCode
from kinkeeper.partners.queries import has_domain, live_memberships

BY_CODE_ALONE: Final = "by a code"  # how the audit calls whoever typed a wrong one
SUBJECT: Final = "Your sign-in code"
LETTER: Final = """Your code is {code}

Type it into the page that asked for it, within {minutes} minutes. It works once, in that browser alone.

If you did not ask for a code, do nothing: nobody can come in without it. Never tell it to anybody;
nobody who works here will ask you for it.

This message is sent by a program. Replies are not read.
"""
_sending: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="codes")
_log: Final = structlog.get_logger(__name__)


def ask(*, email: str, address: str) -> UUID | None:
    """Ask for a code. The id of the asking, whoever asked; None where a machine asks too often.

    Whether it is anybody's address is looked up once the page is answered, so that no page can be
    quicker for one that is not.
    """
    if not limits.within("code_address", address):
        return None
    here = limits.within("code_person", f"{email} {address}")
    anywhere = limits.within("code_anywhere", email)
    asked = SignInCode.objects.create()
    to = email if here and anywhere else ""
    transaction.on_commit(partial(_sending.submit, deliver, asked.id, to))
    return asked.id


def deliver(asked: UUID, email: str) -> None:
    """Make the code that was asked for and send it, where there is somebody to send it to."""
    try:
        user_id = _whose(email) if email else None
        if user_id is not None:
            _send(SignInCode.objects.get(pk=asked), user_id)
    except (SMTPException, OSError, DatabaseError):  # the page is answered: they ask again
        _log.exception("code_not_sent", record_id=str(asked))
    finally:
        if not connection.in_atomic_block:
            connection.close()


def came_in(*, asked: UUID, code: str, address: str) -> UUID | None:
    """The id of whoever this code lets in; None for a wrong, old or used one, and after too many tries."""
    may_try = limits.within("code_typed", address)
    tries = SignInCode.objects.filter(pk=asked, used_at=None, tries__lt=codes.MOST_TRIES)
    counted = tries.update(tries=F("tries") + 1) == 1
    found = SignInCode.objects.filter(pk=asked).first()
    fits = codes.is_same(found.hash if found else "", asked, code)
    if found is None or not (may_try and counted and fits) or not _lasts(found):
        _refused(found)
        return None
    used = SignInCode.objects.filter(pk=asked, used_at=None).update(used_at=now()) == 1
    return found.user_id if used else None


def forget() -> int:
    """Remove codes that are of no more use; how many they were."""
    old = SignInCode.objects.filter(asked_at__lt=now() - limits.KEPT_FOR)
    return int(old.delete()[0])


def _whose(email: str) -> UUID | None:
    """The account that a code sent to this address may open."""
    on = today()
    found = live_memberships(on).filter(user__email__iexact=email.strip(), user__is_service=False)
    for member in found.select_related("user", "agency"):
        if _may_come(member):
            return member.user_id
    return None


def _may_come(member: Any) -> bool:
    """Without a password, at one of the agency's domains, and a partner alone."""
    fits = has_domain(member.agency.domains, member.user.email)
    has_password = member.user.has_usable_password()
    return fits and not has_password and who_is(member.user_id).roles == ("partner",)


def _lasts(found: SignInCode) -> bool:
    """Whether the code is not too old, and its owner may still come in."""
    if found.user_id is None or found.good_until is None or found.good_until <= now():
        return False
    members = live_memberships(today()).filter(user_id=found.user_id)
    return any(_may_come(one) for one in members.select_related("user", "agency"))


def _send(found: SignInCode, user_id: UUID) -> None:
    code = codes.new_code()
    found.user_id, found.hash = user_id, codes.hashed(found.id, code)
    found.good_until = now() + codes.GOOD_FOR
    found.save(update_fields=["user_id", "hash", "good_until"])
    minutes = int(codes.GOOD_FOR.total_seconds() // 60)
    body = LETTER.format(code=codes.shown(code), minutes=minutes)
    to = user_with_id(user_id).email  # as it was named to us, whatever was typed
    EmailMessage(SUBJECT, body, settings.DEFAULT_FROM_EMAIL, [to]).send()
    _log.info("code_sent", record_id=str(found.id))


def _refused(found: SignInCode | None) -> None:
    """A failed sign-in is in the audit, under whoever's code it was."""
    actor = Actor(found.user_id if found else None, BY_CODE_ALONE)
    audit.record(by=actor, verb="sign_in_failed", details={"by": "code"})
