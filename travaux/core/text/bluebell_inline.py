"""Words of Bluebell's markup with their marks: `**bold**`, `//italics//`, `{{>href a link}}`, `{{FOOTNOTE 1}}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from .tree import Attrs, Line, Mark, Node, Note, tidy

_PLAIN = {"**": "b", "//": "i", "__": "u"}
_BRACED = {"{{^": "sup", "{{_": "sub", "{{+": "ins", "{{-": "del"}


class Inline:
    """Reads lines; `note` gives what stands in the next note of a mark, and what the note says of itself."""

    def __init__(self, note: Callable[[str], tuple[tuple[Node, ...], Attrs]]) -> None:
        self.note = note

    def read(self, text: str) -> tuple[Node | str, ...]:
        """Words with their marks; a mark that is not closed is words."""
        runs, _ = self.runs(text, 0, "")
        return tidy(runs)

    def runs(self, text: str, at: int, until: str) -> tuple[list[Node | str], int]:
        """The runs from a place to the sign that ends them; -1 when it does not come."""
        made: list[Node | str] = []
        while at < len(text):
            if until and text.startswith(until, at):
                return made, at + len(until)
            two = text[at : at + 2]
            if text[at] == "\\" and at + 1 < len(text):
                made.append(text[at + 1])
                at += 2
                continue
            found = self.braced(text, at) if two == "{{" else self.marked(text, at, two) if two in _PLAIN else None
            if found is not None:
                node, at = found
                made += [node] if node is not None else []
            elif text[at] == "\n":
                made.append(Mark("br"))
                at += 1
            else:
                made.append(text[at])
                at += 1
        return made, -1 if until else at

    def marked(self, text: str, at: int, sign: str) -> tuple[Node, int] | None:
        if text.find(sign, at + 2) < 0:
            return None
        inner, end = self.runs(text, at + 2, sign)
        return (Mark(_PLAIN[sign], tidy(inner, edges=False)), end) if end > 0 and inner else None

    def braced(self, text: str, at: int) -> tuple[Node | None, int] | None:
        sign = text[at : at + 3]
        closing = text.find("}}", at)
        if closing < 0:
            return None
        if sign in _BRACED or sign == "{{*":
            inner, end = self.runs(text, at + 3, "}}")
            kind = _BRACED.get(sign, "remark")
            said: Attrs = (("status", "editorial"),) if kind == "remark" else ()
            return (Mark(kind, tidy(inner, edges=False), said), end) if end > 0 else None
        if sign == "{{>":
            href, space, _ = text[at + 3 : closing].partition(" ")
            inner, end = self.runs(text, at + 3 + len(href) + len(space), "}}")
            return (Mark("ref", tidy(inner, edges=False), (("href", href),)), end) if end > 0 else None
        named = re.match(r"(IMG|FOOTNOTE)\s+(\S+?)(?:\s+(.*))?$", text[at + 2 : closing], re.DOTALL)
        if named is None:
            return None
        if named[1] == "IMG":
            alt = (("alt", named[3]),) if named[3] else ()
            return Mark("img", (), (*alt, ("src", named[2]))), closing + 2
        inside, own = self.note(named[2])
        attrs = tuple(sorted((("marker", named[2]), ("placement", "bottom"), *own)))
        return Note("authorialNote", inside or (Line("p"),), attrs), closing + 2
