"""Which provision of a base a paragraph is: found by its words, going forward."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..tree import Component, Document, Line, Meta, Node, Unit, words

_NUMBER = 24  # signs that a number may have
_LEADING = 12  # words before a line's own: the number and what it is called


ENDING = 3  # words by which the end of a line is known


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
        self.endings: dict[str, list[int]] = {}  # the last words of lines → places; made when first asked for
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
            place = self._behind_a_number(wanted)
        if place is None:
            return None
        self.at, self.last = place + 1, self.eids[place]
        return self.last

    def _behind_a_number(self, wanted: str) -> int | None:
        """A line that says these words behind a number of its own, which the file may count otherwise now."""
        if not self.endings:
            for place, said in enumerate(self.texts):
                self.endings.setdefault(_ending(said), []).append(place)
        near = self.endings.get(_ending(wanted), ()) if wanted.count(" ") >= ENDING else ()
        alike = [p for p in near if self.texts[p].endswith(wanted) and _is_number(self.texts[p][: -len(wanted)])]
        return next((place for place in alike if place >= self.at), alike[0] if alike else None)

    def _next(self, said: str) -> int | None:
        places = self.places.get(said)
        if not places:
            return None
        following = bisect_left(places, self.at)
        return places[following] if following < len(places) else places[0]


def _ending(said: str) -> str:
    return " ".join(said.rsplit(" ", ENDING)[-ENDING:])


def _is_number(said: str) -> bool:
    """Whether what stands before the words of a line can be a number: `IV –`, `3.1)`; `Not` cannot."""
    said = said.strip()
    return len(said) <= _NUMBER and not said.isalpha() and " " not in said.strip(" –-")


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
