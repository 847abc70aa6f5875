"""Tracked changes of paragraphs, rows and cells as amendments, one a change.

Ends of paragraphs chain them: a paragraph whose end was put in is one, in the base, with the next; one whose end was
taken out becomes one with the next. Who writes a paragraph behind another marks the end of the first as new and leaves
the old end to the second: told by what remains without the changes, that is a new paragraph, and no split.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from .package import W
from .pieces import Paragraph, Piece, Story, Whole
from .tracked import Tracked

_LOOKS = tuple(W + kind for kind in ("rPrChange", "pPrChange", "numberingChange"))
_LAYOUT = tuple(W + kind for kind in ("cellMerge", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"))
_SIGNED = tuple(W + kind for kind in ("ins", "del", "moveFrom", "moveTo"))
_CODES = {W + "delInstrText": 0, W + "instrText": 1}
_PARTS = {W + "tr": "row", W + "tc": "cell"}


Member = tuple[etree._Element, Paragraph]


class Found(NamedTuple):
    """A change, and the name of the move that it is half of or stands in."""

    change: Tracked
    move: str | None = None


def blocks(story: Story) -> Iterator[list[Member] | Whole]:
    """A story in order: the paragraphs that are one in the base together; each row or cell that comes or goes, once."""
    chain: list[Member] = []
    told: set[etree._Element] = set()
    for element, said in story.all.items():
        whole = story.rows.get(element)
        if chain and not (whole is None and chain[-1][1].come and _beside(chain[-1][0], element)):
            yield chain
            chain = []
        if whole is None:
            chain.append((element, said if isinstance(said, Paragraph) else _unchanged(said)))
        elif whole.element not in told:
            told.add(whole.element)
            yield whole
    if chain:
        yield chain


def was_of(said: Paragraph | str) -> str:
    return said.was if isinstance(said, Paragraph) else said


def _unchanged(said: str) -> Paragraph:
    return Paragraph([Piece("=", said)], None, None, is_plain=True)


def _beside(one: etree._Element, two: etree._Element) -> bool:
    return one.getparent() is two.getparent()


def fates(story: Story) -> dict[etree._Element, Tracked]:
    """What becomes of paragraphs whose ends go: of those that become one, all that lose every word are gone, and the
    others are joined."""
    made: dict[etree._Element, Tracked] = {}
    chain: list[Member] = []
    for element, said in story.all.items():
        goes_on = bool(chain) and element not in story.rows and _beside(chain[-1][0], element)
        if chain and not goes_on:
            made.update(_fates(chain))
            chain = []
        paragraph = said if isinstance(said, Paragraph) else _unchanged(said) if goes_on else None
        if paragraph is not None and element not in story.rows and (goes_on or paragraph.gone):
            chain.append((element, paragraph))
        if chain and not chain[-1][1].gone:
            made.update(_fates(chain))
            chain = []
    made.update(_fates(chain))
    return made


def _fates(chain: Sequence[Member]) -> Iterator[tuple[etree._Element, Tracked]]:
    kept = [at for at, (_, paragraph) in enumerate(chain) if paragraph.will.strip()]
    for at, (element, paragraph) in enumerate(chain):
        end, was = paragraph.gone or (chain[at - 1][1].gone if at else None), paragraph.was
        if end is None:
            continue
        if at not in kept and was.strip():
            yield element, Tracked("delete_unit", end.author, end.date, None, was, "", was)
        elif paragraph.gone and at not in kept:
            yield element, Tracked("format", end.author, end.date, None, "", "", "")
        elif paragraph.gone and (at != kept[-1] or at == len(chain) - 1):  # with the next, whatever that is
            yield element, Tracked("join", end.author, end.date, None, "", "", was)


def in_chain(
    chain: Sequence[Member], unit: str | None, before: str | None, fate: Mapping[etree._Element, Tracked]
) -> Iterator[Found]:
    """The changes of paragraphs that are one in the base: `unit` there, after `before`."""
    olds = [at for at, (_, paragraph) in enumerate(chain) if paragraph.was.strip()]
    for at, (element, paragraph) in enumerate(chain):
        end = paragraph.come or (chain[at - 1][1].come if at else None)
        if at not in olds and end is not None:
            yield from _added(paragraph, end, unit if olds and at > olds[0] else before)
            continue
        if paragraph.come is not None and at != olds[-1]:
            said = paragraph.come
            yield Found(Tracked("split", said.author, said.date, unit, "", "", paragraph.was))
        yield from _stayed(element, paragraph, unit, fate.get(element))


def _added(paragraph: Paragraph, end: Piece, unit: str | None) -> Iterator[Found]:
    """A new paragraph as its author wrote it; what others did to it since is theirs."""
    said = [piece for piece in paragraph.pieces if piece.sign in "+^"]
    own = [piece for piece in said if piece.author == end.author] or said
    words = "".join(piece.text for piece in own)
    if not words.strip():
        yield Found(Tracked("format", end.author, end.date, unit, "", "", ""))
        return
    move = _move(own)
    yield Found(Tracked("add_unit", end.author, end.date, unit, "", words, words), move)
    theirs = [piece._replace(sign="=") if piece in own else piece for piece in paragraph.pieces]
    gone = paragraph.gone
    if gone is not None and not paragraph.will.strip():
        yield Found(Tracked("delete_unit", gone.author, gone.date, unit, words, "", words))
    else:
        yield from (Found(each, move) for each in words_changed(theirs, unit, words))


def _stayed(element: etree._Element, paragraph: Paragraph, unit: str | None, fate: Tracked | None) -> Iterator[Found]:
    """A paragraph of the base: what became of it, or of its words."""
    if fate is not None:
        yield Found(replace(fate, unit=unit), _move(paragraph.pieces))
    if fate is not None and fate.op == "delete_unit":
        inserted = [piece for piece in paragraph.pieces if piece.sign in "=^"]
        yield from (Found(each) for each in words_changed(inserted, unit, paragraph.was))
        return
    said = list(words_changed(paragraph.pieces, unit, paragraph.was))
    yield from map(Found, said or _field(element, unit, paragraph.was))
    yield from map(Found, _looks(element, unit, paragraph.was))


def _move(pieces: Sequence[Piece]) -> str | None:
    return next((piece.move for piece in pieces if piece.move is not None and piece.text.strip()), None)


def words_changed(pieces: Sequence[Piece], unit: str | None, context: str) -> Iterator[Tracked]:
    """One amendment for words next to each other that one person changed; what goes and what comes is one."""
    gone = come = ""
    who = ("", "")
    for piece in [*pieces, Piece("=", "")]:
        said = (piece.author, piece.date)
        if piece.sign == "=" or ((gone or come) and said[0] != who[0]):
            if gone != come:
                op = "replace_words" if gone and come else "insert_words" if come else "delete_words"
                yield Tracked(op, *who, unit, gone, come, context)
            gone = come = ""
        if piece.sign != "=":
            who = who if gone or come else said
            gone += piece.text if piece.sign in "-~" else ""
            come += piece.text if piece.sign in "+^" else ""


def of_whole(whole: Whole, story: Story, unit: str | None) -> Iterator[Tracked]:
    """A row or a cell that comes or goes, told once, and what others did to its words."""
    name = _PARTS[str(whole.element.tag)]
    inside = [said for p in whole.element.iter(W + "p") if isinstance(said := story.all.get(p), Paragraph)]
    cells = list(whole.element.iter(W + "tc"))
    told = [[said for p in cell.iter(W + "p") if isinstance(said := story.all.get(p), Paragraph)] for cell in cells]
    came = any(sign.sign == "+" for sign in whole.signs)
    words = " | ".join(" ".join(_stood(said, "+^=" if came else "-=") for said in cell).strip() for cell in told)
    for sign in whole.signs:
        op, old, new = ("add_", "", words) if sign.sign == "+" else ("delete_", words, "")
        yield Tracked(op + name, sign.author, sign.date, unit, old, new, words)
    own = whole.signs[0]
    for paragraph in inside:
        others = [piece for piece in paragraph.pieces if piece.sign == ("~" if came else "^")]
        for piece in others:
            if piece.author != own.author and piece.author not in [sign.author for sign in whole.signs]:
                yield from words_changed([piece], unit, words)


def _stood(paragraph: Paragraph, signs: str) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.sign in signs)


def _field(element: etree._Element, unit: str | None, context: str) -> Iterator[Tracked]:
    """What a field does, where that changed and its words did not."""
    codes = ["", ""]
    who = ("", "")
    for code in element.iter(*_CODES):
        sign = next(code.iterancestors(*_SIGNED), None)
        if sign is not None:
            codes[_CODES[str(code.tag)]] += code.text or ""
            who = sign.get(W + "author", ""), sign.get(W + "date", "")
    if codes[0] != codes[1]:
        yield Tracked("field", *who, unit, codes[0].strip(), codes[1].strip(), context)


def _looks(element: etree._Element, unit: str | None, context: str) -> Iterator[Tracked]:
    """Looks that changed while the words stayed: one for each author."""
    told: dict[str, list[str]] = {}
    dates: dict[str, str] = {}
    for change in element.iter(*_LOOKS):
        run = next(change.iterancestors(W + "r"), None)
        if next(change.iterancestors(*_SIGNED), None) is None:
            author = change.get(W + "author", "")
            dates.setdefault(author, change.get(W + "date", ""))
            told.setdefault(author, []).extend(t.text or "" for t in (run.iter(W + "t") if run is not None else ()))
    for author, words in told.items():
        said = "".join(words) or context
        yield Tracked("format", author, dates[author], unit, said, said, context)


def of_layout(root: etree._Element, units: Mapping[etree._Element, str | None]) -> Iterator[Tracked]:
    """Tables and sections that were laid out otherwise: one for each provision and author."""
    told: set[tuple[str | None, str]] = set()
    for change in root.iter(*_LAYOUT):
        holder = next(change.iterancestors(W + "p", W + "tc", W + "tr", W + "tbl"), root)
        unit = next((units[p] for p in holder.iter(W + "p") if p in units), None)
        author, date = change.get(W + "author", ""), change.get(W + "date", "")
        if (unit, author) not in told:
            told.add((unit, author))
            yield Tracked("format", author, date, unit, "", "", "")
