"""Changes of the text engine as pages show them."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from travaux.core.text.diff import Change

from ..blocks import Block
from ..summaries.changes import ChangeShown
from ..uids import uid_at

KINDS = {
    "added": _("added"), "removed": _("removed"), "moved": _("moved"), "renumbered": _("renumbered"),
    "reworded": _("reworded"), "split": _("split"), "joined": _("joined"), "same": _("the same"),
    "first": _("in the first version"), "already": _("stood there already"),
}  # fmt: skip


def changes_shown(
    changes: Iterable[Change], old: Sequence[Block], new: Sequence[Block] | Mapping[str, str]
) -> tuple[ChangeShown, ...]:
    """`old` and `new`: the blocks of either side; of a text that is not stored, {eId: uid} is enough."""
    before, after = Places(old), Places(new)
    return tuple(change_shown(change, before, after) for change in changes)


def change_shown(change: Change, before: "Places", after: "Places") -> ChangeShown:
    new, old = change.new or "", change.old or ""
    return ChangeShown(
        kind=change.kind, kind_label=str(KINDS.get(change.kind, change.kind)), old=old, new=new,
        uid=uid_at(after.uids, new) or uid_at(before.uids, old),
        label=(after.said(new) if new else "") or before.said(old) or with_annex(change.label, before, new or old),
        words=tuple((op, text) for op, text in change.words),
    )  # fmt: skip


def with_annex(label: str, places: "Places", eid: str) -> str:
    """The engine's own words for a place, behind the annex that it stands in."""
    annex = places.said("__".join(eid.split("__")[:1])) if eid.startswith("att_") else ""
    return ", ".join(part for part in (annex, "" if label == "hcontainer" else label) if part)


class Places:
    """Where things stand in a text, and how people call that: “Annex 1, Article 5, 1”."""

    def __init__(self, known: Sequence[Block] | Mapping[str, str]) -> None:
        blocks = () if isinstance(known, Mapping) else known
        self.uids = dict(known) if isinstance(known, Mapping) else {b.eid: b.uid for b in blocks if b.eid and b.uid}
        self.nums = {block.eid: block for block in blocks if block.eid}

    def said(self, eid: str) -> str:
        """The printed numbers from the article down, the annex before them; "" where nothing there has a number."""
        chain: list[str] = []
        inside = False  # an article was met: what stands above it is not said, but for the annex
        while eid:
            block = self.nums.get(eid)
            if block is not None and block.num and (not inside or block.kind == "component"):
                chain.append(block.num.rstrip(". "))
                inside = inside or block.name in ("article", "section")
            eid = eid.rpartition("__")[0]
        return ", ".join(reversed(chain))
