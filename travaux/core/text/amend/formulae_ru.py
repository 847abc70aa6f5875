"""Russian amending formulae to operations, in the style of the drafting guidance of the State Duma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..numbers import ordinal
from .clauses_ru import SOFT, clauses_for
from .leftover import left_over
from .locate_ru import every, new_in, steps_in, without_new
from .operations import Locator, Operation, Step
from .quotes import put_back, take_quotes, too_long

_THROUGHOUT = re.compile(r"(?i)(?:далее\s+)?(?:по\s+(?:всему\s+)?тексту|в\s+тексте|во\s+всем\s+тексте)")
_UNKNOWN = re.compile(
    r"(?i)\b(?:определени[ея]|поняти[ея]|термин|формул|рисун|схем|колонк|ссылк|подзаголов|эпиграф)\w*"
)
_EXCEPT = re.compile(r"(?i)за\s+исключением|,\s*кроме\b")
_SIGNS = (("точк", "с запятой", ";"), ("точк", "", "."), ("запят", "", ","), ("двоет", "", ":"), ("тире", "", "–"))
_WORD_OPS = frozenset(("replace_words", "delete_words", "insert_words", "delete_range", "add_sentence"))
_OCCURRENCES = {"перв": "first", "втор": "2", "трет": "3", "последн": "last"}


@dataclass(frozen=True, slots=True)
class _Clause:
    match: re.Match[str]
    op: str
    place: str
    before: str  # the words between the clause before it and this one


_IN_FULL = {"ст": "статьёй", "ч": "частью", "п": "пунктом", "пп": "подпунктом", "абз": "абзацем", "гл": "главой"}
_SHORT = re.compile(r"(?i)(дополнить(?:\s+нов\w+)?)\s+(ст|ч|пп|п|абз|гл)\.")  # what comes is in the instrumental


def parse_ru(formula: str, outer: Locator | None = None) -> list[Operation]:
    """The operations that a formula says, or one `proposal` when it says none that can be executed.

    >>> [op] = parse_ru("в части 2 статьи 3 слово «может» заменить словом «должен»")
    >>> op.op, str(op.target), op.find, op.text
    ('replace_words', 'статья 3 › часть 2', 'может', 'должен')
    """
    text, quoted = take_quotes(re.sub(r"[ \t\u00a0]+", " ", formula.strip()))
    text = re.sub(r"\s+", " ", text).rstrip(" ;.,")
    text = re.sub(r"(?i)\b(излож|дополн|исключ|замен)ив\b", r"\1ить", text)
    text = _SHORT.sub(lambda said: f"{said[1]} {_IN_FULL[said[2].lower()]}", text)
    around = outer or Locator()
    if too_long(text):
        return [Operation("proposal", around, formula=formula.strip())]
    steps = [(step.start, step.end) for step in steps_in(text, quoted)]
    clauses = list(_clauses(text, steps))
    tail = text[max((clause.match.end() for clause in clauses), default=0) :]
    found = list(_operations(clauses, tail, quoted))
    rest = left_over(text, [*(clause.match.span() for clause in clauses), *steps])
    if SOFT.search(text):
        found = [replace(op, soft=True) for op in found] or [Operation("proposal", Locator(), soft=True)]
    whole = any(op.op in ("delete_unit", "replace_unit") for op in found)
    if not found or (rest and not SOFT.search(text)) or _EXCEPT.search(text) or (whole and _UNKNOWN.search(text)):
        places = every(text, quoted)
        found = [Operation("proposal", places[0] if places else Locator(), find=put_back(rest, quoted))]
    return [replace(op, target=_inside(op, around), formula=formula.strip()) for op in found]


def _inside(op: Operation, outer: Locator) -> Locator:
    """The place within what the lines above say; a new unit goes into what is larger than itself."""
    new = op.other.last if op.op == "add_unit" else None
    if new is not None and not op.target and op.place not in ("after", "before"):
        worded = new.rank == "paragraph" and new.worded and outer.ends_below("paragraph")
        return outer if worded else outer.above(new.rank)
    return op.target.within(outer)


def _clauses(text: str, steps: list[tuple[int, int]]) -> Iterator[_Clause]:
    """The clauses of a formula, in the order of its words; «подпункт «а» исключить» is no order to a word «а»."""
    found: list[tuple[re.Match[str], str, str]] = []
    for pattern, op, place in clauses_for(text):
        for match in pattern.finditer(text):
            if any(start < match.start() < end for start, end in steps):
                continue
            if not any(m.start() < match.end() and match.start() < m.end() for m, *_ in found):
                found.append((match, op, place))
    at = 0
    for match, op, place in sorted(found, key=lambda item: item[0].start()):
        yield _Clause(match, op, place, text[at : match.start()])
        at = match.end()


def _operations(clauses: list[_Clause], tail: str, quoted: list[str]) -> Iterator[Operation]:
    """Places and the clauses that follow them: «в части 1 слова … заменить словами …, часть 2 исключить»."""
    said: list[Locator] = [Locator()]
    first = True
    for number, clause in enumerate(clauses):
        places = every(_THROUGHOUT.sub(" ", clause.before), quoted)
        after = clauses[number + 1].before if number + 1 < len(clauses) else tail
        if first and not places and clause.op in _WORD_OPS and re.match(r"\s*(?:соответственно\s+)?во?\s", after):
            places = every(after, quoted)  # «слова … заменить словами … в статьях 5 и 7»
        groups = clause.match.groupdict()
        if groups.get("where"):
            places += every(groups["where"], quoted)
        if places:
            base = Locator() if first else said[0]
            said = [place if first else place.within(base) for place in places]
        first = False
        throughout = bool(_THROUGHOUT.search(clause.before))
        made = [list(_made(clause, place, quoted, throughout)) for place in said]
        paired = "соответственно" in clause.match[0] and all(len(each) == len(said) > 1 for each in made)
        for number, each in enumerate(made):  # two places, two words each: the first for the first
            yield from (each[number : number + 1] if paired and clause.op in _WORD_OPS else each)


def _made(clause: _Clause, target: Locator, quoted: list[str], throughout: bool) -> Iterator[Operation]:
    groups, op, place = clause.match.groupdict(), clause.op, clause.place
    if op == "add_unit":
        yield from _added(clause, target, quoted)
        return
    if groups.get("new"):
        other = every(groups["new"], quoted)
        side = {"после": "after", "перед": "before"}.get((groups.get("side") or "").lower(), "")
        if target and other:
            yield Operation(op, target, place=side, other=other[0])
        return
    finds, texts = _said(groups.get("find"), quoted), _said(groups.get("text"), quoted)
    if groups.get("sign"):
        finds, texts = [_sign(groups["sign"])], [_sign(groups["sign2"])]
    if groups.get("until"):
        place, finds = "until", [f"{finds[0]}⟦…⟧{_said(groups['until'], quoted)[0]}"]
    if place == "after a sentence":
        if not re.search(r"[.!?]$", finds[0]):
            return  # whether the sentence ends with these words, they do not say
        place = "after"
    if place == "after,":
        place, texts = "after", [f", {text}" for text in texts]
    if groups.get("atend"):
        place = "last"
    elif groups.get("occurs"):
        which = _OCCURRENCES[groups["occurs"].lower()]
        place = f"{place} {which}" if op == "insert_words" else which
    if groups.get("inflected") or "соответствующ" in clause.match[0].lower():
        place = "inflected"
    elif throughout and op in ("replace_words", "delete_words"):
        place = "all"
    op = _by_place(op, target)
    if op == "add_sentence" and re.search(r"(?i)\bпосле\s+\w+\s+предложени", clause.before):
        place = "after"
    if op == "add_sentence" and groups.get("nth"):
        target, place = _nth_sentence(groups["nth"], target, place)
    if op in ("replace_unit", "add_unit") and "annex" in groups and groups["annex"] is not None:
        texts = [""]
    if len(texts) > 1 and len(texts) != len(finds):
        texts = texts[:1]
    for number, found in enumerate(finds or [""]):
        text = texts[number] if number < len(texts) else texts[-1] if texts else ""
        for where in _wheres(op, target):
            yield Operation(op, where, find=found, text=text, place=place)


def _nth_sentence(said: str, target: Locator, place: str) -> tuple[Locator, str]:
    """«новым вторым предложением» goes after the first one, «новым первым» to the beginning."""
    value = ordinal(said.strip())
    if value == 1:
        return target, "start"
    if value:
        step = Step("sentence", (str(value - 1),), "предложение", True)
        return replace(target, steps=(*target.steps, step)), "after"
    return target, place


def _by_place(op: str, target: Locator) -> str:
    """What a verb means at a heading or at a sentence."""
    if op == "replace_unit" and target.part == "title":
        return "replace_heading"
    if target.last is not None and target.last.rank == "sentence":
        return {"replace_unit": "replace_sentence", "delete_unit": "delete_sentence"}.get(op, op)
    return op


def _wheres(op: str, target: Locator) -> list[Locator]:
    """Words are sought in each place by itself; sentences go from the last one, since they are counted."""
    if op in _WORD_OPS:
        return _each(target)
    return _each(target)[::-1] if op == "delete_sentence" else [target]


def _each(target: Locator) -> list[Locator]:
    """Words are sought in each place by itself: «в частях 1 и 2 слова …» is two operations."""
    last = target.last
    if last is None or len(last.numbers) < 2:
        return [target]
    return [replace(target, steps=(*target.steps[:-1], replace(last, numbers=(n,)))) for n in last.numbers]


def _added(clause: _Clause, target: Locator, quoted: list[str]) -> Iterator[Operation]:
    """«дополнить статью 7 частью третьей следующего содержания: …»: what comes stands in the instrumental case."""
    groups = clause.match.groupdict()
    what = groups["what"] or ""
    other = new_in(what, quoted) or Locator((Step("alinea", (), "абзац"),))
    if not new_in(what, quoted) and not target.steps:
        return
    inside = every(without_new(what, quoted), quoted)
    host = inside[0].within(target) if inside else target
    side = "after" if re.search(r"(?i)\bпосле\s+[^⟦]*$", clause.before) and target.steps and not inside else ""
    if re.search(r"(?i)\bперед\s+[^⟦]*$", clause.before) and target.steps and not inside:
        side = "before"
    new = other.last
    if new is not None and not side and host.last is not None and new.rank != "alinea" and not new.worded:
        host = host.above(new.rank)
    text = "" if clause.place == "annex" else quoted[int(groups["text"].strip("⟦⟧"))]
    yield Operation("add_unit", host, text=text, other=other, place=side or clause.place)


def _said(group: str | None, quoted: list[str]) -> list[str]:
    return [quoted[int(number)] for number in re.findall(r"⟦(\d+)⟧", group or "")]


def _sign(word: str) -> str:
    return next(sign for stem, rest, sign in _SIGNS if word.lower().startswith(stem) and rest in word.lower())
