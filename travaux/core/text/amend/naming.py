"""How a unit is cited in each language: its rank by the shape of its number, and the word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..numbers import bare, printed
from ..tree import Unit
from .edit import paragraphs_of, subparagraphs_of
from .operations import RANKS, Step

_RU_WORDS = (
    ("article", r"(?i)статья", "статья"), ("chapter", r"(?i)глава", "глава"), ("section", r"(?i)раздел", "раздел"),
    ("subsection", r"(?i)подраздел", "подраздел"), ("paragraph", r"\d[\d.\-()⁰¹²³⁴⁵⁶⁷⁸⁹]*\.$", "часть"),
    ("section", r"[IVXL]+\.$", "раздел"),
    ("point", r"\d[\d.\-⁰¹²³⁴⁵⁶⁷⁸⁹]*\)$", "пункт"), ("subpoint", r"[а-яё](?:\.\d+)?\)$", "подпункт"),
)  # fmt: skip
_EN_KINDS = {
    "article": ("article", "article"), "section": ("article", "section"), "rule": ("article", "rule"),
    "chapter": ("chapter", "chapter"), "part": ("part", "part"), "subsection": ("lawsub", "subsection"),
    "paragraph": ("paragraph", "paragraph"), "subparagraph": ("point", "subparagraph"), "point": ("point", "point"),
    "item": ("point", "item"), "clause": ("subpoint", "clause"),
}  # fmt: skip
MOST = 10  # ordinals that are written in words


def step_of(unit: Unit, parent: Unit | None, language: str, above: Sequence[Step]) -> Step | None:
    """The last step of the unit's place; None when it has neither a number nor a countable place."""
    russian = language in ("ru", "rus")
    if unit.num is None:
        return _counted(unit, parent, "абзац" if russian else "subparagraph")
    number = printed(unit.num)
    if unit.kind == "recital":
        return None if russian else Step("alinea", (bare(unit.num),), "recital")
    if not russian:
        rank, said = _EN_KINDS.get(unit.kind, ("", ""))
        return _lower(Step(rank, (bare(unit.num),), said), above, russian=False) if rank else None
    for rank, pattern, said in _RU_WORDS:
        if re.match(pattern, number):
            if rank == "paragraph" and all(step.rank != "article" for step in above):
                rank, said = "point", "пункт"  # decrees and resolutions without articles
            return _lower(Step(rank, (bare(unit.num),), said), above, russian=russian)
    return None


def _counted(unit: Unit, parent: Unit | None, said: str) -> Step | None:
    if parent is None or unit.kind != "alinea":
        return None
    count = subparagraphs_of if said == "subparagraph" else paragraphs_of
    place = next((n for n, each in enumerate(count(parent), 1) if each is unit), 0)
    return Step("alinea", (str(place),), said) if 0 < place <= MOST else None


def _lower(step: Step, above: Sequence[Step], *, russian: bool) -> Step | None:
    """The step, a rank lower when what it stands in has its rank already: a point in a point."""
    ranks = [RANKS.index(each.rank) for each in above]
    if not ranks or RANKS.index(step.rank) > max(ranks):
        return step
    if step.rank == "point" and above[-1].rank == "point":
        return Step("subpoint", step.numbers, "подпункт" if russian else "sub-point")
    return None
