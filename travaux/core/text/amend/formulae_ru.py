"""Russian amending formulae to operations, in the style of the drafting guidance of the State Duma."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .locate_ru import locate
from .operations import Locator, Operation
from .quotes import take_quotes

SOFT = re.compile(
    r"(?i)рассмотреть\s+(?:вопрос|возможность)|предлагается\s+(?:уточнить|рассмотреть|проработать|учесть)|"
    r"(?:представляется\s+)?целесообразн|поддержать|считаем\s+возможным|просим|следует\s+уточнить|требует\s+уточнения"
)
_WORDS = r"(?:слов(?:о|а|ами|ом)?|цифр(?:ы|у|ами|ой)?|числ(?:о|а|ом|ами)|знак(?:и|ом|ами)?)"
_Q = r"⟦(?P<{}>\d+)⟧"
_AS = r"(?:\s+в\s+соответствующ\w+\s+(?:числе\s+и\s+падеже|падеже|числе))?"
_FOLLOWS = r"(?:следующего\s+содержания|в\s+следующей\s+редакции)\s*:?\s*"

# Each clause: its pattern, and the operation it makes. Order matters: the longer ones first.
_CLAUSES: tuple[tuple[str, str, str], ...] = (
    (rf"после\s+{_WORDS[:-1]}|слов)\s+{_Q.format('find')}\s+поставить\s+запятую\s+и\s+дополнить\s+{_WORDS}\s+{_Q.format('text')}",
     "insert_words", "after,"),
    (
        rf"после\s+(?:слов[а]?|цифр[ы]?|числа)\s+{_Q.format('find')}\s+дополнить\s+{_WORDS}\s+{_Q.format('text')}",
        "insert_words", "after",
    ),
    (
        rf"дополнить\s+после\s+(?:слов[а]?|цифр[ы]?)\s+{_Q.format('find')}\s+{_WORDS}\s+{_Q.format('text')}",
        "insert_words", "after",
    ),
    (rf"перед\s+{_WORDS}\s+{_Q.format('find')}\s+дополнить\s+{_WORDS}\s+{_Q.format('text')}", "insert_words", "before"),
    (
        rf"{_WORDS}\s+{_Q.format('find')}{_AS}\s+заменить{_AS}\s+{_WORDS}\s+{_Q.format('text')}{_AS}",
        "replace_words", "",
    ),
    (rf"(?:{_WORDS}\s+)?{_Q.format('find')}\s+исключить", "delete_words", ""),
    (rf"дополнить\s+предложени(?:ем|ями)\s+{_FOLLOWS}{_Q.format('text')}", "add_sentence", "end"),
    (rf"дополнить\s+{_WORDS}\s+{_Q.format('text')}", "insert_words", "end"),
    (r"(?P<ordinal>\w+)\s+предложение\s+(?P<where>[^⟦]*?)\s*(?:исключить|признать\s+утратившим\s+силу)",
     "delete_sentence", ""),
    (r"предложение\s+(?P<ordinal>\w+)\s+(?P<where>[^⟦]*?)\s*(?:исключить|признать\s+утратившим\s+силу)",
     "delete_sentence", ""),
    (
        rf"(?:разделить\s+на\s+(?P<parts>[^⟦]*?),?\s+)изложив\s+(?:их\s+|его\s+|её\s+)?{_FOLLOWS}{_Q.format('text')}",
        "split", "",
    ),
    (rf"объединить(?:[^⟦]*?),?\s+изложив\s+(?:их\s+|его\s+|её\s+)?{_FOLLOWS}{_Q.format('text')}", "join", ""),
    (rf"изложить\s+{_FOLLOWS}{_Q.format('text')}", "replace_unit", ""),
    (r"изложить\s+в\s+редакции\s+согласно\s+приложению(?:\s+.*)?", "replace_unit", "annex"),
    (r"поменять\s+местами", "swap", ""),
    (r"признать\s+утративш(?:им|ей|ими|ую)\s+силу", "delete_unit", ""),
    (r"исключить", "delete_unit", ""),
)  # fmt: skip
_ADD = re.compile(
    rf"(?i)дополнить\s+(?:нов(?:ым|ой|ыми)\s+)?(?P<what>(?:приложени|раздел|подраздел|глав|стать|част|пункт|подпункт|абзац)[^⟦:]*?"
    rf"(?:⟦\d+⟧[^⟦:]*?)*)\s*{_FOLLOWS}⟦(?P<text>\d+)⟧"
)
_RENUMBER = re.compile(r"(?i)(?P<old>.+?)\s+считать\s+(?:соответственно\s+)?(?P<new>.+)")
_THROUGHOUT = re.compile(r"(?i)(?:далее\s+)?по\s+(?:всему\s+)?тексту")


def parse_ru(formula: str, outer: Locator | None = None) -> list[Operation]:
    """The operations that a formula says, or one `proposal` when it says none that can be executed.

    >>> [op] = parse_ru("в части 2 статьи 3 слово «может» заменить словом «должен»")
    >>> op.op, str(op.target), op.find, op.text
    ('replace_words', 'статья 3 › часть 2', 'может', 'должен')
    """
    text, quoted = take_quotes(re.sub(r"[ \t\u00a0]+", " ", formula.strip()))
    text = text.rstrip(" ;.")
    found = _adding(text, quoted) or _renumbering(text, quoted) or _clauses(text, quoted)
    if SOFT.search(text):
        found = [replace(op, soft=True) for op in found] or [Operation("proposal", Locator(), soft=True)]
    if not found:
        found = [Operation("proposal", locate(text, quoted)[0])]
    return [
        replace(op, target=op.target.within(outer) if outer else op.target, formula=formula.strip()) for op in found
    ]


def _adding(text: str, quoted: list[str]) -> list[Operation]:
    found = _ADD.search(text)
    if not found:
        return []
    target, _ = locate(text[: found.start()], quoted)
    what, _ = locate(found["what"], quoted)
    if not what.steps:
        what = locate(f"{found['what']} 0", quoted)[0]
        what = Locator(tuple(replace(step, numbers=()) for step in what.steps))
    if not what.steps:
        return []
    op = Operation("add_unit", target, text=quoted[int(found["text"])], other=what)
    return [op, *_clauses(text[found.end() :], quoted, target)] if text[found.end() :].strip(" ,;.") else [op]


def _renumbering(text: str, quoted: list[str]) -> list[Operation]:
    found = _RENUMBER.fullmatch(text)
    if not found:
        return []
    old, new = locate(found["old"], quoted)[0], locate(found["new"], quoted)[0]
    return [Operation("renumber", old, other=new)] if old.steps and new.steps else []


def _clauses(text: str, quoted: list[str], outer: Locator | None = None) -> list[Operation]:
    """One place and the clauses that follow it: «слова … заменить словами …, слова … исключить»."""
    found: list[tuple[int, int, re.Match[str], str, str]] = []
    for pattern, op, place in _CLAUSES:
        for match in re.finditer("(?i)" + pattern, text):
            if not any(start < match.end() and match.start() < end for start, end, *_ in found):
                found.append((match.start(), match.end(), match, op, place))
    found.sort(key=lambda item: item[0])
    operations: list[Operation] = []
    at, target = 0, outer or Locator()
    for start, end, match, op, place in found:
        before = text[at:start]
        said, _ = locate(_THROUGHOUT.sub(" ", before), quoted)
        if said.steps or said.part:
            target = said if not operations else said.within(target)
        at = end
        inside = locate(match["where"], quoted)[0] if "where" in match.groupdict() else Locator()
        where = inside if inside.steps else target
        operations.append(_made(match, op, place, where, quoted, bool(_THROUGHOUT.search(before))))
    return operations


def _made(match: re.Match[str], op: str, place: str, target: Locator, quoted: list[str], throughout: bool) -> Operation:
    groups = match.groupdict()
    find = quoted[int(groups["find"])] if groups.get("find") else groups.get("ordinal") or ""
    text = quoted[int(groups["text"])] if groups.get("text") else ""
    if place == "after,":
        place, text = "after", f", {text}"
    if "соответствующ" in match[0].lower():
        place = "inflected"
    if op == "replace_unit" and target.part == "title":
        op = "replace_heading"
    if op == "delete_words" and target.part == "" and throughout:
        place = "all"
    return Operation(op, target, find=find, text=text, place=place)


Parser = Callable[[str, Locator | None], list[Operation]]
