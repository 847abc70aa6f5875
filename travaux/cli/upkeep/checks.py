"""What the doctor looks at. Each check answers in one sentence; one that fails names its remedy."""

import datetime as dt
import shutil
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks as djangos
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from travaux.lib import diary
from travaux.lib.database import name_and_version
from travaux.lib.triggers import guarded_tables, unguarded_tables
from travaux.record.verify import verify

from .jobs import DAY

ENOUGH_DISK = 1 << 30  # bytes free; a nightly backup must fit beside the data
OLD_BACKUP = 2 * DAY


# What the database must answer for an acknowledged change to survive a loss of power.
DURABLE: dict[str, dict[str, str | int]] = {
    "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1},
    "postgresql": {"SHOW fsync": "on", "SHOW synchronous_commit": "on", "SHOW full_page_writes": "on"},
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: str  # ok | warning | failure
    said: str
    remedy: str = ""  # what to do about it; empty when all is well

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def ok(check: str, said: str) -> Finding:
    return Finding(check, "ok", said)


def failure(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, "failure", said, remedy)


def warning(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, "warning", said, remedy)


def database() -> Finding:
    """The engine's own gate refuses unsafe versions when it is loaded; here is what it let through."""
    return ok("database", name_and_version())


def durability() -> Finding:
    """Whether an acknowledged commit survives loss of power."""
    wanted = DURABLE[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for question in wanted:
            cursor.execute(question)
            found[question] = cursor.fetchone()[0]
    if found == wanted:
        return ok("durability", "An acknowledged change survives a loss of power.")
    off = ", ".join(
        f"{question.split()[1]} is {found[question]}" for question in wanted if found[question] != wanted[question]
    )
    return failure("durability", f"Changes can be lost: {off}.", "Turn these on in the database server's settings.")


def tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return failure("tables", f"{len(missing)} steps behind this version.", "Run `travaux migrate`.")
    return ok("tables", "up to date")


def append_only() -> Finding:
    """The triggers that refuse changes to the record; a rebuilt table may have lost them."""
    missing = unguarded_tables(connection)
    if missing:
        names = ", ".join(sorted(missing))
        return failure("append-only", f"{names} could be changed.", "Restore the last backup and compare.")
    return ok("append-only", f"{len(guarded_tables(connection))} tables refuse change and deletion")


def record() -> Finding:
    found = verify()
    if not found.ok:
        said = f"{len(found.altered)} altered, the first bad line is {found.first_bad}."
        return failure("record", said, "Run `travaux record verify`, and compare with a checkpoint that others hold.")
    return ok("record", f"{found.lines} lines, nothing altered")


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA.root).free
    said = f"{free / (1 << 30):.1f} GiB free"
    return ok("disk", said) if free >= ENOUGH_DISK else failure("disk", said, "Make room: backups need it every night.")


def permissions() -> Finding:
    """Nobody else on this machine may read the data or the key."""
    data = settings.DATA
    private = [path for path in (data.root, data.secret_key_file, data.database) if path.exists()]
    loose = [path for path in private if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    # What lies in a closed folder is closed.
    if not loose or data.root not in loose:
        return ok("permissions", "only the owner can read the data folder")
    return warning("permissions", f"others on this machine can read {data.root}", f"chmod 700 {data.root}")


def secret_key() -> Finding:
    if len(settings.SECRET_KEY) < 50:
        return failure("secret key", "too short", "Unset TRAVAUX_SECRET_KEY: one is made on the next start.")
    return ok("secret key", f"{len(settings.SECRET_KEY)} characters")


def translations() -> Finding:
    sources = [po for folder in settings.LOCALE_PATHS for po in Path(folder).rglob("*.po")]
    stale = [po for po in sources if not po.with_suffix(".mo").exists()]
    if stale:
        return warning("translations", f"{len(stale)} catalogues are not compiled", "Run `travaux migrate`.")
    return ok("translations", f"{len(sources)} catalogues compiled")


def last_backup() -> Finding:
    entry = diary.read().get("backup")
    if entry is None:
        return warning(
            "backup", "none was made by upkeep yet", "Keep `travaux serve` running, or `travaux backup --verify`."
        )
    age = timezone.now() - dt.datetime.fromisoformat(entry["at"])
    if entry["ok"] != "yes":
        return failure("backup", f"the last one failed: {entry['said']}", "Run `travaux backup --verify` to see why.")
    if age > OLD_BACKUP:
        return failure("backup", f"the last verified one is {age.days} days old", "Is `travaux serve` running?")
    return ok("backup", f"restored and verified on {entry['at'][:16]} UTC")


def deployment() -> Finding:
    """Django's own checks, those for deployment included where the site is public."""
    found = djangos.run_checks(include_deployment_checks=settings.HTTPS)
    if not found:
        return ok("django", "its own checks find nothing")
    first = max(found, key=lambda message: message.level)
    say = failure if first.level >= djangos.ERROR else warning
    said = f"{len(found)} findings, the gravest is {first.id}: {str(first.msg).splitlines()[0]}"
    return say("django", said, str(first.hint or "`travaux django check --deploy` lists them."))


CHECKS: tuple[Callable[[], Finding], ...] = (
    database, durability, tables, append_only, disk, permissions, secret_key, translations, last_backup, deployment,
    record,
)  # fmt: skip


def examine(step: Callable[[str], Any] = lambda name: None) -> list[Finding]:
    """Everything in order; a check that itself breaks is a failure, and the others still run."""
    findings = []
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        step(name)
        try:
            findings.append(check())
        except Exception as error:
            findings.append(
                failure(name, f"{type(error).__name__}: {error}", "Mend what is said above this line first.")
            )
    return findings
