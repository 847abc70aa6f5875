"""Amendments put in the order in which they are decided: a marshalled list, and what it suggests about each.

Everything here is a suggestion: `confirmed` is false until a chair says otherwise. The distance of an amendment, what
falls when another is agreed, and which are alternatives are for the chair to rule.

Two families of order. `text`: the order of the text, as in the United Kingdom and Scotland: inside an article by place,
leaving out a part before amendments inside that part, leaving out a whole article after the amendments to it, a new
article after the one that it follows; annexes after the body, then the preamble, the title last. `distance`: at one
article the amendment furthest from the text first, as in the General Assembly of the United Nations (rule 90): leaving
out, another wording, a partial change, an insertion, an editorial change. In both a sub-amendment stands before the
amendment that it amends, alike amendments are one entry with all their authors, alternatives stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from .diff import Change, diff
from .merge_words import edits_of
from .refusals import TextRefused
from .tree import Component, Document, Node, Unit

POLICIES = ("text", "distance")
DISTANCES = ("leave_out", "another_wording", "partial", "insertion", "editorial")  # the furthest first
_ARTICLES = ("article", "section", "rule", "clause")


@dataclass(frozen=True, slots=True)
class Tabled:
    """One amendment: the text as it would leave it; a sub-amendment, as it would leave its amendment's text."""

    name: str
    text: Document
    sub_of: str = ""  # the name of the amendment that it amends
    changes: tuple[Change, ...] = ()  # what it does to what it amends, where that was compared before


@dataclass(frozen=True, slots=True)
class Entry:
    """One question put: what is changed at one place, by whom, and what the answer does to others."""

    number: int  # its place in the list, from 1
    amendments: tuple[str, ...]  # all their authors; alike amendments are one entry
    change: Change
    place: str  # the eId of the article (or part of the text) under which it is decided
    distance: str  # one of DISTANCES: a suggestion
    sub_of: str = ""
    alternative_to: tuple[int, ...] = ()  # other wordings of the same words; the last agreed prevails
    falls_if: tuple[tuple[int, str], ...] = ()  # (entry, reason): it falls when that one is agreed

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number, "amendments": list(self.amendments), "place": self.place,
            **self.change.as_json(), "distance": self.distance, "sub_of": self.sub_of or None,
            "alternative_to": list(self.alternative_to),
            "falls_if": [{"agreed": number, "reason": reason} for number, reason in self.falls_if],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marshalled:
    """The list, by a policy; a suggestion until a chair confirms it."""

    policy: str
    entries: tuple[Entry, ...]
    confirmed: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"policy": self.policy, "confirmed": self.confirmed, "entries": [e.as_json() for e in self.entries]}


@dataclass
class _Map:
    """Where the units of the base stand: their order, the article of each, the last unit inside each."""

    order: dict[str, int] = field(default_factory=dict)
    article: dict[str, str] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    region: dict[str, int] = field(default_factory=dict)  # 0 body, 1 annex, 2 preamble, 3 title


def marshal(base: Document, amendments: Iterable[Tabled], *, policy: str = "text") -> Marshalled:
    """The amendments to one base in the order in which they are put. Raises `TextRefused` for an unknown policy."""
    if policy not in POLICIES:
        raise TextRefused(
            f"There is no order “{policy}”.", where="policy", remedy=f"Give one of: {', '.join(POLICIES)}."
        )
    tabled = sorted(amendments, key=lambda each: each.name)
    texts = {each.name: each.text for each in tabled}
    missing = sorted({each.sub_of for each in tabled if each.sub_of and each.sub_of not in texts})
    if missing:
        raise TextRefused(f"A sub-amendment amends “{missing[0]}”, which is not tabled.", where="sub_of",
                          remedy="Table that amendment too, or take the sub-amendment out.")  # fmt: skip
    where = _map_of(base)
    entries = _joined(
        Entry(0, (each.name,), change, "", "", each.sub_of)
        for each in tabled
        for change in _outermost(each.changes or diff(texts.get(each.sub_of, base), each.text).changes)
    )
    placed = [replace(e, place=_article(e.change, where), distance=_distance(e.change)) for e in entries]
    ordered = _with_subs(sorted(placed, key=lambda entry: _key(entry, where, policy)))
    numbered = [replace(entry, number=number) for number, entry in enumerate(ordered, 1)]
    return Marshalled(policy, tuple(_related(entry, numbered) for entry in numbered))


