"""Comments in the margin: who said what at which words, on which provision, and what answers what."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .package import Package, W, said_by
from .tracked import NO_PLACE, Comment

NOWHERE = "the text does not refer to it"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_START, _END, _AT, _RUN = (W + kind for kind in ("commentRangeStart", "commentRangeEnd", "commentReference", "r"))


@dataclass
class _Place:
    """Where a comment stands, as far as the text was read."""

    first: str | None = None
    last: str | None = None
    quoted: list[str] = field(default_factory=list)  # one a paragraph
    met: bool = False  # whether a paragraph was met that it stands in


class Comments:
    """The comments of a file; `seen` is told each paragraph in order."""

    def __init__(self, package: Package) -> None:
        root = package.tree("word/comments.xml")
        self.known = {c.get(W + "id", ""): c for c in root.findall(W + "comment")} if root is not None else {}
        self.answers = _answers(package, self.known)
        self.places = {number: _Place() for number in self.known}
        self.running: list[str] = []
        self.waiting: dict[etree._Element, list[etree._Element]] = {}  # paragraph → borders that stand before it

    def seen(self, element: etree._Element, unit: str | None) -> None:
        """One paragraph, or a row, and the provision that it is in."""
        if not self.known:
            return
        for border in _borders_before(element):
            self.border(border, unit)
        fresh = set(self.running)
        for number in self.running:
            self.places[number].quoted.append("")
        for part in element.iter():
            if part.tag in (_START, _END, _AT):
                self.border(part, unit, fresh)
            elif self.running and (parent := part.getparent()) is not None and parent.tag == _RUN:
                for number in self.running:
                    place = self.places[number]
                    place.quoted[-1] += said_by(part)
                    place.last = unit

    def border(self, part: etree._Element, unit: str | None, fresh: set[str] | None = None) -> None:
        number = part.get(W + "id", "")
        place = self.places.get(number)
        if place is None:
            return
        if not place.met:
            place.first = place.last = unit
            place.met = True
        if part.tag == _START and number not in self.running:
            self.running.append(number)
            place.quoted.append("")
        elif part.tag == _END and number in self.running:
            self.running.remove(number)

    def all(self) -> tuple[Comment, ...]:
        """Every comment of the file, in its order; a reply stands where what it answers does."""
        return tuple(self.one(number) for number in self.known)

    def one(self, number: str) -> Comment:
        element, answers = self.known[number], self.answers.get(number, "")
        place = self.places[number]
        if answers in self.places and not any(place.quoted):
            place = self.places[answers]
        why = NOWHERE if not place.met else NO_PLACE if place.first is None else ""
        return Comment(
            element.get(W + "author", ""), element.get(W + "date", ""), place.first,
            "\n".join(said for said in place.quoted if said), _text(element), number, answers,
            place.last if place.last != place.first else None, why,
        )  # fmt: skip


def _text(comment: etree._Element) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))


def _borders_before(paragraph: etree._Element) -> list[etree._Element]:
    """Borders of ranges that stand between the paragraph before and this one."""
    found: list[etree._Element] = []
    before = paragraph.getprevious()
    while before is not None and before.tag in (_START, _END):
        found.append(before)
        before = before.getprevious()
    return found[::-1]


def _answers(package: Package, known: dict[str, etree._Element]) -> dict[str, str]:
    """Number of a reply → number of the comment that it answers (ECMA-376's successor: `commentsExtended`)."""
    part = next((name for name in package.parts if name.lower() == "word/commentsextended.xml"), None)
    root = package.tree(part) if part else None
    if root is None:
        return {}
    last = {number: p.get(_W14 + "paraId", "") for number, c in known.items() for p in c.iter(W + "p")}
    numbers = {para: number for number, para in last.items() if para}
    parents = {e.get(_W15 + "paraId", ""): e.get(_W15 + "paraIdParent", "") for e in root.iter(_W15 + "commentEx")}
    return {numbers[p]: numbers[parent] for p, parent in parents.items() if p in numbers and parent in numbers}
