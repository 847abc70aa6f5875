"""English amending formulae to operations, as assemblies, the United Kingdom, the Commonwealth, the United States, the
European Union and treaties write them: imperative ("omit"), passive ("is deleted") and by-clauses ("by striking")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .clauses_en import KIND, SOFT, clauses_for
from .leftover import left_over
from .locate_en import every
from .operations import Locator, Operation, Step
from .quotes import put_back, take_quotes, too_long
from .units import JOINS

_DEFINED = re.compile(r"(?i)(\bdefinitions?\s+)(?:of\s+)?(?:the\s+(?:term|expression)\s+)?⟦(\d+)⟧")
_ROW = re.compile(r"(?i)\b(rows?|entry|entries)\s+(?:(?:for|of|relating\s+to|concerning|beginning\s+with)\s+)?⟦(\d+)⟧")
_PROVISO = re.compile(r"(?i)\b(?:the\s+)?(?:existing\s+)?proviso\b")
_EXPLANATION = re.compile(r"\b(?:the\s+)?(Explanation(?:\s+\d+)?)(?=\s+(?:to|in|shall|is)\b)")
_UNKNOWN = re.compile(
    r"(?i)\b(?:figure|formula|diagram|cross-references?|marginal\s+note|side-?note|illustration|second\s+proviso|definitions?|"
    r"provisos|entry\s+relating)\b(?!\s*\{)(?!s?\s+of\s*\{)"
)
_ONLY = re.compile(r"(?i)\(?\b(?:in\s+the\s+)?(english|french|russian)\s+(?:text|version)\s+only\b\)?\s*,?")
_QUOTED = r"(?:the\s+words?\s+)?⟦\d+⟧"
_NOUN = r"(substitution|insertion|deletion|addition|omission)"
_OF_ACT = r"(?!\s+(?:the|that|this)\s+(?:\w+\s+)?(?:act|law)\b)"
_NOUNS = tuple(
    (re.compile(rf"(?i)\b(?:the\s+)?{noun}"), said)
    for noun, said in (
        (rf"{_NOUN}\s+(?:in|to|from)\s+([^⟦:;,]*?[\w)])\s*,?\s+(?=(?:for|of|after|before)\b{_OF_ACT})", r"in \2, \1 "),
        (rf"substitution\s+for\s+({_QUOTED})\s*,?\s+of\s+({_QUOTED})", r"substituting \2 for \1"),
        (r"substitution\s+for\s+([^⟦:;]+?)\s*,?\s+of\s+the\s+following[^⟦:;]*", r"substituting for \1"),
        (r"substitution\s+of\s+the\s+following[^⟦:;]*?\s+for\s+([^⟦:;]+)", r"substituting for \1"),
        (r"substitution\s+of\s+", "substituting "),
        (r"insertion\s*,?\s+(after|before)\s+([^:;]+?)\s*,?\s+of\s+(?=⟦|the\b|a\b)", r"inserting \1 \2 "),
        (r"(?:insertion|addition)\s+of\s+", "inserting "),
        (r"(?:deletion|omission)\s+of\s+", "deleting "),
        (r"repeal\s+of\s+(?=(?:sub|para|sect))", "repealing "),
    )
)  # fmt: skip
# "in subsection (c), as redesignated by paragraph (1),": the act speaks of itself
_AS_MADE = re.compile(
    r"(?i)(?P<one>\s*,)?\s*\(?\bas\s+(?:so\s+)?(?:amended|inserted|substituted|added|(?:re-?)?numbered|redesignated|designated)"
    r"(?:\s+by\s+(?:this\s+\w+|[a-z-]+\s+[\w().]+(?:\s+of\s+this\s+\w+)?))?\)?(?P<two>\s*,)?(?!\w)"
)
_EXISTING = re.compile(r"(?i)\b(?:existing|current|present|sole)\s+(?:text|provisions?|wording|paragraph|subsection)\b")
_IT = re.compile(r"(?i)it|them|that\s+[\w-]+|those\s+[\w-]+")
_MOVED = re.compile(r"(?i)\b(inserting|adding|substituting|deleting|omitting|striking)\s*,\s*in\s+([^⟦:;,]+?)\s*,")
_CODES = {"english": "eng", "french": "fra", "russian": "rus"}
_SIGNS = {"period": ".", "full stop": ".", "semicolon": ";", "semi-colon": ";", "comma": ",", "colon": ":"}
_LABELLED = re.compile(
    r"\s*(?:\(\w{1,5}\)|\d+[A-Za-z]{0,2}[.)]|\d+[A-Z]{1,2}\s|[a-z]{1,2}\)|(?:Article|Section|Sec\.|SEC\.|"
    r"Chapter|CHAPTER|Part|PART|Annex|ANNEX|"
    r"Schedule|SCHEDULE)\s+\w+)"
)
_WORD_OPS = frozenset(("replace_words", "delete_words", "insert_words", "delete_range", "add_sentence"))
_ACCORDINGLY = re.compile(r"(?i)\brenumber\w*\b[^;]*\baccordingly\b")
_TO_AMENDMENT = re.compile(
    r"(?i)\bas\s+an\s+amendment\s+to\s+(?:the\s+)?amendment\s*(?:No\.?)?\s*(?P<number>[\w./-]+?)\s*[:,]"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    match: re.Match[str]
    op: str
    place: str
    before: str  # the words between the clause before it and this one


def parse_en(formula: str, outer: Locator | None = None) -> list[Operation]:
    """The operations that a formula says, or one `proposal` when it says none that can be executed.

    >>> [op] = parse_en('In Article 3(2), for "ten" substitute "fifteen".')
    >>> op.op, str(op.target), op.find, op.text
    ('replace_words', 'article 3 › paragraph 2', 'ten', 'fifteen')
    """
    sub = _TO_AMENDMENT.search(formula)
    if sub:
        amendment = Locator((Step("item", (sub["number"],), "amendment"),))
        inner = [op for op in parse_en(formula[sub.end() :]) if op.op != "proposal"]
        return [
            replace(op, op="amend_amendment", place=op.op, other=amendment, formula=formula.strip()) for op in inner
        ]
    text, quoted = take_quotes(re.sub(r"[ \t\u00a0]+", " ", formula.strip()))
    text = re.sub(r"\s+", " ", text).rstrip(" ;.,")
    text = re.sub(r"(?i)\s+(?:and|or)$", "", text).rstrip(" ;.,")
    text = _AS_MADE.sub(lambda said: "," if said["one"] or said["two"] else "", _with_verbs(text))
    text = _MOVED.sub(r"in \2, \1 ", text)
    text = _DEFINED.sub(lambda said: f"{said[1]}of {{{quoted[int(said[2])]}}}", text)
    text = _ROW.sub(lambda said: f"{said[1]} {{{quoted[int(said[2])]}}}", text)
    text = _PROVISO.sub(" definition {^Provided} ", _EXPLANATION.sub(r" definition {^\1} ", text))
    only = _ONLY.search(text)
    text = _ONLY.sub(" ", text).strip(" ,")
    around = outer or Locator()
    if too_long(text):
        return [Operation("proposal", around, formula=formula.strip())]
    clauses = list(_clauses(text))
    found = list(_operations(clauses, text, quoted))
    spans = [clause.match.span() for clause in clauses] + [said.span() for said in _ACCORDINGLY.finditer(text)]
    rest = left_over(text, spans)
    if SOFT.search(text):
        found = [replace(op, soft=True) for op in found] or [Operation("proposal", Locator(), soft=True)]
    whole = any(op.op in ("delete_unit", "replace_unit") for op in found)
    refused = (rest and not SOFT.search(text)) or re.search(r"(?i)\bexcept\s+(?:in|for)\b", text)
    if not found or refused or (whole and _UNKNOWN.search(text)):
        places = every(text)
        found = [Operation("proposal", places[0] if places else Locator(), find=put_back(rest, quoted))]
    language = _CODES[only[1].lower()] if only else ""
    return [replace(op, target=_inside(op, around), formula=formula.strip(), language=language) for op in found]


def _with_verbs(text: str) -> str:
    """ "by the substitution of ⟦0⟧ for ⟦1⟧", as Irish and older acts write it, said with verbs."""
    for pattern, said in _NOUNS:
        text = pattern.sub(said, text)
    return text


def _inside(op: Operation, outer: Locator) -> Locator:
    """The place within what the lines above say; a new unit goes into what is larger than itself."""
    new = op.other.last if op.op == "add_unit" else None
    if new is not None and not op.target and op.place not in ("after", "before"):
        return outer.above(new.rank) if new.numbers else outer
    return op.target.within(outer)


def _clauses(text: str) -> Iterator[_Clause]:
    """The clauses of a formula, in the order of its words."""
    found: list[tuple[re.Match[str], str, str]] = []
    for pattern, op, place in clauses_for(text):
        at = 0
        while match := pattern.search(text, at):
            clash = next((m for m, *_ in found if m.start() < match.end() and match.start() < m.end()), None)
            if clash is None:
                found.append((match, op, place))
                at = max(match.end(), at + 1)
            else:
                at = match.start() + 1 if clash.end() <= match.start() + 1 else max(clash.end(), match.start() + 1)
    at = 0
    for match, op, place in sorted(found, key=lambda item: item[0].start()):
        yield _Clause(match, op, place, text[at : match.start()])
        at = match.end()


def _operations(clauses: list[_Clause], text: str, quoted: list[str]) -> Iterator[Operation]:
    """Places and the clauses that follow them: "in paragraph 1, for … substitute …, and omit paragraph 2"."""
    said: list[Locator] = [Locator()]
    first, end = True, 0
    made: list[Operation] = []
    for clause in clauses:
        groups = clause.match.groupdict()
        around = every(clause.before)
        inner = every(groups.get("where") or groups.get("host") or groups.get("endof") or "")
        if _IT.fullmatch((groups.get("where") or "").strip()) and made:
            said, places = [_last_place(made[-1])], []
        else:
            places = [place.within(around[0]) for place in inner] if inner and around else inner or around
        if places:
            base = Locator() if first else said[0]
            said = [place if first else place.within(base) for place in places]
        first, end = False, clause.match.end()
        for place in said:
            made += _made(clause, place, quoted, bool(re.search(r"(?i)throughout", clause.before)), bool(places))
    if _ACCORDINGLY.search(text):  # what to renumber, the words do not say
        made.append(Operation("proposal", Locator(), find="renumber accordingly"))
    tail = every(text[end:])
    if made and tail and not made[-1].target and made[-1].op in _WORD_OPS:
        made[-1] = replace(made[-1], target=tail[0])
    yield from made


def _made(clause: _Clause, target: Locator, quoted: list[str], throughout: bool, own: bool) -> Iterator[Operation]:
    groups, op, place = clause.match.groupdict(), clause.op, clause.place
    finds, texts = _said(groups.get("find"), quoted), _said(groups.get("text"), quoted)
    texts += _said(groups.get("text2"), quoted)
    if place == "side":
        place = (groups["side"] or "").lower()
    if place == "edge":
        place = "start" if (groups["edge"] or "").lower() == "beginning" else "end"
        if groups.get("what") or _is_unit(texts[0], clause):
            op = "add_unit"
    if op == "add_unit" and not (place == "labelled" and not _LABELLED.match(JOINS.sub("", texts[0], count=1))):
        yield from _added(clause, target, texts[0] if texts else "", place, own)
        return
    if groups.get("sign"):
        finds = [_SIGNS[groups["sign"].lower()]]
        texts = [_SIGNS[groups["sign2"].lower()]] if groups.get("sign2") else texts
    if groups.get("until"):
        place, finds = "until", [f"{finds[0]}⟦…⟧{_said(groups['until'], quoted)[0]}"]
    everywhere = re.search(r"(?i)each|every|wherever|all", groups.get("occurs") or "") is not None and not target
    throughout = throughout or everywhere
    occurrence = _occurrence(groups)
    if occurrence and op == "insert_words":
        place = f"{place} {occurrence}"
    elif occurrence or (throughout and op in _WORD_OPS and place != "end"):
        place = occurrence or "all"
    elif place == "" and op in _WORD_OPS and re.search(r"(?i)\blines?\s+\d", clause.before):
        place = "once"  # pages and lines of a print are not known: the words must stand there once
    if op in ("renumber", "move"):
        if target or _EXISTING.search(clause.before):
            yield from _other(op, target, groups)
        return
    op = _by_place(op, target)
    if place == "sentence":
        place = f"sentence {groups['nth']}"
    said_the = re.fullmatch(rf"(?i)\s*(?:the|that|this)\s+{KIND}\s*", groups.get("where") or "")
    if not target and op not in _WORD_OPS and not said_the:
        return
    texts = texts[:1] if len(texts) > 1 and len(texts) != len(finds) else texts
    for number, found in enumerate(finds or [""]):
        text = texts[number] if number < len(texts) else texts[-1] if texts else ""
        for where in _wheres(op, target):
            yield Operation(op, where, find=found, text=text, place=place)


def _last_place(op: Operation) -> Locator:
    """What "it" means after an order: a unit by its new number."""
    if op.op != "renumber" or op.other.last is None:
        return op.target
    return replace(op.target, steps=(*op.target.above(op.other.last.rank).steps, *op.other.steps))


def _is_unit(text: str, clause: _Clause) -> bool:
    """Whether what is put at an end is a provision with a number of its own, not words."""
    following = "following" in clause.match[0].lower()
    joins = JOINS.match(text)
    text = text[joins.end() :] if joins else text
    return bool(_LABELLED.match(text)) and ("\n" in text or following or text.rstrip()[-1:] in ".;:" or len(text) > 60)


def _occurrence(groups: dict[str, str | None]) -> str:
    said = (groups.get("occurs") or "").lower()
    if groups.get("endof") or "at the end" in said or "last" in said:
        return "last"
    return "first" if "first" in said else "2" if "second" in said else "3" if "third" in said else ""


def _by_place(op: str, target: Locator) -> str:
    """What a verb means at a heading or at a sentence."""
    if op == "replace_unit" and target.part == "title":
        return "replace_heading"
    if target.last is not None and target.last.rank == "sentence":
        return {"replace_unit": "replace_sentence", "delete_unit": "delete_sentence"}.get(op, op)
    return op


def _each(target: Locator) -> list[Locator]:
    """Words are sought in each place by itself: "in paragraphs 1 and 2, for …" is two operations."""
    last = target.last
    if last is None or len(last.numbers) < 2:
        return [target]
    return [replace(target, steps=(*target.steps[:-1], replace(last, numbers=(n,)))) for n in last.numbers]


def _wheres(op: str, target: Locator) -> list[Locator]:
    """Words are sought in each place by itself; sentences go from the last one, since they are counted."""
    if op in _WORD_OPS:
        return _each(target)
    return _each(target)[::-1] if op == "delete_sentence" else [target]


def _other(op: str, target: Locator, groups: dict[str, str]) -> Iterator[Operation]:
    other = every(groups["other"])
    if not other and target.last is not None:
        other = every(f"{target.last.said} {groups['other']}")
    if other:
        yield Operation(op, target, place=(groups.get("side") or "").lower(), other=other[0])


def _added(clause: _Clause, target: Locator, text: str, place: str, own: bool) -> Iterator[Operation]:
    groups = clause.match.groupdict()
    what = re.sub(r"(?i)\b(?:new|following)\s+", "", groups.get("what") or groups.get("bare") or "")
    named = every(what)
    if not named and what:
        named = [
            Locator(tuple(replace(step, numbers=()) for step in place_.steps[-1:]))
            for place_ in every(f"{what.split()[0]} (0)")
        ]
    side = (groups.get("side") or "").lower()
    if named and not own and not side:  # the place of the clause before it: what comes stands in what is larger
        target = target.above(named[0].steps[-1].rank)
    other = Locator(named[0].steps[-1:]) if named else Locator(_like(target) if side else ())
    last = target.last
    if other.last is not None and other.last.said == "subparagraph" and last is not None and last.rank == "alinea":
        other = Locator((replace(other.last, rank="alinea"),))  # a block beside a block, not a point
    if not other.steps and not text:
        return
    yield Operation("add_unit", target, text=text, place=side or ("annex" if place == "annex" else ""), other=other)


def _like(target: Locator) -> tuple[Step, ...]:
    return tuple(replace(step, numbers=()) for step in target.steps[-1:])


def _said(group: str | None, quoted: list[str]) -> list[str]:
    return [quoted[int(number)] for number in re.findall(r"⟦(\d+)⟧", group or "")]
