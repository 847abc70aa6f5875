"""Places named in English: "Article 3, paragraph 2", "Article 3(2)(a)", "sub-paragraph (a) of paragraph 2"."""

from __future__ import annotations

import re

from ..numbers import ordinal
from .locate_ru import expand
from .operations import RANKS, Locator, Step

_WORDS = {
    "annex": r"Annex(?:es)?|Appendix|Schedule",
    "part": r"Parts?",
    "section": r"Sections?|Titles?(?=\s+[\dIVX])",
    "chapter": r"Chapters?",
    "article": r"Articles?|Clauses?|Rules?|Regulations?",
    "paragraph": r"(?<!sub-)(?<!sub)paragraphs?|subsections?",
    "point": r"sub-?paragraphs?|points?|items?|sub-?clauses?",
    "alinea": r"indents?|recitals?",
    "table": r"tables?",
    "row": r"rows?",
    "column": r"columns?",
}
_NUMBER = r"(?:\d+(?:[.\-]\d+)*\s?(?:bis|ter|[a-zA-Z](?!\w))?(?:\(\w+\))*|\([a-zA-Z0-9.]+\)|[IVXLC]+(?!\w)|[A-Z](?!\w))"
_LIST = rf"{_NUMBER}(?:\s*(?:,|and|to|–|—)\s*{_NUMBER})*"
STEP = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{rank}>(?i:{words}))" for rank, words in _WORDS.items())
    + rf")(?!\w)(?:\s*(?P<numbers>{_LIST}))?"
)
_ORDINAL = re.compile(
    r"(?i)\b(?P<said>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+"
    r"(?P<unit>recital|indent|paragraph|subparagraph)\b"
)
_PARTS = (
    ("title", r"(?:the\s+)?title\b(?!\s+[\dIVX])"),
    ("heading", r"(?:the\s+)?heading(?:\s+of)?"),
    ("preamble", r"(?:the\s+)?preamble\b"),
)


def locate(text: str) -> tuple[Locator, str]:
    """The place named in these words, and what is left of them.

    >>> str(locate("In Article 3(2)(a), ")[0])
    'article 3 › paragraph 2 › point a'
    """
    steps: list[Step] = []
    left = text
    for found in _ORDINAL.finditer(text):
        steps.append(Step("alinea", (str(ordinal(found["said"])),), found["unit"].lower()))
        left = left.replace(found[0], " ", 1)
    for found in list(STEP.finditer(left)):
        rank = next(name for name in _WORDS if found[name])
        said = re.sub(r"s$", "", found[rank].lower())
        if not found["numbers"]:
            continue
        steps += _steps(rank, said, found["numbers"])
        left = left.replace(found[0], " ", 1)
    part = ""
    for name, pattern in _PARTS:
        special = re.search(rf"(?i)\b(?:{pattern})", left)
        if special:
            part, left = name, left.replace(special[0], " ", 1)
            break
    steps.sort(key=lambda step: RANKS.index(step.rank))
    return Locator(tuple(steps), "title" if part == "heading" else part), re.sub(r"\s+", " ", left).strip()


def _steps(rank: str, said: str, numbers: str) -> list[Step]:
    """Article 3(2)(a) names three places; paragraphs 2 and 3 name two of one rank."""
    whole = re.fullmatch(r"(\d+[a-zA-Z]?)((?:\(\w+\))+)", numbers.strip())
    if not whole:
        pieces = re.findall(rf"{_NUMBER}|\bto\b|[–—]", numbers)
        return [Step(rank, expand(["–" if p == "to" else p.strip("() ") for p in pieces]), said)]
    steps = [Step(rank, (whole[1],), said)]
    below = ["paragraph", "point", "subpoint"] if rank == "article" else ["point", "subpoint"]
    for name, number in zip(below, re.findall(r"\((\w+)\)", whole[2]), strict=False):
        steps.append(Step(name, (number,), name))
    return steps
