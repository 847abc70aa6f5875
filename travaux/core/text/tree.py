"""Legal text as an immutable tree that maps one to one on Akoma Ntoso 3.0.

One node stands for one element. `kind` is the element's name in Akoma Ntoso ("article", "p", "b"), the class says what
part the node plays: a `Unit` can be cited, a `Line` holds words, a `Mark` stands inside a line, a `Box` holds lines or
units. What the vocabulary does not know is a `Verbatim`: kept as XML and written back unchanged.

Content and names are apart. `==` compares content; `eid` (the place in this version) and `uid` (the provision through
all versions) are names, and are compared with `names`.

Text is in normal form: no tab or line end, no two spaces together, none at the edges of a line, no empty string, no two
strings side by side. `normal` brings a tree there; readers give nothing else.

>>> part = unit("paragraph", num="1.", lead=["The archive is open."])
>>> act = document("act", [unit("article", num="Article 1.", heading="Access", units=[part])])
>>> [node.kind for node in walk(act) if isinstance(node, Unit)]
['article', 'paragraph']
>>> part.own_words
'The archive is open.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

Attrs = tuple[tuple[str, str], ...]

_SPACES = re.compile(r"[ \t\r\n]+")
_new = object.__new__


class _Making:
    """A node while it is made: laid out in memory as `Node` is, without its guard against change.

    A frozen dataclass sets its fields past the guard one by one, three quarters of what a tree costs to make. So a node
    is filled as a `_Making` and then given its class, which shuts it.
    """

    __slots__ = ("attrs", "children", "eid", "kind", "uid")


@dataclass(frozen=True, slots=True, init=False)
class Node:
    """One element: its name, what it holds in order, and what it says of itself."""

    kind: str  # the element's name in Akoma Ntoso, or in Clark notation where the namespace is another
    children: tuple[Node | str, ...] = ()  # elements and strings in document order
    attrs: Attrs = ()  # sorted; without eId and GUID, which are names
    eid: str | None = field(default=None, compare=False)  # the place in this version
    uid: str | None = field(default=None, compare=False)  # the provision through all versions

    def __new__(
        cls, kind: str, children: tuple[Node | str, ...] = (), attrs: Attrs = (), eid: str | None = None,
        uid: str | None = None,
    ) -> Self:  # fmt: skip
        made: Any = _new(_Making)
        made.kind = kind
        made.children = children
        made.attrs = attrs
        made.eid = eid
        made.uid = uid
        made.__class__ = cls
        closed: Self = made
        return closed

    def __getnewargs__(self) -> tuple[Any, ...]:
        """For copies: what `__new__` asks for."""
        return self.kind, self.children, self.attrs, self.eid, self.uid

    def attr(self, name: str) -> str | None:
        """The value of one attribute, or None."""
        return next((value for key, value in self.attrs if key == name), None)

    def of_kind(self, *kinds: str) -> Node | None:
        """The first child of one of these kinds, or None."""
        for child in self.children:
            if isinstance(child, Node) and child.kind in kinds:
                return child
        return None

    def with_children(self, children: Iterable[Node | str]) -> Self:
        """The same node holding other children."""
        return type(self)(self.kind, tuple(children), self.attrs, self.eid, self.uid)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The children that are elements."""
        return tuple([child for child in self.children if not isinstance(child, str)])


@dataclass(frozen=True, slots=True, init=False)
class Unit(Node):
    """A provision that can be cited: article, paragraph, point, alinea, item of a list, recital …"""

    @property
    def num(self) -> Node | None:
        """The number as printed, a line."""
        return self.of_kind("num")

    @property
    def heading(self) -> Node | None:
        return self.of_kind("heading")

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units directly inside."""
        return tuple(child for child in self.children if isinstance(child, Unit))

    @property
    def own_words(self) -> str:
        """The unit's own text, without number, heading, tables and inner units."""
        return " ".join(piece for piece in own_lines(self) if piece)


@dataclass(frozen=True, slots=True, init=False)
class Line(Node):
    """A line of text: p, num, heading, docTitle … Its children are strings, marks and notes."""


