"""A backup becomes an installation again: every part is checked before one is put in place, and the record after."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from travaux import __version__
from travaux.core.log.checkpoint import Checkpoint
from travaux.lib.refusals import Refused
from travaux.record.verify import verify

from . import rows
from .backup import CHECKPOINT, CHUNK, FORMAT, MANIFEST, SNAPSHOT, digest

KEPT = "The data folder is as it was; nothing was put in place."


@dataclass(frozen=True)
class Restored:
    """What a restore found and put in place."""

    ok: bool  # the record verifies against the backup's own checkpoint
    made_at: str
    made_by: str  # version of Travaux
    lines: int  # of the record
    altered: int  # rows and lines that the record says were changed past it
    files: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def restore(file: Path) -> Restored:
    """Put a backup into an empty data folder (or an empty PostgreSQL database) and bring it up to this version.

    Raises Refused for a folder that is not empty, a file that is no backup, is damaged or comes from a later version.
    """
    refuse_unless_empty()
    data = settings.DATA
    data.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.root, prefix=".restoring-") as folder:
        unpacked = Path(folder)
        manifest = unpack(file, unpacked)
        point = Checkpoint.read((unpacked / CHECKPOINT).read_text("utf-8"))
        put_database(unpacked, manifest)
        if (unpacked / "files").exists():
            (unpacked / "files").rename(data.files)
    call_command("migrate", verbosity=0, interactive=False)
    report = verify(checkpoint=point)
    return Restored(
        ok=report.ok, made_at=manifest["made_at"], made_by=manifest["travaux"], lines=report.lines,
        altered=len(report.altered), files=sum(name.startswith("files/") for name in manifest["parts"]),
    )  # fmt: skip


def refuse_unless_empty() -> None:
    if connection.introspection.table_names():
        raise Refused(
            "There is a database here already.", where=str(connection.settings_dict["NAME"]), kept=KEPT,
            remedy="Restore into an empty folder: TRAVAUX_DATA=/new/folder travaux restore FILE.",
        )  # fmt: skip
    if settings.DATA.files.exists() and any(settings.DATA.files.iterdir()):
        raise Refused("There are files here already.", where=str(settings.DATA.files), kept=KEPT)


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack into a folder and check every part against the manifest."""
    try:
        read_to_the_end(file)
        with tarfile.open(file, "r:gz") as tar:
            tar.extractall(folder, filter="data")  # no links, devices or paths that lead outside
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
        raise Refused("This is not a whole backup.", where=f"{file}: {error}", kept=KEPT) from error
    if manifest.get("format") != FORMAT:
        remedy = (
            f"It was made by Travaux {manifest.get('travaux')}; this is {__version__}. Restore it with that version."
        )
        raise Refused("This backup has a form that this version does not know.", kept=KEPT, remedy=remedy)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    wrong = sorted(found ^ set(manifest["parts"]))
    wrong += [name for name in sorted(found - set(wrong)) if digest(folder / name) != manifest["parts"][name]["sha256"]]
    if wrong:
        remedy = "Take another backup: this one was damaged or changed after it was made."
        raise Refused(f"The backup does not fit its own manifest: {', '.join(wrong[:5])}.", kept=KEPT, remedy=remedy)
    refuse_later(manifest)
    return manifest


def read_to_the_end(file: Path) -> None:
    """Let gzip check its own sum over the whole file; tar alone stops looking after the last part."""
    with gzip.open(file) as whole:
        while whole.read(CHUNK):
            pass


def refuse_later(manifest: dict[str, Any]) -> None:
    """Rows of a later version may have columns that this one would lose."""
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [f"{app} {name}" for app, name in manifest["migrations"].items() if (app, name) not in known]
    if unknown:
        raise Refused(
            f"This backup comes from a later version: Travaux {manifest['travaux']}.", where=", ".join(unknown[:5]),
            kept=KEPT, remedy="Install that version or a later one, then restore.",
        )  # fmt: skip


def put_database(unpacked: Path, manifest: dict[str, Any]) -> None:
    snapshot = unpacked / SNAPSHOT
    if snapshot.exists() and connection.vendor == "sqlite":
        connection.close()
        for companion in ("", "-wal", "-shm"):  # left by looking whether there were tables
            Path(f"{connection.settings_dict['NAME']}{companion}").unlink(missing_ok=True)
        shutil.move(snapshot, connection.settings_dict["NAME"])
        os.chmod(connection.settings_dict["NAME"], 0o600)
        return
    targets = [(app, name) for app, name in manifest["migrations"].items()]
    MigrationExecutor(connection).migrate(targets)
    shape = MigrationExecutor(connection).loader.project_state(targets).apps
    with transaction.atomic():
        for model in rows.kinds(shape):
            names, lines = read_rows(unpacked, model._meta.label_lower, model)
            rows.load(model, names, lines, using="default")
    rows.reset_sequences(shape, using="default")


def read_rows(unpacked: Path, label: str, model: Any) -> tuple[list[str], Iterator[str]]:
    """A table's columns and rows: from its file, or out of a snapshot of the other kind of database."""
    file = unpacked / "rows" / f"{label}.jsonl"
    if not (unpacked / SNAPSHOT).exists():
        lines = iter(file.open(encoding="utf-8"))
        return json.loads(next(lines)), lines
    if "snapshot" not in connections.databases:
        connections.databases["snapshot"] = {
            **connections.databases["default"], "ENGINE": "travaux.lib.sqlite", "NAME": str(unpacked / SNAPSHOT),
            "OPTIONS": {}, "CONN_MAX_AGE": None,
        }  # fmt: skip
    return rows.columns(model), rows.lines(model, using="snapshot")


def try_out(file: Path) -> Restored:
    """Restore a backup into a folder that is thrown away, by another process, and verify the record there.

    Raises Refused if it cannot be restored or does not verify.
    """
    with tempfile.TemporaryDirectory(prefix="travaux-try-") as folder:
        environment = {**os.environ, "TRAVAUX_DATA": folder, "DATABASE_URL": ""}
        command = [sys.executable, "-m", "travaux", "restore", str(file), "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        found = {"error": done.stderr[-500:] or "the trial restore said nothing"}
    if "error" in found:
        raise Refused(found["error"], where=found.get("where", str(file)), kept="The backup file was kept as it is.")
    restored = Restored(**found)
    if not restored.ok:
        raise Refused(
            f"The backup restores, but its record does not verify: {restored.altered} altered.",
            where=str(file), kept="The backup file was kept as it is.",
            remedy="Run `travaux record verify` here: the installation itself may have been changed past the record.",
        )  # fmt: skip
    return restored
