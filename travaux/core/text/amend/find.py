"""The units that a locator names, in a text of a given profile; near misses when it names none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..numbers import bare, eid_piece, ordinal, printed, roman
from ..tree import Component, Document, Line, Meta, Node, Note, Table, Unit, words
from .edit import all_paragraphs_of, own_lines_of, paragraphs_of, parts_of, pattern_of, subparagraphs_of
from .operations import RANKS, Locator, Step

_SMALL = ("paragraph", "subsection", "point", "subparagraph", "item", "clause", "indent", "subclause", "alinea",
          "rule", "subrule", "list", "hcontainer")  # fmt: skip
_KINDS = {
    "part": ("part", "book", "title"), "section": ("section", "title", "part"),
    "subsection": ("subsection", "subpart"), "chapter": ("chapter",),
    "paragraf": ("hcontainer", "section"), "article": ("article", "section", "rule", "clause"),
    "lawsub": ("subsection", "paragraph", *_SMALL), "paragraph": ("paragraph", "subsection", *_SMALL),
    "point": ("point", "paragraph", "item", "subsection", "subparagraph", "indent", *_SMALL),
    "subpoint": ("point", "subparagraph", "clause", "paragraph", "item", *_SMALL),
    "item": ("clause", "item", "subparagraph", "point", *_SMALL), "alinea": ("alinea",),
}  # fmt: skip
_SAID = {"статья": "article", "article": "article"}  # words that name one kind of unit and no other
_ARTICLE = RANKS.index("article")
_NOT_INSIDE = (str, Meta, Component, Note, Line)
_ROMAN = frozenset(("part", "title", "chapter", "section"))
_LARGE = ("part", "book", "title", "section", "subsection", "chapter")
_NOTE = re.compile(r"(?i)примечани[ея]|note\b")
_LEAD = ("опорный", "вводный", "introductory")


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes named, or why there are none. `near` are the places that come close."""

    nodes: tuple[Node, ...] = ()
    why: str = ""
    near: tuple[str, ...] = ()
    many: bool = False  # the words name several places
    sentence: str = ""  # the sentence of the node that is meant: "2", "last"

    @property
    def said(self) -> str:
        return f"{self.why}; there are: {', '.join(self.near)}" if self.near else self.why


def find(document: Document, locator: Locator, wording: str = "") -> Found:
    """The nodes at the end of a locator. Where it names two places, words that stand in one of them decide."""
    contexts: list[list[Node]] = [[document]]
    sentence = ""
    if locator.part == "preamble":
        preamble = document.of_kind("preamble")
        if preamble is None:
            return Found(why="the text has no preamble")
        contexts = [[preamble]]
    for place, step in enumerate(locator.steps):
        if step.rank == "sentence":
            sentence = step.numbers[0]
            continue
        smaller = any(later.rank != "sentence" for later in locator.steps[place + 1 :])
        if len(step.numbers) > 1 and smaller:
            return Found(why=f"{step.said} {', '.join(step.numbers)}: several places, then a smaller one", many=True)
        found = [_with(_one(contexts[0], step, number), wording) for number in step.numbers or ("",)]
        missing = [n for n, nodes in zip(step.numbers or ("",), found, strict=True) if not nodes]
        if missing:
            where = f"there is no {step.said or step.rank} {', '.join(missing)}".rstrip()
            return Found(why=where, near=_near(contexts[0][0], step))
        if any(len(nodes) > 1 for nodes in found):
            names = tuple(group[0].eid or words(group[0])[:40] for group in found[0])
            said = f"{step.said or step.rank} {', '.join(step.numbers)}".rstrip()
            return Found(why=f"{said} names {len(names)} places", near=names, many=True)  # fmt: skip
        contexts = [nodes[0] for nodes in found]
    whole = [node for group in contexts for node in group]
    if locator.part == "title":
        return _titles(whole)
    return Found(tuple(whole), sentence=sentence)


def _with(named: list[list[Node]], wording: str) -> list[list[Node]]:
    """Of several places, the one where the words stand, if it is one."""
    if len(named) < 2 or not wording:
        return named
    holding = [group for group in named if any(pattern_of(wording).search(words(node)) for node in group)]
    return holding if len(holding) == 1 else named


def _titles(contexts: list[Node]) -> Found:
    """The headings of units, or the lines of the title of the text."""
    lines: list[Node] = []
    for context in contexts:
        if isinstance(context, (Unit, Component)):
            heading = context.of_kind("heading")
            lines += [heading] if heading is not None else []
        elif (preface := context.of_kind("preface")) is not None:
            lines += preface.nodes
    return Found(tuple(lines)) if lines else Found(why="there is no title")


