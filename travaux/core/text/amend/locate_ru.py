"""Places named in Russian, in any case, small to large or large to small: «в абзаце втором части 1 статьи 7»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..numbers import ordinal
from .operations import RANKS, Locator, Step

_STEMS = (
    ("annex", r"приложени(?:е|я|ю|ем|и|ями|ях|й)|прил\.", "приложение"),
    ("section", r"(?<!под)раздел(?:а|у|ом|е|ы|ов|ами|ах)?|разд\.", "раздел"),
    ("subsection", r"подраздел(?:а|у|ом|е|ы|ов|ами|ах)?", "подраздел"),
    ("chapter", r"глав(?:а|ы|е|у|ой|ам|ами|ах)?|гл\.", "глава"),
    ("paragraf", r"параграф(?:а|у|ом|е|ы|ов|ами|ах)?|§§?", "параграф"),
    ("article", r"стат(?:ья|ьи|ье|ью|ьёй|ьей|ьям|ьями|ьях|ей)|ст\.\s?ст\.|ст\.", "статья"),
    ("paragraph", r"част(?:ь|и|ью|ям|ями|ях|ей)|ч\.\s?ч\.|ч\.", "часть"),
    ("point", r"(?<!под)пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|п\.\s?п\.|п\.", "пункт"),
    ("subpoint", r"подпункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?|подп\.|пп\.", "подпункт"),
    ("alinea", r"абзац(?:а|у|ем|ом|е|ы|ев|ам|ами|ах)?|абз\.", "абзац"),
    ("row", r"строк(?:а|и|е|у|ой|ах)|позици(?:я|и|ю|ей)", "строка"),
    ("column", r"граф(?:а|ы|е|у|ой|ах)|столб(?:ец|ца|це|цом)", "графа"),
    ("table", r"таблиц(?:а|ы|е|у|ей|ах)", "таблица"),
    ("note", r"сноск(?:а|и|е|у|ой|ах)|примечани(?:е|я|ю|ем|и|ям|ями|ях|й)", "сноска"),
    ("sentence", r"предложени(?:е|я|ю|ем|и|ями|ях|й)|предл\.", "предложение"),
)  # fmt: skip
_NEW = re.compile(  # a word in the instrumental case names what comes, not where it comes
    r"(?i)(?:приложени(?:ем|ями)|раздел(?:ом|ами)|подраздел(?:ом|ами)|глав(?:ой|ою|ами)|параграф(?:ом|ами)|"
    r"стат(?:ьёй|ьей|ьями)|част(?:ью|ями)|пункт(?:ом|ами)|подпункт(?:ом|ами)|абзац(?:ем|ом|ами)|строк(?:ой|ами)|"
    r"граф(?:ой|ами)|таблиц(?:ей|ами)|сноск(?:ой|ами)|позици(?:ей|ями)|предложени(?:ем|ями))"
)
_PLURAL = re.compile(  # not «статьи», «части»: they are genitives too
    r"(?i)\w+(?:ов|ев|ей|ам|ям|ах|ях|ами|ями)|(?:под)?пункты|абзацы|(?:под)?разделы|параграфы"
)
_NUMBER = (
    r"(?:(?:№\s*)?\d+(?:[.\-]\d+)*(?:\(\d+\))?[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:-?[а-я](?![а-яё]))?\)?|⟦\d+⟧\)?|\(?[а-яёa-z]\)|[IVXLCІХ]+(?:[.\-]\d+)?(?!\w)|"
    r"[а-яё](?=\s+(?:пункт|част|стат|подпункт)))"
)
_STEM = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|[а-яё]+надцат|двадцат|тридцат|последн|предпоследн)"
)
_WORD_NUMBER = rf"(?:(?:двадцать|тридцать)\s+)?{_STEM}(?:[а-яё]+)"
_LIST = r"(?:{n})(?:\s*(?:,|;|и|–|—|-)\s*(?:{n}))*"
_UNITS = "|".join(f"(?P<{rank}>(?i:{stem}))" for rank, stem, _ in _STEMS)
STEP = re.compile(
    rf"(?<![а-яёА-ЯЁ])(?:(?P<before>(?i:{_LIST.format(n=_WORD_NUMBER)}))\s+)?(?:{_UNITS})(?![а-яё])"
    rf"(?:\s+(?:(?P<numbers>{_LIST.format(n=_NUMBER)})(?![а-яё])|(?P<ordinals>(?i:{_LIST.format(n=_WORD_NUMBER)}))))?"
)
_FIRST = {rank: first for rank, _, first in _STEMS}
_PARTS = (
    ("title", r"(?:наименовани|заголов|названи)\w+"), ("preamble", r"преамбул\w+"),
)  # fmt: skip
_APART = re.compile(r"[,;]|\b(?:и|или|а также)\b")
_ALONE = ("annex", "table", "article", "note")  # may stand without a number: «приложение», «таблицы», «в статью»


@dataclass(frozen=True, slots=True)
class Said:
    """One step as it stands in the words."""

    step: Step
    start: int
    end: int
    new: bool  # in the instrumental case: what comes


def steps_in(text: str, quoted: list[str]) -> list[Said]:
    """The steps of a text in the order of its words."""
    found = []
    for match in STEP.finditer(text):
        rank = next(r for r in _FIRST if match[r])
        if match["numbers"]:
            numbers = _numbers(match["numbers"], quoted)
            span = re.fullmatch(r"(\d+)-(\d+)", numbers[0]) if len(numbers) == 1 else None
            if span and int(span[1]) < int(span[2]) and _PLURAL.fullmatch(match[rank]):
                numbers = expand([span[1], "–", span[2]])  # «пункты 3-5» are three, «пункт 3-5» is one
        else:
            numbers = _ordinals(match["ordinals"] or match["before"])
        worded = bool(numbers) and not match["numbers"]
        end = match.end() if numbers else match.end(rank)
        start = match.start() if match["before"] and not match["ordinals"] and numbers else match.start(rank)
        if not numbers and text[match.end() :].lstrip().startswith("последн"):
            numbers = ("last",)
        found.append(Said(Step(rank, numbers, _FIRST[rank], worded), start, end, bool(_NEW.fullmatch(match[rank]))))
    return found


def places(text: str, quoted: list[str]) -> list[Locator]:
    """The places named: «в части 2 статьи 5, пункте 3 статьи 6» names two, «подпункты а и б пункта 1» one.

    >>> [str(place) for place in places("в пункте 1 и абзаце втором пункта 2 статьи 5", [])]
    ['статья 5 › пункт 1', 'статья 5 › пункт 2 › абзац 2']
    """
    said = [each for each in steps_in(text, quoted) if each.step.numbers or each.step.rank in _ALONE]
    said = [each for each in said if each.step.numbers or each.step.rank != "article" or len(said) > 1]
    groups = _grouped(said, text)
    for place in range(len(groups) - 2, -1, -1):  # «в пункте 1 и абзаце втором пункта 2 статьи 5»: both of статья 5
        top = min(RANKS.index(step.rank) for step in groups[place])
        larger = [step for step in groups[place + 1] if RANKS.index(step.rank) < top]
        groups[place] = [*groups[place], *larger]
    return [Locator(tuple(sorted(group, key=lambda step: RANKS.index(step.rank)))) for group in groups]


def _grouped(said: list[Said], text: str) -> list[list[Step]]:
    """Chains of steps without a comma or «и» between them; a chain of smaller ranks goes on with the one before it."""
    chains: list[list[Step]] = []
    for place, each in enumerate(said):
        between = text[said[place - 1].end : each.start] if place else ","
        ranks = [RANKS.index(step.rank) for step in chains[-1]] if chains else []
        if _APART.search(between) or RANKS.index(each.step.rank) in ranks:
            chains.append([each.step])
        elif chains[-1][-1].rank == "paragraph" and each.step.rank in ("point", "subpoint"):
            chains[-1][-1:] = [replace(chains[-1][-1], rank="passage"), each.step]
        else:
            chains[-1].append(each.step)
    groups = chains[:1]
    for chain in chains[1:]:
        if min(map(_rank, chain)) > max(map(_rank, groups[-1])):
            groups[-1] += chain
        else:
            groups.append(chain)
    return groups


def _rank(step: Step) -> int:
    return RANKS.index(step.rank)


def locate(text: str, quoted: list[str]) -> tuple[Locator, str]:
    """The first place named in these words, and what is left of them; what is new is no place.

    >>> str(locate("в абзаце втором части 1 статьи 7", [])[0])
    'статья 7 › часть 1 › абзац 2'
    """
    found = every(text, quoted)
    left = text
    for each in reversed(steps_in(text, quoted)):
        if each.step.numbers or each.step.rank in _ALONE:
            left = f"{left[: each.start]} {left[each.end :]}"
    for _, pattern in _PARTS:
        left = re.sub(rf"(?i)\b{pattern}", " ", left)
    return found[0] if found else Locator(), re.sub(r"\s+", " ", left).strip()


def every(text: str, quoted: list[str]) -> list[Locator]:
    """All the places named, each with its special part: «в наименовании и части 2 статьи 5» names two."""
    found = places(text, quoted)
    for name, pattern in _PARTS:
        special = re.search(rf"(?i)\b{pattern}", text)
        if special is None:
            continue
        also = re.match(r"\s*(?:,|и)\s+(?:в\s+)?(?:част|пункт|абзац|текст)", text[special.end() :])
        if not found:
            return [Locator((), name)]
        if not also:
            return [replace(place, part=name) for place in found]
        return [Locator(found[-1].above("paragraph").steps, name), *found]
    return found


def new_in(text: str, quoted: list[str]) -> Locator:
    """What comes: the steps that stand in the instrumental case."""
    said = [each.step for each in steps_in(text, quoted) if each.new]
    return Locator(tuple(said[:1]))


def without_new(text: str, quoted: list[str]) -> str:
    """The words without the steps in the instrumental case."""
    for each in reversed([each for each in steps_in(text, quoted) if each.new]):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text


def _numbers(text: str, quoted: list[str]) -> tuple[str, ...]:
    pieces = re.findall(rf"{_NUMBER}|[–—-]", text)
    said = [_one(piece, quoted) for piece in pieces]
    return expand(said)


def _one(piece: str, quoted: list[str]) -> str:
    mark = re.fullmatch(r"⟦(\d+)⟧\)?", piece)
    said = (quoted[int(mark[1])] if mark else piece.removeprefix("№")).strip("() ")
    return f"{said})" if "(" in said else said


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
    pieces = re.findall(rf"{_WORD_NUMBER}|[–—-]", text.lower())
    said = ["–" if piece in "–—-" else _ordinal(piece) for piece in pieces]
    return expand([piece for piece in said if piece])


def _ordinal(word: str) -> str:
    if word.startswith("последн"):
        return "last"
    value = ordinal(word)
    return str(value) if value is not None else ""
