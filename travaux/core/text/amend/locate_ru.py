"""Places named in Russian, in any case, small to large or large to small: «в абзаце втором части 1 статьи 7»."""

from __future__ import annotations

import re

from ..numbers import ordinal
from .operations import RANKS, Locator, Step

_STEMS = (
    ("annex", r"приложени(?:е|я|ю|ем|и|ями|ях|й)", "приложение"),
    ("section", r"(?<!под)раздел(?:а|у|ом|е|ы|ов|ами|ах)?", "раздел"),
    ("subsection", r"подраздел(?:а|у|ом|е|ы|ов|ами|ах)?", "подраздел"),
    ("chapter", r"глав(?:а|ы|е|у|ой|ам|ами|ах)?", "глава"),
    ("paragraf", r"параграф(?:а|у|ом|е|ы|ов|ами|ах)?|§§?", "параграф"),
    ("article", r"стат(?:ья|ьи|ье|ью|ьёй|ьей|ьям|ьями|ьях|ей)", "статья"),
    ("paragraph", r"част(?:ь|и|ью|ям|ями|ях|ей)", "часть"),
    ("point", r"(?<!под)пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "пункт"),
    ("subpoint", r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "подпункт"),
    ("alinea", r"абзац(?:а|у|ем|ом|е|ы|ев|ам|ами|ах)?", "абзац"),
    ("row", r"строк(?:а|и|е|у|ой|ах)", "строка"),
    ("column", r"граф(?:а|ы|е|у|ой|ах)", "графа"),
    ("table", r"таблиц(?:а|ы|е|у|ей|ах)", "таблица"),
)  # fmt: skip
_NUMBER = r"(?:\d+(?:[.\-]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹]*\)?|⟦\d+⟧|[а-яё]\)|[IVXLC]+(?!\w))"
_WORD_NUMBER = r"[а-яё]+(?:ый|ой|ий|ая|ья|ое|ье|ого|его|ом|ем|ым|им|ому|ему|ые|ых|ыми|ую|ью|ьи|ьих|ьими|ую)"
_LIST = r"(?:{n})(?:\s*(?:,|и|–|—|-)\s*(?:{n}))*"
STEP = re.compile(
    r"(?i:\b|(?<=\s)|^)(?:" + "|".join(f"(?P<{rank}>(?i:{stem}))" for rank, stem, _ in _STEMS) + r")(?![а-яё])"
    rf"(?:\s+(?P<numbers>{_LIST.format(n=_NUMBER)})|\s+(?P<ordinals>{_LIST.format(n=_WORD_NUMBER)}))?"
)
_FIRST = {rank: first for rank, _, first in _STEMS}
_PARTS = (("title", r"наименовани\w+|заголов\w+|названи\w+"), ("preamble", r"преамбул\w+"))


def locate(text: str, quoted: list[str]) -> tuple[Locator, str]:
    """The place named in these words, and what is left of them.

    >>> locate("в абзаце втором части 1 статьи 7", [])[0].steps
    (Step(rank='article', numbers=('7',), said='статья'), Step(rank='paragraph', numbers=('1',), said='часть'), \
Step(rank='alinea', numbers=('2',), said='абзац'))
    """
    steps: list[Step] = []
    left = text
    for found in list(STEP.finditer(text)):
        rank = found.lastgroup if found.lastgroup in _FIRST else next(r for r in _FIRST if found[r])
        numbers = _numbers(found["numbers"], quoted) if found["numbers"] else _ordinals(found["ordinals"])
        if not numbers and rank not in ("annex", "table") and not (rank in ("article",) and len(steps)):
            continue
        steps.append(Step(rank, numbers, _FIRST[rank]))
        said = found[0] if numbers or not found["ordinals"] else found[0][: found.start("ordinals") - found.start()]
        left = left.replace(said, " ", 1)
    part = ""
    for name, pattern in _PARTS:
        found_part = re.search(rf"(?i)\b(?:{pattern})\b", left)
        if found_part:
            part, left = name, left.replace(found_part[0], " ", 1)
    steps.sort(key=lambda step: RANKS.index(step.rank))
    return Locator(tuple(steps), part), re.sub(r"\s+", " ", left).strip()


def _numbers(text: str, quoted: list[str]) -> tuple[str, ...]:
    pieces = re.findall(rf"{_NUMBER}|[–—-]", text)
    said = [_one(piece, quoted) for piece in pieces]
    return expand(said)


def _one(piece: str, quoted: list[str]) -> str:
    mark = re.fullmatch(r"⟦(\d+)⟧", piece)
    return (quoted[int(mark[1])] if mark else piece).strip("() ")


def expand(pieces: list[str]) -> tuple[str, ...]:
    """A list with ranges written out: ["в", "–", "ж"] → в, г, д, е, ж.

    >>> expand(["2", "–", "4"]), expand(["в", "–", "е"]), expand(["6", "7"])
    (('2', '3', '4'), ('в', 'г', 'д', 'е'), ('6', '7'))
    """
    numbers: list[str] = []
    place = 0
    while place < len(pieces):
        if pieces[place] in "–—-" and numbers and place + 1 < len(pieces):
            numbers += _between(numbers[-1], pieces[place + 1])
            place += 1
        elif pieces[place] not in "–—-":
            numbers.append(pieces[place])
        place += 1
    return tuple(numbers)


def _between(first: str, last: str) -> list[str]:
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) < int(first) + 200:
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    letters = "абвгдежзиклмнопрстуфхцчшщэюя" if first in "абвгдежзик" else "abcdefghijklmnopqrstuvwxyz"
    if first in letters and last in letters and letters.index(first) < letters.index(last):
        return list(letters[letters.index(first) + 1 : letters.index(last) + 1])
    return [last]


def _ordinals(text: str | None) -> tuple[str, ...]:
    if not text:
        return ()
    pieces = re.findall(rf"{_WORD_NUMBER}|[–—-]", text)
    values = [piece if piece in "–—-" else ordinal(piece) for piece in pieces]
    return expand([str(value) for value in values if value is not None])