def _outermost(changes: Sequence[Change]) -> list[Change]:
    """Of a unit that comes or goes whole, one change: what stands in it comes and goes with it."""
    whole = {(change.kind, change.old if change.kind == "removed" else change.new) for change in changes}

    def inside(change: Change) -> bool:
        eid = (change.old if change.kind == "removed" else change.new) or ""
        outer = eid
        while "__" in outer:
            outer = outer.rpartition("__")[0]
            if (change.kind, outer) in whole:
                return True
        return False

    return [change for change in changes if change.kind not in ("removed", "added") or not inside(change)]


def _joined(entries: Iterable[Entry]) -> list[Entry]:
    """Alike changes as one entry with all their authors."""
    found: dict[tuple[str, Change], Entry] = {}
    for entry in entries:
        known = found.get((entry.sub_of, entry.change))
        names = (*known.amendments, *entry.amendments) if known else entry.amendments
        found[entry.sub_of, entry.change] = replace(entry, amendments=tuple(sorted(set(names))))
    return list(found.values())


def _map_of(base: Document) -> _Map:
    made = _Map()
    count = 0

    def visit(node: Node, article: str, region: int) -> int:
        nonlocal count
        region = 1 if isinstance(node, Component) else {"preamble": 2, "preface": 3}.get(node.kind, region)
        if node.eid:
            count += 1
            made.order[node.eid] = count
            article = node.eid if isinstance(node, Unit) and node.kind in _ARTICLES else article
            made.article[node.eid] = article or node.eid
            made.region[node.eid] = region
        for child in node.nodes:
            if child.kind != "meta":
                visit(child, article, region)
        if node.eid:
            made.last[node.eid] = count
        return count

    visit(base, "", 0)
    return made


def _anchor(change: Change, where: _Map) -> str:
    """The base unit at which a change is decided: its own; for what comes, what it stands in."""
    eid = (change.old or "").removesuffix("__heading")
    eid = re.sub(r"__tr_\d+(?:__tc_\d+)?$", "", eid)
    if eid in where.order:
        return eid
    new = (change.new or "").removesuffix("__heading")
    while new and new not in where.order:
        new = new.rpartition("__")[0]
    return new


def _article(change: Change, where: _Map) -> str:
    anchor = _anchor(change, where)
    if change.old is None and change.new:
        return where.article.get(anchor, anchor) if anchor else change.new
    return where.article.get(anchor, anchor)


def _distance(change: Change) -> str:
    """How far from the text; for the chair to rule."""
    if change.kind in ("removed", "joined"):
        return "leave_out"
    if change.kind in ("added", "split"):
        return "insertion"
    if change.kind in ("moved", "renumbered"):
        return "editorial" if change.kind == "renumbered" else "partial"
    gone = "".join(text for op, text in change.words if op == "-")
    come = "".join(text for op, text in change.words if op == "+")
    kept = "".join(text for op, text in change.words if op == "=")
    if not re.search(r"\w", gone + come) or gone.lower() == come.lower():
        return "editorial"
    if not gone.strip():
        return "insertion"
    return "another_wording" if len(gone) > len(kept) else "partial"


