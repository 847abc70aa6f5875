"""Finished units from their parts, and editorial notes put where they disturb nothing."""

from __future__ import annotations

import re

from .profiles import Profile
from .tree import Box, Line, Node, Note, Table, Unit, line


def finished(kind: str, num: Node | None, heading: Node | None, items: list[Node], profile: Profile) -> Unit:
    """A unit from its parts in order: paragraphs before inner units, the units, paragraphs after them."""
    children = [part for part in (num, heading) if part is not None]
    if len(items) == 1 and isinstance(items[0], Line):  # nearly every one
        return Unit(kind, (*children, Box("content", (items[0],))))
    inner = [i for i, item in enumerate(items) if isinstance(item, Unit)]
    if not inner:
        opening, further = _by_ordinal(items, profile)
        if further:
            return Unit(kind, (*children, Box("intro", tuple(opening)), *further))
        return Unit(kind, (*children, Box("content", tuple(items)))) if items else Unit(kind, tuple(children))
    lead, middle, wrap = items[: inner[0]], items[inner[0] : inner[-1] + 1], items[inner[-1] + 1 :]
    opening, further = _by_ordinal(lead, profile)
    if opening:
        children.append(Box("intro", tuple(opening)))
    children += further
    for item in middle:
        children.append(item if isinstance(item, Unit) else Unit("alinea", (Box("content", (item,)),)))
    if wrap:
        children.append(Box("wrapUp", tuple(wrap)))
    return Unit(kind, tuple(children))


def _by_ordinal(items: list[Node], profile: Profile) -> tuple[list[Node], list[Node]]:
    """The opening paragraph, the unit's own words, and the further ones as units cited by ordinal, the second first.

    A table goes with the paragraph before it; quoted new wording stays with the words that quote it.
    """
    if profile.unnumbered != "alinea" or any(item.attr("class") == "quoted" for item in items):
        return items, []
    groups: list[list[Node]] = []
    for item in items:
        if groups and isinstance(item, Table):
            groups[-1].append(item)
        else:
            groups.append([item])
    further: list[Node] = [Unit("alinea", (Box("content", tuple(group)),)) for group in groups[1:]]
    return groups[0] if groups else [], further


_EDITORIAL = (
    "сноска.", "примечание ред", "примечание изпи", "примечание. см", "примечание рцпи", "(сноска", "прим. ред",
    "editorial note", "note by the editor", "editor's note", "[editorial note",
)  # fmt: skip
_BEGINS = frozenset(letter for said in _EDITORIAL for letter in (said[0], said[0].upper()))

# How Russian databases print which act changed the words above: "(п. 3 в ред. Федерального закона от …)".
_CHANGED_BY = re.compile(
    r"\((?:[^()]{1,60}\s)?(?:в ред\.|в редакции|введен[аоы]?|дополнен[аоы]?|исключен[аоы]?|утратил[аои]? силу)\s"
    r"(?:(?!\)).)*(?:закон|указ|постановлени|решени|приказ)\w*\s(?:(?!\)).)*\d{4}(?:(?!\)).)*\)\.?"
)


def is_editorial(text: str) -> bool:
    """Whether a paragraph is a note of the publisher, not of the law."""
    if text[:1] not in _BEGINS:
        return False
    said = text.lower().replace("\u00a0", " ")
    return said.startswith(_EDITORIAL) or (said[0] == "(" and bool(_CHANGED_BY.fullmatch(said)))


def editorial_note(text: str) -> Note:
    """A note of the publisher, to stand in a line without being part of its words."""
    return Note("authorialNote", (line("p", text),), (("class", "editorial"), ("placement", "bottom")))


def noted(unit: Unit, note: Note) -> Unit:
    """The unit with a note in its last line."""
    *before, last = unit.children
    if isinstance(last, Line):
        return unit.with_children((*before, last.with_children((*last.children, note))))
    if isinstance(last, Unit):
        return unit.with_children((*before, noted(last, note)))
    if isinstance(last, Node) and last.nodes and isinstance(last.nodes[-1], Line):
        *lines, inner = last.nodes
        return unit.with_children((*before, last.with_children((*lines, inner.with_children((*inner.children, note))))))
    holder = Unit("hcontainer", (Box("content", (line("p", note),)),), (("name", "note"),))
    return unit.with_children((*unit.children, holder))
