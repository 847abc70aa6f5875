"""Paragraphs with tracked changes taken apart: what stays, what goes, what comes, by whom, and what moved."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from .package import W
from .resolve import resolve_tree

SIGNS = {W + "ins": "+", W + "moveTo": "+", W + "del": "-", W + "moveFrom": "-"}
_BREAKS = frozenset(W + kind for kind in ("tab", "br", "cr"))
_TEXTS = frozenset((W + "t", W + "delText"))
_AUTHOR, _DATE = W + "author", W + "date"
_P, _RUN, _TEXT, _PROPERTIES, _OF_PARAGRAPH = W + "p", W + "r", W + "t", W + "rPr", W + "pPr"
_SHOWING = frozenset(W + kind for kind in ("b", "i", "u", "vertAlign", "vanish"))
_NOT_PLAIN = _SHOWING | {W + "rPrChange"}
_OF_NUMBERS = (W + "pPrChange", f"{W}numPr/{W}ins", f"{W}numPr/{W}numberingChange")
# Changes that reach over the borders of paragraphs: they are not undone paragraph by paragraph.
_WIDE = ("cellIns", "cellDel", "customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart",
         "customXmlMoveToRangeStart", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange")  # fmt: skip
_INSIDE = ("rPrChange", "pPrChange", "numberingChange")


class Piece(NamedTuple):
    """Some words of a paragraph, and who did what to them."""

    sign: str  # = stays, + comes, - goes; ^ came and went again, ~ the same words as they went
    text: str
    author: str = ""
    date: str = ""
    move: str | None = None  # the name of the move that they are part of


class Paragraph:
    """One paragraph, as it was and as it is meant to be."""

    __slots__ = ("is_plain", "mark", "pieces", "was", "will")

    def __init__(self, pieces: list[Piece], mark: Piece | None, *, is_plain: bool) -> None:
        self.pieces = pieces
        self.mark = mark  # of its end, if that comes or goes
        self.is_plain = is_plain  # whether it holds nothing but words without marks
        self.was = "".join([piece.text for piece in pieces if piece.sign in "=-"])
        self.will = "".join([piece.text for piece in pieces if piece.sign in "=+"])

    @property
    def is_new(self) -> bool:
        """Whether nothing of it stood in the old text."""
        return self.mark is not None and self.mark.sign == "+" and not self.was.strip()


def bare(paragraph: etree._Element) -> str | None:
    """The words of a paragraph that holds nothing but text without marks, as most do; None for any other."""
    said = ""
    for child in paragraph:
        if child.tag == _RUN:
            for part in child:
                if part.tag == _TEXT:
                    said += part.text or ""
                elif part.tag != _PROPERTIES or any(shown.tag in _SHOWING for shown in part):
                    return None
        elif child.tag != _OF_PARAGRAPH:
            return None
    return said


class Story:
    """All paragraphs of a part of a file that were changed, and how each reads with its changes undone."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.moves = _moves(root)
        self.rows = _rows(root)
        signs = root.iter(*SIGNS, *(W + kind for kind in _INSIDE))
        self.changed = {p for sign in signs if (p := next(sign.iterancestors(_P), None)) is not None}
        self.changed |= set(self.rows)
        self.all: dict[etree._Element, Paragraph | str] = {}  # the words of those that nobody changed
        self.undone: dict[etree._Element, str | etree._Element | None] = {}  # what is read instead; None: nothing
        for paragraph in root.iter(_P):
            said = bare(paragraph) if paragraph not in self.changed else None
            if said is not None:
                self.all[paragraph] = self.undone[paragraph] = said
            else:
                self.all[paragraph] = self.paragraph(paragraph)

    def undo(self) -> bool:
        """Finds how each changed paragraph reads with its changes undone; False if some change is wider than one."""
        if self.rows or next(self.root.iter(*(W + kind for kind in _WIDE)), None) is not None:
            return False
        for paragraph in self.changed:
            known = self.all[paragraph]
            assert isinstance(known, Paragraph)
            if known.is_new and not any(piece.sign in "=-" for piece in known.pieces):
                self.undone[paragraph] = None
            elif known.mark is not None and known.mark.sign == "+":
                return False  # its words go to the next paragraph
            else:
                self.undone[paragraph] = known.was if known.is_plain else _before(paragraph)
        return all(next(sign.iterancestors(_P), None) is not None for sign in self.root.iter(*SIGNS))

    def paragraph(self, element: etree._Element) -> Paragraph:
        mark = None
        for ending in (end for own in element.iterchildren(_OF_PARAGRAPH) for end in own.iterchildren(_PROPERTIES)):
            for sign in ending.iterchildren(*SIGNS):
                mark = self.piece(sign, "")
        plain = None if element in self.rows else self.plain(element)
        if plain is not None:
            return Paragraph(plain, mark, is_plain=True)
        pieces: list[Piece] = []
        self.gather(element, self.rows.get(element), pieces)
        return Paragraph(pieces, mark, is_plain=False)

    def plain(self, paragraph: etree._Element) -> list[Piece] | None:
        """The pieces of a paragraph of nothing but words, as most are; None for any other."""
        made: list[Piece] = []
        for child in paragraph:
            tag = child.tag
            if tag == _RUN:
                said = _words(child)
                if said is None:
                    return None
                made.append(Piece("=", said))
            elif tag in SIGNS:
                words = ""
                for run in child:
                    said = _words(run)
                    if said is None:
                        return None
                    words += said
                made.append(self.piece(child, words))
            elif tag != _OF_PARAGRAPH or (len(child) and any(child.find(kind) is not None for kind in _OF_NUMBERS)):
                return None
        return made

    def piece(self, sign: etree._Element, text: str) -> Piece:
        move = self.moves.get(sign) if self.moves else None
        return Piece(SIGNS[str(sign.tag)], text, sign.get(_AUTHOR, ""), sign.get(_DATE, ""), move)

    def gather(self, holder: etree._Element, above: Piece | None, into: list[Piece]) -> None:
        """The pieces inside an element; paragraphs in boxes speak for themselves."""
        for child in holder:
            tag = child.tag
            if tag in _TEXTS or (tag in _BREAKS and holder.tag == _RUN):
                text = (child.text or "") if tag in _TEXTS else " "
                into.append(above._replace(text=text) if above is not None else Piece("=", text))
            elif tag in SIGNS:
                self.signed(child, above, into)
            elif tag not in (_P, _OF_PARAGRAPH, _PROPERTIES) and len(child):
                self.gather(child, above, into)

    def signed(self, sign: etree._Element, above: Piece | None, into: list[Piece]) -> None:
        """What one person adds and another one strikes is two changes: neither is in the old text, nor in the new."""
        here = self.piece(sign, "")
        if above is None or above.sign == here.sign:
            self.gather(sign, here, into)
            return
        came = above if above.sign == "+" else here
        went = here if above.sign == "+" else above
        said: list[Piece] = []
        self.gather(sign, here, said)
        text = "".join(piece.text for piece in said)
        into += [came._replace(sign="^", text=text), went._replace(sign="~", text=text)]