def _key(entry: Entry, where: _Map, policy: str) -> tuple[Any, ...]:
    change = entry.change
    anchor = _anchor(change, where)
    article = entry.place
    region = where.region.get(anchor, 0)
    start = where.order.get(article, 0)
    whole = change.kind in ("removed", "joined") and change.old == article
    if change.kind in ("added", "split"):
        at = _after(change, where)
        mine: tuple[Any, ...] = (at, 2, 0)
    elif whole:
        mine = (where.last.get(article, start), 1, 0)
    elif change.kind in ("removed", "joined"):
        mine = (where.order.get(anchor, 0), -1, 0)
    else:
        mine = (where.order.get(anchor, 0), 0, _first_edit(change))
    tie = (change.new or "", entry.amendments)
    if policy == "distance" and not (change.kind == "added" and article not in where.order):
        return (region, start, DISTANCES.index(entry.distance), *mine, *tie)
    return (region, *mine, *tie)


def _after(change: Change, where: _Map) -> int:
    """Where something new stands: after the unit of the next smaller number, with all that is in it."""
    new = change.new or ""
    parent = new.rpartition("__")[0]
    siblings = [eid for eid in where.order if eid.rpartition("__")[0] == parent and _number(eid) < _number(new)]
    beside = max(siblings, key=_number, default=parent)
    return where.last.get(beside, where.order.get(parent, 0))


def _number(eid: str) -> tuple[tuple[int, str], ...]:
    last = eid.rpartition("__")[2]
    return tuple(
        (int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.findall(r"\d+|[A-Za-z]+", last)[1:]
    )


def _first_edit(change: Change) -> int:
    before = takewhile(lambda piece: piece[0] == "=", change.words)
    return sum(len(text) for _, text in before)


def _with_subs(entries: Sequence[Entry]) -> list[Entry]:
    """Sub-amendments before the first entry of the amendment that they amend."""
    subs = [entry for entry in entries if entry.sub_of]
    ordered: list[Entry] = []
    for entry in entries:
        if entry.sub_of:
            continue
        for sub in [sub for sub in subs if sub.sub_of in entry.amendments]:
            subs.remove(sub)
            ordered.append(replace(sub, place=entry.place))
        ordered.append(entry)
    return ordered + subs


def _related(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """What it is an alternative to, and what would make it fall."""
    alternatives, falls = [], []
    for other in entries:
        together = other.sub_of == entry.sub_of or entry.sub_of in other.amendments
        if other.number == entry.number or not together:
            continue
        if set(other.amendments) & set(entry.amendments):
            continue
        reason = _preempts(other.change, entry.change)
        if reason:
            falls.append((other.number, reason))
        elif _alternatives(other.change, entry.change):
            alternatives.append(other.number)
    return replace(entry, alternative_to=tuple(alternatives), falls_if=tuple(falls))


def _preempts(one: Change, two: Change) -> str:
    """Why the second falls when the first is agreed, or nothing."""
    if one.kind in ("removed", "joined") and one.old:
        mine = two.old or two.new or ""
        if mine.removesuffix("__heading") == one.old and two.kind not in ("removed", "joined"):
            return "the unit that it amends is left out"
        if mine.startswith(f"{one.old}__"):
            return "it amends a unit inside one that is left out"
    return ""


def _alternatives(one: Change, two: Change) -> bool:
    """Whether both give other words in one place, or both bring a unit of one number."""
    if one.kind == two.kind == "added":
        return one.new == two.new and one.words != two.words
    if one.kind == two.kind == "renumbered":
        return one.old == two.old and one.words != two.words
    if not (one.kind == two.kind == "reworded" and one.old == two.old):
        return False
    return any(_overlap(a, b) for a in _edits(one) for b in _edits(two))


def _edits(change: Change) -> list[tuple[int, int, str]]:
    old = "".join(text for op, text in change.words if op != "+")
    new = "".join(text for op, text in change.words if op != "-")
    return edits_of(old, new)


def _overlap(one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    if one == two:
        return False
    return (one[0] < two[1] and two[0] < one[1]) or one[0] == two[0]
