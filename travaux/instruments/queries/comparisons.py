"""What can be asked of two versions: what changed between them, and what says the same in two languages."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from travaux.core.text.diff import Change
from travaux.core.text.diff import compare as compare_sheets
from travaux.core.text.sheet import Sheet, load
from travaux.lib.viewer import Viewer

from ..blocks import Block
from ..models import Alignment, Version
from ..summaries import ChangeShown, Compared, Comparison, ContentsEntry, Parallel, ParallelRow
from .changes import changes_shown
from .rows import Held, Shelf


def compare(viewer: Viewer, old: str, new: str, *, on: dt.date, lang: str) -> Comparison | None:
    """What changed from one version to another, by what is stored beside them: nothing is parsed.

    None where either is not known, or they are in two languages: those are read side by side, see `parallel`.
    """
    shelf = Shelf(viewer, on, lang)
    versions = {v.pk: v for v in shelf.versions(pk__in=[old, new])}
    if old not in versions or new not in versions:
        return None
    one, two = versions[old], versions[new]
    if one.expression_id != two.expression_id:
        return None
    rows, held = shelf.rows([one, two]), shelf.texts([one, two])
    found, stats, pairs = told(held[old], held[new])
    changes = changes_shown(found, held[old].blocks, held[new].blocks)
    return Comparison(
        old=rows[old], new=rows[new], changes=changes, articles=articles(held[old], held[new], changes), stats=stats,
        rows=tuple(side_by_side(held[old].blocks, held[new].blocks, pairs, changes)), notice=two.notice, on=on,
    )  # fmt: skip


Told = tuple[tuple[Change, ...], Mapping[str, int], Mapping[str, str]]


def told(old: Held, new: Held) -> Told:
    """The changes, their counts, and {eId in the new text: eId in the old one}."""
    return compared(old.sheet_bytes, new.sheet_bytes)


@lru_cache(maxsize=16)
def compared(old: bytes, new: bytes) -> Told:
    """Stored sheets compared. Versions never change, so neither does the answer."""
    one, two = load(old), load(new)
    found = compare_sheets(one, two)
    return found.changes, found.stats, paired(one, two, found.pairing.to_old)


def paired(old: Sheet, new: Sheet, to_old: Sequence[int]) -> dict[str, str]:
    return {new.eids[b]: old.eids[a] for b, a in enumerate(to_old) if a >= 0}


def articles(old: Held, new: Held, changes: Iterable[ChangeShown]) -> tuple[ContentsEntry, ...]:
    """The articles in which something changed, in the order of the new text; those that went away at the end."""
    touched = {change.uid for change in changes if change.uid}
    found: dict[str, ContentsEntry] = {}
    for held in (new, old):
        inside = {b.article or b.uid for b in held.units if b.uid in touched}
        for b in held.units:
            if b.uid in inside and b.uid not in found:
                found[b.uid] = ContentsEntry(b.eid, b.uid, b.num, b.heading, b.depth)
    return tuple(found.values())


def side_by_side(
    old: Sequence[Block], new: Sequence[Block], pairs: Mapping[str, str], changes: Sequence[ChangeShown]
) -> Iterator[Compared]:
    """Every block of the new text beside its counterpart; what went away stands after what stood before it."""
    place_old = {block.eid: place for place, block in enumerate(old) if block.eid}
    at: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        for eid in dict.fromkeys(("new " + change.new, "old " + change.old)):
            at.setdefault(eid.replace("__heading", ""), []).append(place)
    partners = partners_of(old, new, pairs, place_old)
    gone = set(range(len(old))) - set(partners.values())
    last = -1
    yield from (row(old[place], None, at) for place in leading(gone, last))
    for place, block in enumerate(new):
        partner = partners.get(place)
        yield row(old[partner] if partner is not None else None, block, at)
        if partner is not None:
            yield from (row(old[each], None, at) for each in leading(gone, partner))


def leading(gone: set[int], after: int) -> list[int]:
    """The blocks that went away directly after a place, taken out of `gone`."""
    found = []
    while after + 1 in gone:
        after += 1
        gone.discard(after)
        found.append(after)
    return found


def partners_of(
    old: Sequence[Block], new: Sequence[Block], pairs: Mapping[str, str], place_old: Mapping[str, int]
) -> dict[int, int]:
    """{place of a new block: place of the old one}: units as matched, all else where place and part are the same."""
    found: dict[int, int] = {}
    for place, block in enumerate(new):
        eid = pairs.get(block.eid, "" if block.kind == "unit" else block.eid)
        other = place_old.get(eid)
        if other is not None and old[other].kind == block.kind:
            found[place] = other
    return found


def row(old: Block | None, new: Block | None, at: Mapping[str, Sequence[int]]) -> Compared:
    """With the changes that name either block, or a cell inside."""
    places: list[int] = []
    for side, block in (("new ", new), ("old ", old)):
        if block is not None and block.eid:
            cells = [eid for eid in at if eid.startswith(f"{side}{block.eid}__")] if block.kind == "table" else []
            for eid in (f"{side}{block.eid}", *cells):
                places += at.get(eid, ())
    return Compared(old, new, tuple(sorted(set(places))))


def parallel(viewer: Viewer, left: str, right: str, *, on: dt.date, lang: str) -> Parallel | None:
    """Two languages of one instrument side by side, in the order of the left one; None where either is not known."""
    shelf = Shelf(viewer, on, lang)
    versions = {v.pk: v for v in shelf.versions(pk__in=[left, right])}
    if left not in versions or right not in versions:
        return None
    one, two = versions[left], versions[right]
    if one.expression.instrument_id != two.expression.instrument_id:
        return None
    rows, held = shelf.rows([one, two]), shelf.texts([one, two])
    groups = aligned(shelf, one, two)
    return Parallel(
        rows[left], rows[right], tuple(beside(held[left].blocks, held[right].blocks, groups)), one.notice, on
    )


def aligned(shelf: Shelf, left: Version, right: Version) -> list[tuple[frozenset[str], frozenset[str]]]:
    """What was stated of these two languages: (uids on the left, uids on the right)."""
    stated = Alignment.objects.visible(shelf.viewer, shelf.on).standing().order_by("recorded_at", "pk")
    ends = (left.expression_id, right.expression_id)
    found = []
    for each in stated.filter(left__expression__in=ends, right__expression__in=ends).select_related("left", "right"):
        pair = (frozenset(each.left_uids), frozenset(each.right_uids))
        found.append(pair if each.left.expression_id == left.expression_id else pair[::-1])
    return found


def beside(
    left: Sequence[Block], right: Sequence[Block], groups: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> Iterator[ParallelRow]:
    """Rows in the order of the left text. Units by uid or as stated; lines and tables by their place among their kind.

    What only the right text has stands after what stood before it there.
    """
    group_left = {uid: n for n, (uids, _) in enumerate(groups) for uid in uids}
    group_right = {uid: n for n, (_, uids) in enumerate(groups) for uid in uids}
    names_left, names_right = keys(left, group_left), keys(right, group_right)
    of_right: dict[str, list[Block]] = {}
    for name, block in zip(names_right, right, strict=True):
        of_right.setdefault(name, []).append(block)
    after = followers(names_right, set(names_left))
    yield from (ParallelRow((), tuple(of_right[name])) for name in after.get("", ()))
    of_left: dict[str, list[Block]] = {}
    for name, block in zip(names_left, left, strict=True):
        of_left.setdefault(name, []).append(block)
    for name, blocks in of_left.items():
        yield ParallelRow(tuple(blocks), tuple(of_right.get(name, ())))
        yield from (ParallelRow((), tuple(of_right[alone])) for alone in after.get(name, ()))


def followers(names: Sequence[str], known: set[str]) -> dict[str, list[str]]:
    """{a name that the other side knows ("" none yet): the names after it that it does not}."""
    found: dict[str, list[str]] = {}
    last = ""
    for name in dict.fromkeys(names):
        if name in known:
            last = name
        else:
            found.setdefault(last, []).append(name)
    return found


def keys(blocks: Sequence[Block], groups: Mapping[str, int]) -> list[str]:
    """What each block is called on both sides."""
    made: list[str] = []
    seen: dict[str, int] = {}
    unit = ""
    for block in blocks:
        if block.kind == "unit":
            unit = f"g{groups[block.uid]}" if block.uid in groups else f"u{block.uid}"
            made.append(unit)
            continue
        name = f"{unit if block.part == 'body' else ''} {block.part} {block.kind}"
        seen[name] = seen.get(name, 0) + 1
        made.append(f"{name} {seen[name]}")
    return made
