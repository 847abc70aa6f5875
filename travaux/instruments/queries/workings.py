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
from travaux.core.text.sheet import Sheet
from travaux.core.text.sheet_make import sheet_of
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
    base, sheet = document_from(akn), sheet_from(akn)
    outer, own = map(thawed, ordered)
    if outer:
        base, _done = carried_out(base, outer, profile)
        sheet = sheet_of(base)
    return work_on(base, sheet, own, profile)


def work_on(base: Document, sheet: Sheet, operations: Sequence[Operation], profile: str) -> Work:
    made, outcomes = carried_out(base, operations, profile)
    changes = compare(sheet, sheet_of(made)).changes
    uids = {unit.eid: unit.uid for unit in units_of(made) if unit.eid and unit.uid}
    touched = {change.new: uid_at(uids, change.new) for change in changes if change.new}
    return Work(changes, outcomes, tuple((eid, uid) for eid, uid in touched.items() if uid))


@lru_cache(maxsize=4)
def sheet_from(akn: bytes) -> Sheet:
    """Made once for all amendments to a version."""
    return sheet_of(document_from(akn))


@lru_cache(maxsize=32)
def clashes_of(akn: bytes, profile: str, put: Put) -> tuple[Conflict, ...]:
    """Which amendments cannot be taken together."""
    texts = [(number, amended(akn, profile, ordered)) for number, ordered, outer in put if not outer]
    return merge(document_from(akn), texts).conflicts if len(texts) > 1 else ()


@lru_cache(maxsize=32)
def marshalled(akn: bytes, profile: str, put: Put, order: str) -> tuple[Entry, ...]:
    """The questions in the order in which they are put. Raises `Refused` where there is no such order."""
    texts = [Tabled(number, amended(akn, profile, ordered), outer) for number, ordered, outer in put]
    with in_our_words():
        return marshal(document_from(akn), texts, policy=order).entries


def amended(akn: bytes, profile: str, ordered: Ordered) -> Document:
    """The whole text as an amendment leaves it; a sub-amendment, as it leaves its amendment's text."""
    base = document_from(akn)
    for part in ordered:
        base, _done = carried_out(base, thawed(part), profile)
    return base


def thawed(part: Iterable[str]) -> list[Operation]:
    return from_values(json.loads(each) for each in part)
