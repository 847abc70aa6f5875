"""What amendments make of a version, one by one and together. Nothing here changes, so answers are kept; trees are not.

Stored bytes and orders are what an answer is remembered by: neither a version nor an amendment is ever edited.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from travaux.core.text.amend.operations import Operation, Outcome
from travaux.core.text.diff import Change, compare
from travaux.core.text.marshal import Entry, Tabled, marshal
from travaux.core.text.merge import Conflict, merge
from travaux.core.text.sheet_make import Sheets
from travaux.core.text.tree import Document

from ..models import Amendment
from ..operations import carried_out, from_values
from ..reading import document_from, in_our_words
from ..uids import uid_at, units_of

Orders = tuple[str, ...]  # operations as JSON
Ordered = tuple[Orders, Orders]  # of the amendment that this one is a sub-amendment to, and its own
Put = tuple[tuple[str, Ordered, str], ...]  # (number, operations, number of the amendment that it amends)


@dataclass(frozen=True)
class Work:
    """What an amendment does to a version."""

    changes: tuple[Change, ...]
    outcomes: tuple[Outcome, ...]
    uids: tuple[tuple[str, str], ...]  # (eId, uid) of what it changes, in the text that it leaves


def orders(amendment: Amendment, others: Sequence[Amendment], lang: str) -> Ordered:
    """Its operations in a language, and those of the amendment that it is a sub-amendment to."""
    outer = next((each for each in others if each.pk == amendment.amends_id), None)
    return frozen(outer, lang) if outer else (), frozen(amendment, lang)


def frozen(amendment: Amendment, lang: str) -> Orders:
    return tuple(json.dumps(each, sort_keys=True) for each in amendment.operations.get(lang, ()))


@lru_cache(maxsize=2048)
def worked_out(akn: bytes, profile: str, ordered: Ordered) -> Work:
    """What the operations do to stored bytes."""
    sheets = sheets_from(akn)
    outer, own = map(thawed, ordered)
    if not outer:
        return work_on(sheets, own, profile)
    base, _done = carried_out(sheets.document, outer, profile)
    return work_on(Sheets(base), own, profile)


def work_on(base: Sheets, operations: Sequence[Operation], profile: str) -> Work:
    made, outcomes = carried_out(base.document, operations, profile)
    changes = compare(base.sheet, base.of(made)).changes
    uids = {unit.eid: unit.uid for unit in units_of(made) if unit.eid and unit.uid}
    touched = {change.new: uid_at(uids, change.new) for change in changes if change.new}
    return Work(changes, outcomes, tuple((eid, uid) for eid, uid in touched.items() if uid))


@lru_cache(maxsize=2)
def sheets_from(akn: bytes) -> Sheets:
    """Made once for all amendments to a version."""
    return Sheets(document_from(akn))


@lru_cache(maxsize=32)
def clashes_of(akn: bytes, profile: str, put: Put) -> tuple[Conflict, ...]:
    """Which amendments cannot be taken together."""
    base = sheets_from(akn)
    texts = [(number, amended(base.document, profile, ordered)) for number, ordered, outer in put if not outer]
    if len(texts) < 2:
        return ()
    sheets = {number: base.of(text) for number, text in texts}
    return merge(base.document, texts, sheets={"": base.sheet, **sheets}).conflicts


@lru_cache(maxsize=32)
def marshalled(akn: bytes, profile: str, put: Put, order: str) -> tuple[Entry, ...]:
    """The questions in the order in which they are put. Raises `Refused` where there is no such order."""
    base = document_from(akn)
    tabled = []
    for number, ordered, outer in put:
        if bool(ordered[0]) is bool(outer):
            tabled.append(Tabled(number, base, outer, worked_out(akn, profile, ordered).changes))
        else:  # a sub-amendment to what is not put: it stands with what it amends
            tabled.append(Tabled(number, amended(base, profile, ordered), outer))
    with in_our_words():
        return marshal(base, tabled, policy=order).entries


def amended(base: Document, profile: str, ordered: Ordered) -> Document:
    """The whole text as an amendment leaves it; a sub-amendment, as it leaves its amendment's text."""
    for part in ordered:
        base, _done = carried_out(base, thawed(part), profile)
    return base


def thawed(part: Iterable[str]) -> list[Operation]:
    return from_values(json.loads(each) for each in part)