def _moves(root: etree._Element) -> dict[etree._Element, str]:
    """The name of the move that each sign of one is part of."""
    names: dict[etree._Element, str] = {}
    running: dict[str, str] = {}
    kinds = ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
    for element in root.iter(*(W + kind for kind in kinds)):
        kind = str(element.tag).removeprefix(W)
        if kind.endswith("RangeStart"):
            running[kind.removesuffix("RangeStart")] = element.get(W + "name", "")
        elif kind in running:
            names[element] = running[kind]
    return names


def _rows(root: etree._Element) -> dict[etree._Element, Piece]:
    """Paragraphs of rows that come or go, with the sign of the row."""
    found: dict[etree._Element, Piece] = {}
    for sign in root.iter(W + "ins", W + "del"):
        properties = sign.getparent()
        if properties is not None and properties.tag == W + "trPr":
            row = properties.getparent()
            said = Piece(SIGNS[str(sign.tag)], "", sign.get(_AUTHOR, ""), sign.get(_DATE, ""))
            found.update(dict.fromkeys(row.iter(_P) if row is not None else (), said))
    return found


def _before(paragraph: etree._Element) -> etree._Element:
    """A copy of a paragraph with its changes undone."""
    copy = deepcopy(paragraph)
    resolve_tree(copy, accept=False)
    return copy


def _words(run: etree._Element) -> str | None:
    if run.tag != _RUN:
        return None
    said = ""
    for part in run:
        if part.tag in _TEXTS:
            said += part.text or ""
        elif part.tag != _PROPERTIES or any(shown.tag in _NOT_PLAIN for shown in part):
            return None
    return said
