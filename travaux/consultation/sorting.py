"""Whose a file is, and what it is: told by its stamp, by a name in that of the file, or not at all. Never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.core.names import fold
from travaux.core.text.refusals import NotReadable
from travaux.lib.guarded import ask_child
from travaux.lib.refusals import Refused

from .actions.letters import File
from .forms.child import understood
from .incoming import TABLES
from .kits import whose
from .models import Addressee, Arrival

Known = Arrival.Known


@dataclass(frozen=True)
class Sorted:
    """A file with what is known of it."""

    file: File  # its kind as found
    addressee: Addressee | None = None
    known_by: str = Known.NOT
    kit: bool = False
    problem: str = ""  # why no rows could be read from it


def sort_file(file: File, asked: Sequence[Addressee]) -> Sorted:
    """One file among the answers to a round."""
    low = file.name.lower()
    found = Sorted(replace(file, kind="letter"))
    if low.endswith(".zip"):
        found = kit_found(file, asked)
    elif low.endswith(TABLES):
        found = table_found(file, asked)
    if found.addressee is None:
        named = by_name(file.name, asked)
        found = replace(found, addressee=named, known_by=Known.NAME if named else Known.NOT)
    return found


def kit_found(file: File, asked: Sequence[Addressee]) -> Sorted:
    try:
        owner = of_round(whose(file.data, name=file.name).pk, asked)
    except Refused as error:
        return Sorted(replace(file, kind="other"), problem=str(error))
    return Sorted(replace(file, kind="other"), owner, Known.STAMP if owner else Known.NOT, kit=owner is not None)


def table_found(file: File, asked: Sequence[Addressee]) -> Sorted:
    """A table if it has rows of comments or our stamp; any other Word file is a letter."""
    try:
        told, _rest = ask_child("travaux.consultation.forms.child", {"name": file.name}, file.data, name=file.name)
    except NotReadable as error:
        return Sorted(replace(file, kind="other"), problem=str(error))
    read = understood(told)
    owner = of_round(read.stamp.addressee, asked) if read.stamp else None
    form = read.stamp is not None or any(row.said for row in read.rows)
    return Sorted(replace(file, kind="form" if form else "letter"), owner, Known.STAMP if owner else Known.NOT)


def of_round(id: str, asked: Sequence[Addressee]) -> Addressee | None:
    return next((each for each in asked if each.pk == id), None)


def by_name(text: str, asked: Sequence[Addressee]) -> Addressee | None:
    """The one addressee whose name stands in a text; None where none or several do."""
    said = f" {fold(text.replace('_', ' '))} "
    found = {each.pk: each for each in asked for name in each.name.values() if f" {fold(name)} " in said}
    return next(iter(found.values())) if len(found) == 1 else None
