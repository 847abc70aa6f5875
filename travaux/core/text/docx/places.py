"""Which provision of a base a paragraph is: found by its words, going forward."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..tree import Component, Document, Line, Meta, Node, Unit, words

_NUMBER = 24  # signs that a number may have
_LEADING = 12  # words before a line's own: the number and what it is called


class Places:
    """The lines of a text, and how far its paragraphs were followed."""

    def __init__(self, document: Document) -> None:
        lines: list[tuple[str | None, str]] = []
        _lines(document, None, lines)
        self.eids = [eid for eid, _ in lines]
        self.texts = [said for _, said in lines]
        self.places: dict[str, list[int]] = {}
        for place, said in enumerate(self.texts):
            self.places.setdefault(said, []).append(place)
        self.at = 0
        self.last: str | None = None

    def find(self, label: str, text: str) -> str | None:
        """The eId of the provision that these words belong to; of the last one found, for no words at all.

        The number may stand before them or not. The nearest line from here on counts, else the first of all.
        """
        wanted = " ".join(text.split())
        if not wanted:
            return self.last
        here = self.texts[self.at] if self.at < len(self.texts) else ""
        if here and wanted.endswith(here) and len(wanted) <= len(here) + _NUMBER:  # nearly always
            self.last = self.eids[self.at]
            self.at += 1
            return self.last
        place = self._next(wanted)
        if place is None and label:
            place = self._next(f"{label} {wanted}")
        for rest in _without_numbers(wanted) if place is None else ():
            place = self._next(rest)
            if place is not None:
                break
        if place is None:
            return None
        self.at, self.last = place + 1, self.eids[place]
        return self.last

    def _next(self, said: str) -> int | None:
        places = self.places.get(said)
        if not places:
            return None
        following = bisect_left(places, self.at)
        return places[following] if following < len(places) else places[0]


def _without_numbers(said: str) -> Iterator[str]:
    """The words without the first one, the first two …; a number may stand close: `1)Срок`."""
    head, dot, close = said.partition(" ")[0], ".", ")"
    for sign in (close, dot):
        if sign in head[:-1]:
            yield said[said.index(sign) + 1 :]
    rest = said
    for _ in range(_LEADING):
        _, space, rest = rest.partition(" ")
        if not space:
            return
        yield rest


def _lines(node: Node, eid: str | None, into: list[tuple[str | None, str]]) -> None:
    """The lines of a node with the eIds of their provisions; numbers of provisions are none."""
    for child in node.children:
        if isinstance(child, Line):
            if child.kind != "num" or not eid:
                said = words(child)
                into.append((eid or child.eid, said if said.isascii() and "  " not in said else " ".join(said.split())))
        elif isinstance(child, (Unit, Component)):
            _lines(child, child.eid, into)
        elif not isinstance(child, (str, Meta)):
            _lines(child, eid, into)
