"""Uids carried from one version to the next, with the correspondence of provisions.

A uid is a provision through all versions. Same, moved and reworded units keep theirs; what split or was joined gets new
uids whose ancestors are stated; what is new gets a new uid. The likeness is a score, so that doubtful pairs can be
reviewed; a file's own uids are never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .diff import diff
from .fingerprints import distinct
from .tree import Document, Node, Unit, walk, words
from .wording import likeness


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which provisions of the old version these provisions of the new one are."""

    old: tuple[str, ...]  # uids in the old version; empty for what is new
    new: tuple[str, ...]  # uids in the new version; empty for what went away
    relation: str  # same, moved, reworded, split, joined, added, removed
    score: float  # 0 to 1: how alike the words are


def carry(old: Document, new: Document, mint: Callable[[], str]) -> tuple[Document, tuple[Correspondence, ...]]:
    """The new tree with uids, and how its units answer to the old ones'. `mint` gives a uid never given before.

    Units of the old tree without a uid answer by their eId.
    """
    old, new = distinct(old), distinct(new)
    found = diff(old, new)
    kinds: dict[str | None, set[str]] = {}
    sources: dict[str | None, tuple[str, str | None]] = {}
    for change in found.changes:
        kinds.setdefault((change.new or "").removesuffix("__heading") or None, set()).add(change.kind)
        if change.kind == "split":
            sources[change.new] = ("split", change.old)
        elif change.kind == "joined":
            sources[change.old] = ("joined", change.new)
    old_uids = {unit.eid: unit.uid or unit.eid or "" for unit in walk(old) if isinstance(unit, Unit)}
    partners = {b.eid: a for a in found.matching.old if (b := found.matching.to_new.get(id(a))) is not None}
    parted = {target for kind, target in sources.values() if kind == "split"}
    joined_into = {target for kind, target in sources.values() if kind == "joined"}
    rows: list[Correspondence] = []
    given: dict[str | None, str] = {}
    taken: set[str] = set()

    for unit in found.matching.new:
        partner = partners.get(unit.eid)
        changed = kinds.get(unit.eid, set())
        fresh = partner is None or partner.eid in parted or unit.eid in joined_into
        uid = unit.uid or ("" if fresh or partner is None else partner.uid or "")
        uid = mint() if not uid or uid in taken else uid
        given[unit.eid] = uid
        taken.add(uid)
        if partner is None:
            kind, source = sources.get(unit.eid, ("added", None))
            ancestors: tuple[str, ...] = (old_uids[source],) if source in old_uids else ()
            rows.append(Correspondence(ancestors, (uid,), kind, 0.0 if not ancestors else 0.5))
        elif partner.eid in parted:
            rows.append(Correspondence((old_uids[partner.eid],), (uid,), "split", _alike(partner, unit)))
        elif unit.eid in joined_into:
            others = [old_uids[eid] for eid, (kind, into) in sources.items() if kind == "joined" and into == unit.eid]
            ancestors = (old_uids[partner.eid], *others)
            rows.append(Correspondence(ancestors, (uid,), "joined", _alike(partner, unit)))
        else:
            relation = "moved" if "moved" in changed else "reworded" if "reworded" in changed else "same"
            rows.append(Correspondence((old_uids[partner.eid],), (uid,), relation, _alike(partner, unit)))
    for unit in found.matching.old:
        if id(unit) not in found.matching.to_new and sources.get(unit.eid, ("", None))[0] != "joined":
            rows.append(Correspondence((old_uids[unit.eid],), (), "removed", 0.0))

    def named(node: Node) -> Node:
        children = tuple(named(child) if isinstance(child, Node) else child for child in node.children)
        uid = given.get(node.eid, node.uid) if isinstance(node, Unit) else node.uid
        return replace(node, children=children, uid=uid)

    made = named(new)
    assert isinstance(made, Document)
    return made, tuple(rows)


def _alike(a: Unit, b: Unit) -> float:
    one, two = (tuple(words(unit).lower().split()) for unit in (a, b))
    return 1.0 if one == two else round(likeness(one, two), 3)