def _one(context: list[Node], step: Step, number: str) -> list[list[Node]]:
    """The places that one number names inside a place; a place is the nodes that make it, one as a rule."""
    first = context[0]
    if step.rank == "annex":
        return [[node] for node in _annexes(first, number)]
    if step.rank in ("table", "row", "column"):
        return [[node] for node in _in_table(first, step.rank, number)]
    if step.rank == "note":
        return [[node] for node in _notes(context, number)]
    if step.rank == "alinea" and step.said == "recital":
        return [[node] for node in _recitals(first, number)]
    if step.rank == "alinea" and step.said == "subparagraph":
        return [[node] for node in _counted(context, number)]
    if step.rank == "alinea":
        return [[node] for node in _alinea(context, number)]
    if step.rank == "definition":
        return [[node] for node in _defined(context, number)]
    if step.rank == "passage":
        return _part(first, number)
    deep, strict = RANKS.index(step.rank), step.said == "часть"
    own = _SAID.get(step.said)  # «статья 2» is Article 2, however deep it stands, and not Section II above it
    named = _nearest(context, (own,), number, deep=deep, strict=strict) if own else []
    nodes = named or _nearest(context, _KINDS[step.rank], number, deep=deep, strict=strict)
    if own == "article" and not named and _has_articles(context):
        nodes = []
    units = [[node] for node in nodes]
    return _part(first, number) if not units and step.rank == "paragraph" else units


def _defined(context: list[Node], term: str) -> list[Node]:
    """The paragraph, or the item, that says what a term means."""
    if term.startswith("^"):  # a proviso, an explanation: told by its first words
        opening = re.compile(rf"[“\"]?{re.escape(term[1:])}\b", re.IGNORECASE)
        lines = (node for holder in context for node in below(holder) if isinstance(node, Line))
        found = next((node for node in lines if opening.match(words(node))), None)
        return [found] if found is not None else []
    opening = re.compile(rf"[“\"‘«„]?{re.escape(term)}[”\"’»“]?\s*(?:[–—-]|means|includes|has the|,|\()", re.IGNORECASE)
    for holder in context:
        for node in below(holder):
            if isinstance(node, Line) and node.kind == "p" and opening.match(words(node)):
                above = next(
                    (unit for unit in below(holder) if isinstance(unit, Unit) and own_lines_of(unit) == [node]), None
                )
                return [above if above is not None and above.num is not None else node]
    return []


def _part(context: Node, number: str) -> list[list[Node]]:
    """A part without a number, cited by ordinal: its paragraphs."""
    if not isinstance(context, Unit) or context.kind in _LARGE:
        return []
    parts = parts_of(context)
    place = int(number) if number.isdecimal() else len(parts) if number == "last" else 0
    return [parts[place - 1]] if 0 < place <= len(parts) and (len(parts) > 1 or place == 1) else []


def _has_articles(context: list[Node]) -> bool:
    return any(node.kind == "article" for holder in context for node in below(holder))


@lru_cache(maxsize=16384)
def piece_of(number: str) -> str:
    """What a printed number comes to, so that 10.1, 10-1 and 10¹ are one; letters in small."""
    return eid_piece(number).lower()


def piece(node: Unit) -> str:
    """The same for the number of a unit."""
    first = node.children[0] if node.children else None
    if (
        isinstance(first, Line)
        and first.kind == "num"
        and len(first.children) == 1
        and isinstance(first.children[0], str)
    ):
        return piece_of(first.children[0])  # by far the most common, and asked of every article of a text
    return piece_of(printed(node.num))


def _nearest(context: list[Node], kinds: tuple[str, ...], number: str, *, deep: int, strict: bool) -> list[Node]:
    """The units of these kinds and this number that stand the least deep; kinds named first are preferred."""
    wanted = piece_of(number)
    if isinstance(context[0], Component):  # in an annex, "paragraph 2" may be what its own profile calls a section
        kinds = (*kinds, "section", "article", "clause")
    layer = context
    while layer:
        inner = [child for node in layer for child in node.children if not isinstance(child, _NOT_INSIDE)]
        hits = _of_number(inner, kinds, wanted, number)
        if strict:  # «часть 2» is never «2)»
            hits = [hit for hit in hits if not printed(hit.num).endswith(")")]
        if hits:
            exact = [hit for hit in hits if bare(hit.num) == number] or hits
            best = min(kinds.index(hit.kind) for hit in exact)
            return [hit for hit in exact if kinds.index(hit.kind) == best]
        layer = [node for node in inner if isinstance(node, Node)]
        if deep > _ARTICLE and isinstance(context[0], Document):
            # small units are not sought through the articles of a whole text
            layer = [node for node in layer if node.kind != "article"]
    return []


def _of_number(nodes: list[Node], kinds: tuple[str, ...], wanted: str, number: str) -> list[Unit]:
    """The units of these kinds and this number; asked of every article of a text for each operation."""
    among, hits = frozenset(kinds), []
    for node in nodes:
        if node.kind in among and isinstance(node, Unit):
            said = piece(node)
            if said == wanted or (said and node.kind in _ROMAN and str(roman(said.upper())) == number):
                hits.append(node)
    return hits


