"""From bytes to JSON values, or one refusal that says where the file is broken."""

import json
import math
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused

LARGEST = 50_000_000  # bytes


class BadPopolo(Refused):
    """A file that cannot be imported; `where` is a JSON pointer (RFC 6901) into it."""

    def __init__(self, what: Any, *, where: str = "", remedy: Any = "") -> None:
        remedy = remedy or _("Correct the file and import it again.")
        super().__init__(what, where=where or "/", kept=_("Nothing was imported."), remedy=remedy)


def parse(data: bytes) -> Any:
    """The JSON value of a file. Raises `BadPopolo` on what is no JSON, or what no database can keep."""
    if len(data) > LARGEST:
        raise BadPopolo(_("The file is larger than 50 MB."), remedy=_("Split it by legislature."))
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=no_number)
    except UnicodeDecodeError as error:
        raise BadPopolo(_("The file is not UTF-8 text."), where=f"byte {error.start}") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadPopolo(_("The file is not JSON: %(why)s.") % {"why": error.msg}, where=where) from error
    except (ValueError, RecursionError) as error:
        raise BadPopolo(_("The file holds a number or a nesting that cannot be read.")) from error
    refuse_what_cannot_be_kept(value, "")
    return value


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice would lose one of its values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key in found if sum(key == other for other, _value in pairs) > 1)
        raise BadPopolo(_("A key stands twice in one object."), where=twice)
    return found


def no_number(name: str) -> NoReturn:
    raise BadPopolo(_("The file holds a number that JSON does not know."), where=name)


def refuse_what_cannot_be_kept(value: Any, pointer: str) -> None:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise BadPopolo(_("A text holds a character that cannot be kept."), where=pointer)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadPopolo(_("A number is too large."), where=pointer)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            refuse_what_cannot_be_kept(inner, f"{pointer}/{index}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            refuse_what_cannot_be_kept(key, step(pointer, "…"))
            refuse_what_cannot_be_kept(inner, step(pointer, key))


def step(pointer: str, key: str | int) -> str:
    """One step further into the file.

    >>> step("/persons/3", "a/b")
    '/persons/3/a~1b'
    """
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