@dataclass(frozen=True, slots=True, init=False)
class Mark(Node):
    """An inline element: b, i, sup, ref, term, ins, img, br …"""


@dataclass(frozen=True, slots=True, init=False)
class Note(Node):
    """A note or a quoted structure that stands inside a line and holds text of its own."""


@dataclass(frozen=True, slots=True, init=False)
class Box(Node):
    """A container of lines, tables or units: preface, preamble, body, content, intro, blockList …"""


@dataclass(frozen=True, slots=True, init=False)
class Table(Node):
    """A table: an optional caption and rows."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(child for child in self.children if isinstance(child, Row))


@dataclass(frozen=True, slots=True, init=False)
class Row(Node):
    """One row of a table; its children are cells."""


@dataclass(frozen=True, slots=True, init=False)
class Cell(Node):
    """One cell, `th` or `td`."""


@dataclass(frozen=True, slots=True, init=False)
class Meta(Node):
    """What is said of the text: FRBR identification, publication, lifecycle, references, analysis."""

    def frbr(self, level: str) -> dict[str, str]:
        """The first value of each fact of "FRBRWork", "FRBRExpression" or "FRBRManifestation"."""
        identification = self.of_kind("identification")
        of_level = identification.of_kind(level) if identification else None
        facts: dict[str, str] = {}
        for fact in of_level.nodes if of_level else ():
            value = fact.attr("value") or fact.attr("date") or fact.attr("language") or fact.attr("href")
            facts.setdefault(fact.kind, value or "")
        return facts


@dataclass(frozen=True, slots=True, init=False)
class Fact(Node):
    """One element of metadata."""


@dataclass(frozen=True, slots=True, init=False)
class Component(Node):
    """An annexed text: number and heading of the annex, then a document that is a work of its own."""

    @property
    def document(self) -> Document | None:
        return next((child for child in self.children if isinstance(child, Document)), None)


@dataclass(frozen=True, slots=True, init=False)
class Document(Node):
    """A whole text: act, bill, doc, statement … It holds meta, preface, preamble, body, conclusions, annexes."""

    @property
    def meta(self) -> Meta | None:
        return next((child for child in self.children if isinstance(child, Meta)), None)

    @property
    def body(self) -> Node | None:
        return self.of_kind("body", "mainBody", "debateBody", "judgmentBody", "amendmentBody", "collectionBody",
                            "portionBody")  # fmt: skip

    @property
    def components(self) -> tuple[Component, ...]:
        return tuple(
            part for box in self.nodes if box.kind in ("attachments", "components")
            for part in box.nodes if isinstance(part, Component)
        )  # fmt: skip

    @property
    def language(self) -> str | None:
        """The language said in the identification of the expression, three letters, or None."""
        return self.meta.frbr("FRBRExpression").get("FRBRlanguage") if self.meta else None


@dataclass(frozen=True, slots=True)
class Verbatim(Node):
    """What the vocabulary does not know: `xml` is the whole element, comment or instruction as it was given."""

    xml: str = ""

    def __new__(cls, *_: Any, **__: Any) -> Self:  # its fields are one more: they are set as dataclasses do
        return _new(cls)

    def with_children(self, children: Iterable[Node | str]) -> Self:
        """Itself: all that it holds is in `xml`."""
        return self


def unit(
    kind: str, *, num: str | Line | None = None, heading: str | None = None, lead: Iterable[str | Node] = (),
    units: Iterable[Node] = (), wrap: Iterable[str | Node] = (), uid: str | None = None,
) -> Unit:  # fmt: skip
    """A unit from its parts. `lead` and `wrap` are paragraphs (strings become `p`) before and after the inner units."""
    children: list[Node] = []
    if num is not None:
        children.append(num if isinstance(num, Line) else line("num", num))
    if heading is not None:
        children.append(line("heading", heading))
    first, inner, last = _paragraphs(lead), tuple(units), _paragraphs(wrap)
    if first:
        children.append(Box("intro" if inner else "content", first))
    children += inner
    if last:
        children.append(Box("wrapUp", last))
    return Unit(kind, tuple(children), uid=uid)


def line(kind: str, *runs: str | Node) -> Line:
    """A line from strings and marks, in normal form.

    >>> line("p", "  two   words ")
    Line(kind='p', children=('two words',), attrs=(), eid=None, uid=None)
    """
    if len(runs) == 1:
        said = runs[0]
        if isinstance(said, str) and said and said.isprintable() and "  " not in said:  # nearly every line
            return Line(kind, (said.strip(" "),))
    return Line(kind, tidy(runs))


def document(kind: str, body: Iterable[Node], *, name: str = "", before: Iterable[Node] = ()) -> Document:
    """A document without metadata: `before` holds the preface and the preamble, `body` the units."""
    holder = "body" if kind in ("act", "bill") else "mainBody"
    return Document(kind, (*before, Box(holder, tuple(body))), attrs=(("name", name or kind),))


def _paragraphs(lines: Iterable[str | Node]) -> tuple[Node, ...]:
    return tuple(line("p", given) if isinstance(given, str) else given for given in lines)


def tidy(runs: Iterable[Node | str], *, edges: bool = True) -> tuple[Node | str, ...]:
    """Runs in normal form: strings joined and their spaces collapsed; with `edges`, none at either end."""
    runs = tuple(runs)
    first = runs[0] if len(runs) == 1 else None
    if isinstance(first, str):  # nearly every line
        said = _collapsed(first)
        said = said.strip(" ") if edges else said
        return (said,) if said else ()
    joined: list[Node | str] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] += run
        else:
            joined.append(run)
    spaced = [_collapsed(run) if isinstance(run, str) else run for run in joined]
    if edges and spaced:
        if isinstance(spaced[0], str):
            spaced[0] = spaced[0].lstrip(" ")
        if isinstance(spaced[-1], str):
            spaced[-1] = spaced[-1].rstrip(" ")
    return tuple(run for run in spaced if run != "")


def _collapsed(said: str) -> str:
    """White space as single spaces; most strings have no other, and a look is cheaper than making them anew."""
    if "  " in said or "\n" in said or "\t" in said or "\r" in said:
        return _SPACES.sub(" ", said)
    return said


def normal(node: Node) -> Node:
    """The same tree with every string in normal form."""
    if isinstance(node, Verbatim):
        return node
    children = tuple(normal(child) if isinstance(child, Node) else child for child in node.children)
    if isinstance(node, (Line, Mark)):
        return node.with_children(tidy(children, edges=isinstance(node, Line)))
    if node.kind in ("li", "note") and any(isinstance(child, str) for child in children):
        return node.with_children(tidy(children))
    return node.with_children(child for child in children if isinstance(child, Node) or isinstance(node, Fact))


def walk(node: Node) -> Iterator[Node]:
    """The node and every element under it, in document order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack += [child for child in reversed(current.children) if not isinstance(child, str)]


def words(node: Node | str) -> str:
    """All the text inside, notes and verbatim elements left out; a line break counts as a space."""
    if isinstance(node, str):
        return node
    if len(node.children) == 1 and isinstance(node.children[0], str) and isinstance(node, Line):
        return node.children[0]
    if isinstance(node, (Note, Verbatim)):
        return ""
    if node.kind in ("br", "eol"):
        return " "
    between = "" if isinstance(node, (Line, Mark)) else " "
    return between.join(filter(None, (words(child) for child in node.children)))


def own_lines(node: Node) -> Iterator[str]:
    """The text of the lines that belong to this node itself: no number or heading, no table, no inner unit."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif isinstance(child, Line):
            if child.kind not in ("num", "heading", "subheading"):
                yield words(child)
        elif isinstance(child, Mark):
            yield words(child)
        elif isinstance(child, Box):
            yield from own_lines(child)


def names(root: Node) -> list[tuple[str | None, str | None]]:
    """(eid, uid) of every element, in document order: what `==` leaves aside."""
    return [(node.eid, node.uid) for node in walk(root)]
