"""The way out of the house: letters lie in the outbox until the mail server took them, or a person must look.

A letter is put there in the transaction of the act that sends it, so it is sent if and only if the act stands. Whoever
carries it takes a lease; if the carrier dies, the lease runs out and another tries. The same key is the same message:
its Message-ID lets a receiver throw a second copy away.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import OPERATOR, Viewer
from travaux.record.actions import act

from .models import Document, Effect, Sending, StoredFile

log = logging.getLogger("travaux.outbox")

LEASE = dt.timedelta(minutes=5)
MOST = 8  # attempts; the waits between them double, so the last is about a day after the first
FIRST_WAIT = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Attached:
    """A file that goes with a message which is no letter of the register."""

    file: StoredFile
    name: str
    media_type: str


@dataclass(frozen=True)
class Message:
    """What is handed to the mail server; the letter's files go with it."""

    to: Sequence[str]
    subject: str
    body: str
    reply_to: str = ""  # where answers go; "": to us
    attached: Attached | None = None


def put(document: Document, message: Message, *, at: dt.datetime) -> Effect:
    """Put a letter into the outbox. Called inside the act that sends it; the same letter lies there once."""
    effect, _new = Effect.objects.get_or_create(
        key=f"letter-{document.pk}",
        defaults={"document": document, "to": list(message.to), "subject": message.subject, "body": message.body,
                  "made_at": at, "due_at": at},
    )  # fmt: skip
    return effect


def put_receipt(key: str, message: Message, *, at: dt.datetime) -> None:
    """Put a message that is no letter into the outbox; the same key lies there once."""
    file = message.attached
    enclosed = {"attached": file.file, "attached_name": file.name, "attached_type": file.media_type} if file else {}
    Effect.objects.get_or_create(
        key=key,
        defaults={"to": list(message.to), "subject": message.subject, "body": message.body, "made_at": at,
                  "due_at": at, "reply_to": message.reply_to, **enclosed},
    )  # fmt: skip


@dataclass(frozen=True)
class Ticked:
    """What one round of carrying did."""

    sent: int = 0
    failed: int = 0
    dead: int = 0


def tick(*, now: dt.datetime | None = None, most: int = 100) -> Ticked:
    """Carry what is due: at most `most` letters. Safe to run twice at once, and to be killed at any point."""
    now = now or timezone.now()
    sent = failed = dead = 0
    for key in waiting(now)[:most]:
        effect = lease(key, now=now)
        if effect is None:
            continue  # somebody else has it
        try:
            message_of(effect).send()
        except Exception as error:  # whatever a mail server says is a reason to try again, never to stop the others
            dead += failing(effect, error, now=now)
            failed += 1
        else:
            done(by=OPERATOR, effect=effect)
            sent += 1
    return Ticked(sent, failed, dead)


def open_effects() -> Q:
    return Q(done_at__isnull=True, dead_at__isnull=True)


def waiting(now: dt.datetime) -> list[str]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    due = Effect.objects.filter(open_effects(), free, due_at__lte=now)
    return list(due.order_by("due_at", "key").values_list("key", flat=True))


def lease(key: str, *, now: dt.datetime) -> Effect | None:
    """Take a letter for a while: one statement, so that of two carriers one gets it. The attempt counts from here."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    taken = Effect.objects.filter(open_effects(), free, key=key).update(
        leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    return Effect.objects.select_related("document").get(key=key) if taken else None


def message_of(effect: Effect) -> EmailMessage:
    message = EmailMessage(
        subject=effect.subject, body=effect.body, from_email=settings.DEFAULT_FROM_EMAIL, to=effect.to,
        reply_to=[effect.reply_to] if effect.reply_to else None, headers={"Message-ID": f"<{effect.key}@travaux>"},
    )  # fmt: skip
    if effect.attached is not None:
        message.attach(effect.attached_name, bytes(effect.attached.data), effect.attached_type)
    enclosures = effect.document.enclosures.select_related("file") if effect.document else ()
    for enclosed in enclosures:
        message.attach(enclosed.name, bytes(enclosed.file.data), enclosed.media_type)
    return message


def done(*, by: Viewer, effect: Effect) -> None:
    """Write down that the mail server took it. A letter that was carried twice is written down once."""
    if effect.document is None:
        Effect.objects.filter(key=effect.key).update(done_at=timezone.now(), leased_until=None, last_error="")
        return
    with act(by=by, verb="sent a letter") as a:
        if not Sending.objects.filter(document=effect.document).exists():
            a.save(
                Sending(
                    level=effect.document.level, document=effect.document, sent_at=a.at, attempts=effect.attempts,
                    recipients=len(effect.to),
                )
            )  # fmt: skip
        Effect.objects.filter(key=effect.key).update(done_at=a.at, leased_until=None, last_error="")


def failing(effect: Effect, error: Exception, *, now: dt.datetime) -> bool:
    """Write the failure down and set the next attempt; whether it was the last."""
    last = effect.attempts >= MOST
    wait = FIRST_WAIT * 2 ** (effect.attempts - 1)
    Effect.objects.filter(key=effect.key).update(
        last_error=f"{type(error).__name__}: {error}"[:2000], leased_until=None, due_at=now + wait,
        dead_at=now if last else None,
    )  # fmt: skip
    log.warning("%s: attempt %s failed: %s", effect.key, effect.attempts, error)
    return last


def dead_letters() -> list[Effect]:
    """What no attempt could send, oldest first: a person must look."""
    return list(Effect.objects.filter(dead_at__isnull=False).select_related("document").order_by("dead_at", "key"))


def send_again(*, by: Viewer, key: str, now: dt.datetime | None = None) -> None:
    """Let a dead letter be tried anew, from the first attempt. Raises Refused where there is none of that key."""
    refuse_unless(by, "register a document")
    at = now or timezone.now()
    found = Effect.objects.filter(key=key, dead_at__isnull=False)
    if not found.update(dead_at=None, attempts=0, due_at=at, leased_until=None):
        raise Refused(_("No dead letter has this key."), where=key)
