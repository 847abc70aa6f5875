"""Files that come in parts over a network that breaks: kept in a folder until they are whole, then taken.

Each part says where it begins and what its SHA-256 is; a part that arrived is on the disk before that is said. The same
file begun again by the same person goes on where it stopped. What nobody touches for two days is forgotten.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .ids import LENGTH, new_id
from .refusals import Refused

KEPT = 2 * 24 * 60 * 60  # seconds after the last part
MOST = 20  # unfinished files of one person
LARGEST_PART = 2 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Upload:
    """A file on its way."""

    id: str
    owner: str  # an account
    name: str
    media_type: str
    size: int  # bytes of the whole
    sha256: str  # of the whole


class OutOfStep(Refused):
    """A part does not begin where the last one ended; `offset` says where to go on."""

    def __init__(self, offset: int) -> None:
        super().__init__(_("This part does not follow the last one."), where=str(offset))
        self.offset = offset


def begin(folder: Path, upload: Upload, *, largest: int) -> Upload:
    """Announce a file. The same one of the same person, unfinished, is given again with what is there of it."""
    if not 0 < upload.size <= largest:
        raise Refused(_("This file is empty or too large."), where=upload.name)
    if len(upload.sha256) != 64 or not set(upload.sha256) <= set("0123456789abcdef"):
        raise Refused(_("The SHA-256 of the file is missing."), where=upload.name)
    own = [each for each in uploads(folder) if each.owner == upload.owner]
    for each in own:
        if (each.sha256, each.size, each.name) == (upload.sha256, upload.size, upload.name):
            return each
    if len(own) >= MOST:
        raise Refused(_("Too many files are on their way."), remedy=_("Finish one, or wait two days."))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Upload(new_id(), upload.owner, upload.name, upload.media_type, upload.size, upload.sha256)
    part_of(folder, made.id).touch(mode=0o600)
    about_of(folder, made.id).write_text(json.dumps(asdict(made)), "utf-8")
    return made


def part_of(folder: Path, id: str) -> Path:
    return folder / f"{id}.part"


def about_of(folder: Path, id: str) -> Path:
    return folder / f"{id}.json"


def uploads(folder: Path) -> Iterator[Upload]:
    for path in folder.glob("*.json") if folder.is_dir() else ():
        with contextlib.suppress(
            OSError, ValueError, TypeError
        ):  # forgotten meanwhile, or cut off while it was written
            yield Upload(**json.loads(path.read_text("utf-8")))


def find(folder: Path, owner: str, id: str) -> Upload | None:
    """The upload of that person; another's is not told from none."""
    if len(id) != LENGTH or not id.isalnum():
        return None
    try:
        found = Upload(**json.loads(about_of(folder, id).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.owner == owner else None


def offset_of(folder: Path, upload: Upload) -> int:
    """How many bytes are here."""
    try:
        return part_of(folder, upload.id).stat().st_size
    except OSError:
        return 0


def append(folder: Path, upload: Upload, *, offset: int, data: bytes, sha256: str) -> int:
    """Add a part; how many bytes are here then. A part that came twice is not added twice.

    Raises OutOfStep where it begins elsewhere, Refused where it is damaged, too large, or reaches past the end.
    """
    if len(data) > LARGEST_PART or offset + len(data) > upload.size:
        raise Refused(_("This part is too large."), where=upload.name)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused(_("This part was damaged on its way."), where=str(offset), remedy=_("Send it again."))
    with part_of(folder, upload.id).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        here = os.fstat(file.fileno()).st_size
        if here != offset:
            raise OutOfStep(here)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return offset + len(data)


def take(folder: Path, upload: Upload) -> bytes:
    """The whole file. Raises Refused where parts are missing, or where it is not what was announced."""
    data = part_of(folder, upload.id).read_bytes()
    if len(data) != upload.size:
        raise Refused(_("The file is not whole yet."), where=upload.name, remedy=_("Choose it again: it goes on."))
    if hashlib.sha256(data).hexdigest() != upload.sha256:
        forget(folder, upload.id)
        raise Refused(_("The file was damaged on its way."), where=upload.name, remedy=_("Choose it again."))
    return data


def forget(folder: Path, id: str) -> None:
    for path in (about_of(folder, id), part_of(folder, id)):
        path.unlink(missing_ok=True)


def forget_old(folder: Path, *, now: float | None = None) -> int:
    """Forget what nobody touched for two days; how many files that were."""
    latest = (now or time.time()) - KEPT
    old = {path.stem for path in folder.glob("*.part") if path.stat().st_mtime < latest} if folder.is_dir() else set()
    for id in old:
        forget(folder, id)
    return len(old)
