"""Places named in English: "Article 3, paragraph 2", "section 5(2)(a)", "sub-paragraph (a) of paragraph 2"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..numbers import ordinal
from .locate_ru import expand
from .operations import RANKS, Locator, Step

_WORDS = {
    "annex": r"Annex(?:es)?|Appendix|Appendices|Schedules?",
    "part": r"(?<!introductory\s)(?<!opening\s)Parts?",
    "section": r"Titles?(?=\s+[\dIVX])",
    "chapter": r"Chapters?",
    "article": r"Articles?|Arts?\.?|sections?|ss?\.(?=\s?\d)|sec\.|SEC\.|Rules?|"
    r"Regulations?(?=\s+\d+(?![/\d]))|clauses?(?=\s+\d)|§§?",
    "lawsub": r"sub-?\s?sections?",
    "point": r"sub-?\s?paragraphs?|points?|items?",
    "paragraph": r"paragraphs?|paras?\.?",
    "item": r"sub-?\s?clauses?|sub-?\s?points?",
    "subpoint": r"clauses?",
    "alinea": r"indents?|recitals?|undesignated\s+paragraphs?",
    "definition": r"definitions?(?:\s+of)?(?=\s+\{)",
    "table": r"tables?",
    "row": r"rows?|entry|entries",
    "column": r"columns?",
    "note": r"footnotes?|notes?(?=\s+\d)",
    "sentence": r"sentences?",
}
_PIECE = (
    r"(?:\d+(?:[.\-]\d+)*(?:\s?(?:bis|ter|quater|quinquies)(?!\w)|[A-Za-z]{1,2}(?!\w))?(?:\([\w.]{1,6}\))*|"
    r"(?:\([\w.]{1,6}\))+|"
    r"[IVXLC]+[A-Za-z]?(?!\w)|[A-Z](?!\w)|[a-h](?=\))|\{[^{}]*\})"
)
_LIST = rf"{_PIECE}(?:(?:\s*(?:,\s*and|,\s*or|,|and|or|to|through)\s*|\s?[–-]\s?|—){_PIECE})*"
_TH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|penultimate)"
_UNITS = "|".join(f"(?P<{rank}>(?i:{words}))" for rank, words in _WORDS.items())
STEP = re.compile(
    rf"(?<![\w-])(?:(?P<before>(?i:{_TH}(?:\s*(?:,|and|to)\s*{_TH})*))\s+)?(?:{_UNITS})(?![\w-])"
    rf"(?:\s*(?:No\.?\s*)?(?P<numbers>{_LIST}))?"
)
_LEAD = re.compile(
    r"(?i)\b(?:the\s+)?(?:introductory|opening)\s+(?:words?|part|wording|phrase|sentence)\b|\bchapeau\b|"
    r"\b(?:the\s+)?(?:words?|matter|portion|part)\s+(?:before|preceding)\s+(?:sub-?)?(?:paragraphs?|points?|clauses?|items?)\s+\(\w+\)"
)
_PARTS = (
    ("title", r"(?:the\s+)?(?:\b(?:section|article|chapter|part|side|long|short)"
              r"\s+)?(?:title\b(?!\s+[\dIVX])|headings?\b|heading\s+of)"),
    ("preamble", r"(?:the\s+)?preamble\b"),
)  # fmt: skip
_BELOW = {"article": ("paragraph", "point", "subpoint", "item"), "law": ("lawsub", "paragraph", "point", "subpoint"),
          "lawsub": ("paragraph", "point", "subpoint"), "paragraph": ("point", "subpoint", "item"),
          "point": ("subpoint", "item"), "subpoint": ("item",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Steps that stand together ("5(2)(a)" is three), and where in the words."""

    steps: tuple[Step, ...]
    start: int
    end: int


def steps_in(text: str) -> list[Said]:
    """The steps of a text in the order of its words; a list of chains gives one entry for each."""
    found: list[Said] = []
    for lead in _LEAD.finditer(text):
        found.append(Said((Step("alinea", ("1",), "opening words"),), lead.start(), lead.end()))
    masked = _LEAD.sub(lambda match: " " * len(match[0]), text)
    for match in STEP.finditer(masked):
        rank = next(name for name in _WORDS if match[name])
        said = re.sub(r"(?<=[a-z])s$", "", match[rank].lower()) if rank != "alinea" else match[rank].lower().rstrip("s")
        if match["before"] and (match["numbers"] is None or rank == "sentence"):
            found.append(_ordered(rank, said, match))
        elif match["numbers"]:
            found += [Said(steps, match.start(), match.end()) for steps in _chains(rank, said, match["numbers"])]
    return sorted(found, key=lambda each: each.start)


def _ordered(rank: str, said: str, match: re.Match[str]) -> Said:
    """The second subparagraph, the third recital: counted, not numbered."""
    pieces = re.findall(rf"(?i){_TH}|\bto\b", match["before"])
    numbers = expand(["–" if p.lower() == "to" else _ordinal(p) for p in pieces])
    counted = rank if rank in ("sentence", "row", "column", "table") else "alinea"
    return Said((Step(counted, numbers, said),), match.start(), match.end())


def _ordinal(word: str) -> str:
    return "last" if word.lower() in ("last", "final") else str(ordinal(word) or 0)


