"""One file that holds an installation: its rows, its files, their digests and a checkpoint of the record.

The secret key stays behind, so that a lost backup opens no session: after a restore everybody signs in again.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from travaux import __version__
from travaux.lib.refusals import Refused
from travaux.record.queries import checkpoint

from . import rows

FORMAT = 1
SNAPSHOT = "travaux.sqlite3"
MANIFEST = "manifest.json"
CHECKPOINT = "checkpoint.txt"
CHUNK = 1 << 20
Step = Callable[[str], None]  # told the name of each part as it is written


@dataclass(frozen=True)
class Made:
    """A backup that was written."""

    file: Path
    size: int  # bytes
    parts: int  # files inside, the manifest not counted
    lines: int  # of the record, when the backup began

    def as_json(self) -> dict[str, Any]:
        return {"file": str(self.file), "bytes": self.size, "parts": self.parts, "record_lines": self.lines}


def back_up(file: Path, *, step: Step = lambda part: None) -> Made:
    """Write a backup. It appears under its name only when it is whole; a file that is there is never overwritten."""
    if file.exists():
        raise Refused(f"{file} is there already.", remedy="Choose another name with -o.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        staged = Path(folder)
        # The checkpoint comes first: what is written while we copy lies after it, and never before it.
        point = checkpoint()
        (staged / CHECKPOINT).write_text(str(point), encoding="utf-8")
        copy_database(staged, step)
        parts = {path.relative_to(staged).as_posix(): path for path in sorted(staged.rglob("*")) if path.is_file()}
        parts |= {f"files/{path.relative_to(settings.MEDIA_ROOT).as_posix()}": path for path in uploaded()}
        manifest = {
            "format": FORMAT, "travaux": __version__, "made_at": timezone.now().isoformat(),
            "database": connection.vendor, "migrations": applied(), "record_lines": point.lines,
            "parts": {name: {"sha256": digest(path), "bytes": path.stat().st_size} for name, path in parts.items()},
        }  # fmt: skip
        whole = staged / "whole.tar.gz"
        pack(whole, manifest, parts, step)
        os.link(whole, file)  # unlike a rename it fails if somebody made the file meanwhile
    return Made(file=file, size=file.stat().st_size, parts=len(parts), lines=point.lines)


def copy_database(folder: Path, step: Step) -> None:
    """The database as it is at one moment, while others go on writing."""
    step("database")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / SNAPSHOT)])
        return
    (folder / "rows").mkdir()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for model in rows.kinds(apps):
            step(model._meta.label_lower)
            with (folder / "rows" / f"{model._meta.label_lower}.jsonl").open("w", encoding="utf-8") as out:
                out.write(json.dumps(rows.columns(model)) + "\n")
                out.writelines(line + "\n" for line in rows.lines(model, using="default"))


def uploaded() -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def applied() -> dict[str, str]:
    """The last migration of each app: what shape the rows have."""
    from django.db.migrations.recorder import MigrationRecorder

    done: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        done[app] = max(name, done.get(app, ""))
    return done


def pack(whole: Path, manifest: dict[str, Any], parts: dict[str, Path], step: Step) -> None:
    with tarfile.open(whole, "w:gz", compresslevel=6) as tar:
        listing = whole.parent / MANIFEST
        listing.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        tar.add(listing, arcname=MANIFEST)
        for name, path in parts.items():
            step(name)
            tar.add(path, arcname=name)
    with whole.open("rb") as file:
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    total = hashlib.sha256()
    for piece in pieces(path):
        total.update(piece)
    return total.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
