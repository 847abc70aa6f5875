"""What is done regularly, and when each was done last. A missed turn is caught up once, never doubled."""

import datetime as dt
import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from travaux.consultation.actions.internal import remind_inside
from travaux.consultation.actions.rounds import remind
from travaux.consultation.kept import forget_old as forget_old_forms
from travaux.consultation.mail import take_mail
from travaux.consultation.outbox import tick
from travaux.lib import diary
from travaux.lib.uploads import forget_old as forget_old_uploads
from travaux.lib.viewer import OPERATOR
from travaux.record.queries import checkpoint

from .backup import back_up
from .restore import try_out

log = logging.getLogger("travaux.upkeep")

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
KEPT = 14  # verified backups; older ones are removed


def forget_old_sessions() -> str:
    call_command("clearsessions")
    forms, files = forget_old_forms(), forget_old_uploads(settings.DATA.uploads)
    return f"old sessions removed, {forms} unsent forms and {files} unfinished files forgotten"


def keep_checkpoint() -> str:
    """Write down how long the record is, if it grew: a copy elsewhere shows later that nothing was cut off."""
    now = checkpoint()
    file = settings.DATA.checkpoints / f"{now.lines:012d}.txt"
    if file.exists():
        return "the record has not grown"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(str(now), encoding="utf-8")
    return f"checkpoint at line {now.lines}"


def back_up_and_try() -> str:
    """A backup that was restored elsewhere and verified; only then are older ones let go."""
    made = back_up(settings.DATA.backups / f"travaux-{timezone.now():%Y%m%dT%H%M%SZ}.tar.gz")
    report = try_out(made.file)
    for old in sorted(settings.DATA.backups.glob("travaux-*.tar.gz"))[:-KEPT]:
        old.unlink()
    return f"{made.file.name}: {report.lines} lines of the record verified"


def carry_letters() -> str:
    """Remind silent addressees by each round's plan and experts by their delegation's own, and hand to the mail server
    what waits in the outbox."""
    reminded = len(remind(by=OPERATOR)) + len(remind_inside(by=OPERATOR))
    carried = tick()
    return f"{reminded} reminded, {carried.sent} sent, {carried.failed} to be tried again or looked at"


def take_replies() -> str:
    """Take what came by e-mail into the folder that is set for it."""
    if not settings.MAIL_IN or not Path(settings.MAIL_IN).is_dir():
        return "no folder of replies is set"
    came = take_mail(Path(settings.MAIL_IN))
    taken = sum(bool(each.arrival) for each in came)
    return f"{taken} messages taken, {len(came) - taken} put aside"


JOBS: dict[str, tuple[dt.timedelta, Callable[[], str]]] = {
    "letters": (MINUTE, carry_letters),
    "replies": (MINUTE, take_replies),
    "checkpoint": (HOUR, keep_checkpoint),
    "backup": (DAY, back_up_and_try),
    "sessions": (DAY, forget_old_sessions),
}


def due(job: str, *, now: dt.datetime) -> bool:
    """Whether a job's turn has come: never done, or its time has passed. A clock set back does not stop it."""
    last = diary.read().get(job)
    if last is None:
        return True
    passed = now - dt.datetime.fromisoformat(last["at"])
    return passed >= JOBS[job][0] or passed < dt.timedelta(0)


def do_what_is_due(ended: threading.Event) -> None:
    """Do each job whose turn has come, unless asked to end; a failure is written down and tried at its next turn."""
    for job, (_, do) in JOBS.items():
        now = timezone.now()
        if ended.is_set() or not due(job, now=now):
            continue
        try:
            ok, said = True, do()
        except Exception as error:
            ok, said = False, f"{type(error).__name__}: {error}"
            log.exception("%s failed", job)
        close_old_connections()
        diary.note(job, at=now, ok=ok, said=said)
        log.info("%s: %s", job, said)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this is the only upkeep process of the folder; the lock goes with the process, however it ends."""
    with (Path(settings.DATA.root) / "upkeep.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.warning("another upkeep process is at work in this folder; this one ends")
            yield False
        else:
            yield True