def _counted(context: list[Node], number: str) -> list[Node]:
    """The second subparagraph: points and other numbered items are not counted, as the European Union cites."""
    found = subparagraphs_of(context[0]) if len(context) == 1 else context
    place = len(found) if number == "last" else int(number) if number.isdecimal() else 0
    return found[place - 1 : place] if place > 0 else []


def _alinea(context: list[Node], number: str) -> list[Node]:
    paragraphs = context if len(context) > 1 else paragraphs_of(context[0])
    if number == "last":
        return paragraphs[-1:]
    value = int(number) if number.isdecimal() else ordinal(number)
    if number in _LEAD:
        value = 1
    if not value:
        return []
    every = all_paragraphs_of(context[0]) if len(context) == 1 else paragraphs
    if value > len(paragraphs):  # «абзац пятый» may count the items of lists inside
        return every[value - 1 : value]
    one, two = paragraphs[value - 1], every[value - 1]
    return [one] if one is two else [one, two]


_NO_RECITAL = re.compile(
    r"(?:The\s.*|Стороны.*|Государства.*),|(?:Have|Has|HAVE|HAS)\s.*|Whereas:?|"
    r"(?:согласились|договорились)\s.*|Having regard.*"
)


def _recitals(context: Node, number: str) -> list[Node]:
    """A recital by its number, or counted where they have none: who speaks and "have agreed" are none."""
    where = context.of_kind("preamble") if isinstance(context, Document) else context
    below_ = below(where) if where is not None else []
    numbered = [n for n in below_ if n.kind == "recital" and isinstance(n, Unit)]
    if numbered:
        return [each for each in numbered if piece(each) == piece_of(number)]
    said: list[Node] = [n for n in below_ if isinstance(n, Line) and not _NO_RECITAL.fullmatch(words(n))]
    return said[-1:] if number == "last" else said[int(number) - 1 : int(number)] if number.isdecimal() else []


def _annexes(context: Node, number: str) -> list[Node]:
    components = context.components if isinstance(context, Document) else ()
    if not number and len(components) == 1:
        return [components[0]]
    named = [each for each in components if piece_of(printed(each.of_kind("num"))) == piece_of(number)]
    if not named and number == "1" and len(components) == 1 and not bare(components[0].of_kind("num")).isdecimal():
        return [components[0]]
    return list(named)


def _in_table(context: Node, rank: str, number: str) -> list[Node]:
    if rank == "table":
        tables: list[Node] = [node for node in below(context) if isinstance(node, Table)]
        return [tables[int(number) - 1]] if number.isdecimal() and 0 < int(number) <= len(tables) else tables[:2]
    place = int(number) - 1 if number.isdecimal() else -1
    if rank == "row":
        tables = [context] if isinstance(context, Table) else [n for n in below(context) if isinstance(n, Table)]
        rows = [node for node in tables[0].nodes if node.kind == "tr"] if len(tables) == 1 else []
        said = rows[place : place + 1] if place >= 0 else []
        labelled = [row for row in rows if row.nodes and words(row.nodes[0]).strip(" .)") == number] or [
            row for row in rows if place < 0 and any(words(cell).strip() == number for cell in row.nodes)
        ]
        return [*labelled, *(row for row in said if row not in labelled)]  # by the number printed, and by count
    if context.kind != "tr":  # a column without a row: every cell of it
        rows = [node for node in below(context) if node.kind == "tr"]
        return [row.nodes[place] for row in rows[:1] if 0 <= place < len(row.nodes)]
    return [context.nodes[place]] if 0 <= place < len(context.nodes) else []


def _notes(context: list[Node], number: str) -> list[Node]:
    """A footnote by its place in the unit, or by its mark."""
    notes = [node for holder in context for node in below(holder) if isinstance(node, Note)]
    marked = [note for note in notes if note.attr("marker") == number]
    said = [node for holder in context for node in below(holder) if isinstance(node, Line) and _NOTE.match(words(node))]
    place = int(number) if number.isdecimal() else 1
    if said and not notes:
        return [said[place - 1]] if place <= len(said) else []
    return list(marked or notes[place - 1 : place])


def below(node: Node) -> list[Node]:
    """Everything under a node but metadata, in document order."""
    found: list[Node] = []
    stack = [child for child in reversed(node.nodes) if not isinstance(child, Meta)]
    while stack:
        current = stack.pop()
        found.append(current)
        stack.extend(child for child in reversed(current.nodes) if not isinstance(child, Meta))
    return found


def _near(context: Node, step: Step) -> tuple[str, ...]:
    """The numbers that stand there instead, the closest ones when there are many."""
    kinds = _KINDS.get(step.rank, ())
    numbers = [bare(n.num) for n in below(context) if isinstance(n, Unit) and n.kind in kinds and n.num]
    wanted = step.numbers[0] if step.numbers else ""
    alike = [number for number in numbers if number.split(".")[0].split("-")[0] == wanted.split(".")[0].split("-")[0]]
    return tuple(dict.fromkeys((alike + numbers)[:12]))
