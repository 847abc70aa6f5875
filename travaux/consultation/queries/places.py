"""The version that a round is on, as its comments need it: what stands where, what it is called, what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from travaux.instruments.blocks import Block
from travaux.instruments.models import Correspondence, Version
from travaux.instruments.queries.rows import Held, Shelf

from ..models import Round


@dataclass(frozen=True)
class Places:
    """The provisions of the version that a round is on: their order and how they are called."""

    held: Held

    @cached_property
    def order(self) -> dict[str, int]:
        return {block.uid: n for n, block in enumerate(self.held.blocks) if block.uid}

    @cached_property
    def by_uid(self) -> dict[str, Block]:
        return {block.uid: block for block in self.held.units if block.uid}

    @cached_property
    def labels(self) -> dict[str, str]:
        """{uid: the printed numbers from the article down; the annex first}."""
        found: dict[str, str] = {}
        annex, chain = "", list[Block]()
        for block in self.held.blocks:
            if block.kind == "component":
                annex, chain = block.num or block.heading, []
            elif block.kind == "unit":
                chain = [each for each in chain if each.depth < block.depth]
                chain.append(block)
                first = next((n for n, each in enumerate(chain) if each.name in ("article", "section")), 0)
                said = [each.num.rstrip(". ") or each.heading for each in chain[first:]]
                found[block.uid] = ", ".join(filter(None, (annex, *said)))
        return found

    def inside(self, uid: str) -> set[str]:
        """The uid and those of all units inside."""
        return {each.uid for each in self.within(uid) if each.uid}

    def within(self, uid: str) -> Iterator[Block]:
        """The block of a provision and those inside it, found without reading what stands before."""
        start = self.order.get(uid)
        if start is None:
            return
        blocks = self.held.blocks
        yield blocks[start]
        for block in islice(blocks, start + 1, None):
            if block.kind in ("unit", "component") and block.depth <= blocks[start].depth:
                return
            yield block

    def words(self, uid: str) -> str:
        """All that stands in a provision, one line a unit."""
        blocks = self.within(uid)
        lines = (" ".join(filter(None, (block.num, block.heading, *block.paragraphs))) for block in blocks)
        return "\n".join(filter(None, lines))


@lru_cache(maxsize=16)
def places_of(held: Held) -> Places:
    """The provisions of a stored text, kept between requests: versions never change."""
    return Places(held)


def text_in(round: Round, lang: str, shelf: Shelf) -> Version:
    """The version that was sent, in the reader's language if it was sent in it. One query."""
    texts = Round.texts.through.objects.filter(round=round.pk).values("version")
    sent = shelf.versions(pk__in=texts.union(Version.objects.filter(pk=round.version_id).values("pk")))
    return next((v for v in sent if v.expression.lang == lang), None) or next(
        v for v in sent if v.pk == round.version_id
    )


def now_of(shelf: Shelf, round_text: Version, uids: Iterable[str]) -> dict[str, str]:
    """{uid: what became of the provision in the latest version of this language}; {} where there is none later."""
    later = [v for v in shelf.versions(expression=round_text.expression_id) if v.position > round_text.position]
    if not later:
        return {}
    held = shelf.texts([round_text, later[-1]])
    before = {b.uid: b for b in held[round_text.pk].units}
    after = {b.uid: b for b in held[later[-1].pk].units}
    ways = Correspondence.objects.visible(shelf.viewer, shelf.on).standing().filter(new__in=[v.pk for v in later])
    went: dict[str, str] = {}
    for old_uids, kind in ways.order_by("new__position").values_list("old_uids", "kind"):
        went.update(dict.fromkeys(old_uids, kind))
    return {
        uid: "same" if uid in after and uid in before and after[uid].print == before[uid].print
        else "reworded" if uid in after else went.get(uid, "removed")
        for uid in uids if uid
    }  # fmt: skip
