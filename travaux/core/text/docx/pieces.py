"""Paragraphs with tracked changes taken apart: what stays, what goes, what comes, by whom, and what moved."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from .package import W, chosen, said_by
from .resolve import resolve_tree

SIGNS = {W + "ins": "+", W + "moveTo": "+", W + "del": "-", W + "moveFrom": "-"}
_BREAKS = frozenset(W + kind for kind in ("tab", "br", "cr", "ptab", "noBreakHyphen", "sym"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_OLDER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTS = frozenset((W + "t", W + "delText"))
_AUTHOR, _DATE = W + "author", W + "date"
_P, _RUN, _TEXT, _PROPERTIES, _OF_PARAGRAPH = W + "p", W + "r", W + "t", W + "rPr", W + "pPr"
_ABOVE = W + "rt"  # the small words above others: how they are read
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

    __slots__ = ("come", "gone", "is_plain", "pieces", "was", "will")

    def __init__(self, pieces: list[Piece], come: Piece | None, gone: Piece | None, *, is_plain: bool) -> None:
        self.pieces = pieces
        self.come, self.gone = come, gone  # whose sign says that its end comes, or goes
        self.is_plain = is_plain  # whether it holds nothing but words without marks
        self.was = "".join([piece.text for piece in pieces if piece.sign in "=-"])
        self.will = "".join([piece.text for piece in pieces if piece.sign in "=+"])

    @property
    def is_new(self) -> bool:
        """Whether nothing of it stood in the old text."""
        return self.come is not None and not self.was.strip()


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
        self.rows = _wholes(root)
        signs = root.iter(*SIGNS, *(W + kind for kind in _INSIDE))
        self.changed = {p for sign in signs if (p := next(sign.iterancestors(_P), None)) is not None}
        self.changed |= set(self.rows)
        twice = {p for older in root.iter(_OLDER) for p in older.iter(_P)}  # what older programs are shown instead
        self.changed -= twice
        self.all: dict[etree._Element, Paragraph | str] = {}  # the words of those that nobody changed
        self.undone: dict[etree._Element, str | etree._Element | None] = {}  # what is read instead; None: nothing
        for paragraph in root.iter(_P):
            if paragraph in twice:
                continue
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
            elif known.come is not None:
                return False  # its words go to the next paragraph
            else:
                self.undone[paragraph] = known.was if known.is_plain else _before(paragraph)
        return all(next(sign.iterancestors(_P), None) is not None for sign in self.root.iter(*SIGNS))

    def paragraph(self, element: etree._Element) -> Paragraph:
        ends: dict[str, Piece] = {}
        for ending in (end for own in element.iterchildren(_OF_PARAGRAPH) for end in own.iterchildren(_PROPERTIES)):
            for sign in ending.iterchildren(*SIGNS):
                ends[SIGNS[str(sign.tag)]] = self.piece(sign, "")
        plain = None if element in self.rows else self.plain(element)
        if plain is not None:
            return Paragraph(plain, ends.get("+"), ends.get("-"), is_plain=True)
        pieces: list[Piece] = []
        whole = self.rows.get(element)
        self.gather(element, whole.signs[0] if whole else None, pieces)
        return Paragraph(pieces, ends.get("+"), ends.get("-"), is_plain=False)

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
            if tag in _TEXTS or tag == _MATH or (tag in _BREAKS and holder.tag == _RUN):
                text = (child.text or "") if tag == _MATH else said_by(child)
                into.append(above._replace(text=text) if above is not None else Piece("=", text))
            elif tag in SIGNS:
                self.signed(child, above, into)
            elif tag == _EITHER:
                self.gather(chosen(child), above, into)
            elif tag not in (_P, _OF_PARAGRAPH, _PROPERTIES, _ABOVE) and len(child) and not is_hidden(child):
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
        self.gather(sign, None, said)
        text = "".join(piece.text for piece in said if piece.sign != "~")
        into += [came._replace(sign="^", text=text), went._replace(sign="~", text=text)]


def is_hidden(run: etree._Element) -> bool:
    """Whether Word shows nothing of a run."""
    vanish = run.find(f"{W}rPr/{W}vanish") if run.tag == _RUN else None
    return vanish is not None and vanish.get(W + "val", "true") not in ("0", "false")


def _moves(root: etree._Element) -> dict[etree._Element, str]:
    """The name of the move that each sign of one is part of; "" where the program named none."""
    names: dict[etree._Element, str] = {}
    running: dict[str, str] = {}
    kinds = (f"{kind}{what}" for kind in ("moveFrom", "moveTo") for what in ("", "RangeStart", "RangeEnd"))
    for element in root.iter(*(W + kind for kind in kinds)):
        kind, _, what = str(element.tag).removeprefix(W).partition("Range")
        if what == "Start":
            running[kind] = element.get(W + "name", "")
        elif what == "End":
            running.pop(kind, None)
        else:
            names[element] = running.get(kind, "")
    return names


class Whole(NamedTuple):
    """A row or cell that comes or goes as a whole."""

    element: etree._Element
    signs: tuple[Piece, ...]  # who put it in, who took it out


def _wholes(root: etree._Element) -> dict[etree._Element, Whole]:
    """The paragraphs of rows and cells that come or go."""
    found: dict[etree._Element, Whole] = {}
    signs: dict[etree._Element, list[Piece]] = {}
    for sign in root.iter(W + "ins", W + "del", W + "cellIns", W + "cellDel"):
        properties = sign.getparent()
        whole = properties.getparent() if properties is not None else None
        if properties is not None and whole is not None and properties.tag in (W + "trPr", W + "tcPr"):
            come = sign.tag in (W + "ins", W + "cellIns")
            said = Piece("+" if come else "-", "", sign.get(_AUTHOR, ""), sign.get(_DATE, ""))
            signs.setdefault(whole, []).append(said)
    for element, both in signs.items():  # the inner ones come later, and count
        made = Whole(element, tuple(sorted(both)))  # what was put in comes before what is taken out: + before -
        found.update(dict.fromkeys(element.iter(_P), made))
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