def _chains(rank: str, said: str, numbers: str) -> list[tuple[Step, ...]]:
    """Article 3(2)(a) is three places one in another; sections 5(1) and 7 two places; paragraphs 2 and 3 one of two."""
    pieces = re.findall(rf"{_PIECE}|\bto\b|\bthrough\b|[–—]", numbers)
    if not any(re.fullmatch(r".+\(\w+\)", piece) for piece in pieces):
        plain = ["–" if piece in ("to", "through", "–", "—") else piece.strip("() {}") for piece in pieces]
        return [(Step(rank, expand(plain), said),)]
    made: list[tuple[Step, ...]] = []
    for piece in pieces:
        parts = re.findall(r"\(?(\w[\w.\-]*)\)?", piece)
        if piece in ("to", "through", "–", "—") or not parts:
            continue
        if piece[0] == "(" and made and len(parts) == 1:  # "section 5(2)(a) and (b)", "subsections 4(1) and (3)"
            made.append(_beside(made[-1], parts[0]))
            continue
        law = rank == "lawsub" or (
            rank in ("paragraph", "point") and re.fullmatch(r"\d+[A-Z]*\(\d+[A-Z]*\)\([a-z]+\).*", piece)
        )
        if law and piece[0].isdigit() and len(parts) > 1:  # "subsection 3(2)" is subsection (2) of section 3
            inner = tuple(
                Step(n, (v,), "subsection" if n == "lawsub" else n)
                for n, v in zip(_BELOW["law"], parts[1:], strict=False)
            )
            made.append((Step("article", (parts[0],), "section"), *inner))
            continue
        below = _BELOW.get("law" if rank == "article" and said != "article" else rank, ())
        inner = tuple(
            Step(name, (number,), "subsection" if name == "lawsub" else name)
            for name, number in zip(below, parts[1:], strict=False)
        )
        made.append((Step(rank, (parts[0],), said), *inner))
    return made


def _beside(steps: tuple[Step, ...], number: str) -> tuple[Step, ...]:
    """The same place with another last number: the last step that has a number of this kind changes."""
    alike = [n for n, step in enumerate(steps) if n and step.numbers[0][0].isdigit() == number[0].isdigit()]
    at = alike[-1] if alike else len(steps) - 1
    return (*steps[:at], replace(steps[at], numbers=(number,)))


def places(text: str) -> list[Locator]:
    """The places named: "in Article 3, paragraph 2 and Article 5" names two.

    >>> [str(place) for place in places("in points (a) and (b) of paragraph 2 and in paragraph 4 of Article 5")]
    ['article 5 › paragraph 2 › point a, b', 'article 5 › paragraph 4']
    """
    groups: list[list[Step]] = []
    end = 0
    for each in _without_blocks(steps_in(text), text):
        between = text[end : each.start].strip().lower()
        top, low = _rank(each.steps[0]), _rank(each.steps[-1])
        ranks = [_rank(step) for step in groups[-1]] if groups else []
        joined = re.search(r"^(?:\(.*\)\s*)?(?:of|in|to|under)\b", between) is not None
        if groups and not (set(ranks) & {_rank(s) for s in each.steps}) and (
            (joined and low < ranks[-1]) or top > max(ranks)
        ):  # fmt: skip
            groups[-1] += each.steps
        else:
            groups.append(list(each.steps))
        end = each.end
    for place in range(len(groups) - 2, -1, -1):  # "in point (a) of paragraph 1 and in paragraph 2 of Article 5"
        top = min(map(_rank, groups[place]))
        if top > RANKS.index("article") and re.search(r"(?i)\bof\b", text):
            groups[place] += [step for step in groups[place + 1] if _rank(step) < top]
    return [Locator(tuple(sorted(group, key=_rank))) for group in groups]


def _without_blocks(said: list[Said], text: str) -> list[Said]:
    """ "Article 4(2), first subparagraph, point (b)": points are found in their paragraph, in whichever block of it."""
    kept: list[Said] = []
    for each in said:
        before = kept[-1] if kept else None
        between = text[before.end : each.start].strip() if before else ""
        if before and _is_block(before) and each.steps[0].rank == "point" and between == ",":
            kept[-1] = each
        elif not (before and _is_block(each) and before.steps[-1].rank == "point" and between in ("of the", "in the")):
            kept.append(each)
    return kept


def _is_block(said: Said) -> bool:
    return said.steps[-1].said == "subparagraph" and said.steps[-1].rank == "alinea"


def _rank(step: Step) -> int:
    return RANKS.index(step.rank)


def every(text: str) -> list[Locator]:
    """All the places named, each with its special part (title, preamble)."""
    found = places(text)
    for name, pattern in _PARTS:
        if re.search(rf"(?i)\b{pattern}", text):
            return [replace(place, part=name) for place in found] or [Locator((), name)]
    return found


def locate(text: str) -> tuple[Locator, str]:
    """The first place named in these words, and what is left of them.

    >>> str(locate("In Article 3(2)(a), ")[0])
    'article 3 › paragraph 2 › point a'
    """
    found = every(text)
    left = text
    for each in reversed(steps_in(text)):
        left = f"{left[: each.start]} {left[each.end :]}"
    for _, pattern in _PARTS:
        left = re.sub(rf"(?i)\b{pattern}", " ", left)
    return found[0] if found else Locator(), re.sub(r"\s+", " ", left).strip()
