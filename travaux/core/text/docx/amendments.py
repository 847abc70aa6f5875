"""What people did to a Word file, as amendments: who, when, to which provision, which words; and their margin comments.

The base is a text that is given; else the version that the file carries inside, when we wrote it (`embedded`); else the
words with every change rejected. A paragraph is found there by its words, in order; what cannot be placed, and what
differs from the base without being tracked, is listed as residue, never dropped. Words that one person added and
another one struck are two amendments, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ..batch import collector_paused
from ..diff import diff
from ..gate import refusing
from ..plain import Reading, profile_of, read_paras
from .embedded import embedded, saying, stamp
from .numbering import numbering_of
from .package import Package, W, open_package
from .pieces import Paragraph, Piece, Story
from .places import Places
from .read import paras_of, read_docx
from .resolve import resolve_package


@dataclass(frozen=True, slots=True)
class Tracked:
    """One change of one author in one paragraph."""

    op: str  # replace_words, insert_words, delete_words, add_unit, delete_unit, move_unit, split, join; untracked
    author: str
    date: str
    unit: str | None  # eId in the base; for a new paragraph, of the one before it; None when it was not found
    old: str  # the words that go
    new: str  # the words that come
    context: str  # the paragraph as it was, or as it will be when it is new
    after: str | None = None  # of what moves: eId of what it comes after

    def as_json(self) -> dict[str, str | None]:
        return {key: getattr(self, key) for key in self.__slots__}


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment in the margin."""

    author: str
    date: str
    unit: str | None
    quoted: str  # the words that it stands at
    text: str

    def as_json(self) -> dict[str, str | None]:
        return {key: getattr(self, key) for key in self.__slots__}


@dataclass(frozen=True, slots=True)
class Amendments:
    """All that was found in one file."""

    amendments: tuple[Tracked, ...]
    comments: tuple[Comment, ...]
    residue: tuple[Tracked | Comment, ...]  # what could not be placed in the base, or changed without being tracked
    base: Reading  # the text that they amend
    known_by: str  # how the base was found: "given", "stamp", "text"

    def as_json(self) -> dict[str, object]:
        return {
            "base": {"known_by": self.known_by, "sha256": stamp(self.base.document)},
            "amendments": [each.as_json() for each in self.amendments],
            "comments": [each.as_json() for each in self.comments],
            "residue": [each.as_json() for each in self.residue],
        }


@collector_paused()
def amendments(data: bytes, *, name: str = "", base: Reading | None = None) -> Amendments:
    """The amendments and comments of a tracked file. Raises `NotReadable`."""
    with refusing(name):
        return _amendments(data, name, base)


def _amendments(data: bytes, name: str, base: Reading | None) -> Amendments:
    package = open_package(data, name=name)
    story = Story(package.body)
    reading, known_by, untracked = _base(data, package, story, name, base)
    places = Places(reading.document)
    found: list[Tracked] = []
    moves = _Moves()
    comments: list[Comment] = []
    notes = _comments_of(package)
    open_ranges: dict[str, list[str]] = {}
    numbering = numbering_of(package)
    for element, paragraph in story.all.items():
        label = numbering.of_paragraph(element)
        if isinstance(paragraph, str):
            unit = places.find(label, paragraph)
        else:
            unit = places.last if paragraph.is_new else places.find(label, paragraph.was)
            found += moves.seen(paragraph, list(_of_paragraph(paragraph, unit)), unit)
        for comment_id, quoted in _ranges(element, open_ranges) if notes else ():
            author, date, text = notes.get(comment_id, ("", "", ""))
            comments.append(Comment(author, date, unit, quoted, text))
    found = moves.joined(found)
    residue: list[Tracked | Comment] = [each for each in found if each.unit is None]
    residue += [comment for comment in comments if comment.unit is None]
    return Amendments(tuple(found), tuple(comments), (*residue, *untracked), reading, known_by)


def _base(
    data: bytes, package: Package, story: Story, name: str, given: Reading | None
) -> tuple[Reading, str, tuple[Tracked, ...]]:
    """The text that was amended, how it is known, and where the file differs from it without saying so."""
    if given is not None:
        return given, "given", ()
    trees = embedded(package)
    if not trees and story.undo():
        paras = paras_of(package, story.undone)
        return read_paras(paras, [], profile_id=None, language=None, name=name), "text", ()
    if not trees:
        return read_docx(data, name=name, accept=False), "text", ()
    rejected = open_package(data, name=name)
    resolve_package(rejected, accept=False)
    exact = saying(trees, rejected)
    tree = exact or trees[0]
    base = Reading(tree, profile_of(tree), tree.language or "und", ())
    if exact is not None:
        return base, "stamp", ()
    now = read_paras(paras_of(rejected), [], profile_id=None, language=tree.language, name=name).document
    return base, "stamp", tuple(
        Tracked("untracked", "", "", change.old, _side(change.words, "=-"), _side(change.words, "=+"), change.label)
        for change in diff(tree, now).changes if change.kind in ("added", "removed", "reworded")
    )  # fmt: skip


def _side(pieces: tuple[tuple[str, str], ...], signs: str) -> str:
    return "".join(text for sign, text in pieces if sign in signs)


class _Moves:
    """What left one place and came to another, under one name: one amendment, not two."""

    def __init__(self) -> None:
        self.gone: dict[str, Tracked] = {}
        self.come: dict[str, Tracked] = {}

    def seen(self, paragraph: Paragraph, found: list[Tracked], unit: str | None) -> list[Tracked]:
        """Keeps in mind what one paragraph says of moves."""
        name = next((piece.move for piece in paragraph.pieces if piece.move and piece.text.strip()), None)
        if name is None or len(found) != 1:
            return found
        [one] = found
        side = {"delete_unit": self.gone, "add_unit": self.come}.get(one.op)
        if side is not None and name not in side:
            side[name] = one
        return found

    def joined(self, found: list[Tracked]) -> list[Tracked]:
        """The same amendments with both halves of each whole move as one, where it left."""
        whole = {name for name in self.gone if name in self.come and _alike(self.gone[name].old, self.come[name].new)}
        halves = {id(self.come[name]) for name in whole}
        moved = {id(self.gone[name]): replace(self.gone[name], op="move_unit", new=self.come[name].new,
                                              after=self.come[name].unit) for name in whole}  # fmt: skip
        return [moved.get(id(each), each) for each in found if id(each) not in halves]


def _alike(one: str, two: str) -> bool:
    return one.split() == two.split()


def _of_paragraph(paragraph: Paragraph, unit: str | None) -> Iterator[Tracked]:
    """One amendment a change; a whole new or deleted paragraph is one."""
    pieces, mark, was, will = paragraph.pieces, paragraph.mark, paragraph.was, paragraph.will
    stays = any(piece.sign in "=^" and piece.text.strip() for piece in pieces)
    if mark and not stays and (was.strip() or will.strip()):
        if mark.sign == "+" and not was.strip():
            yield Tracked("add_unit", mark.author, mark.date, unit, "", will, will)
            return
        if mark.sign == "-" and not will.strip():
            yield Tracked("delete_unit", mark.author, mark.date, unit, was, "", was)
            return
    if mark:  # only the end of the paragraph was made or taken away: it was split in two, or joined with the next
        yield Tracked("split" if mark.sign == "+" else "join", mark.author, mark.date, unit, "", "", was or will)
    gone = come = ""
    who = ("", "")
    for piece in [*pieces, Piece("=", "")]:
        said = (piece.author, piece.date)
        if piece.sign == "=" or ((gone or come) and said[0] != who[0]):
            if gone != come:
                yield _words(gone, come, who, unit, was)
            gone = come = ""
        if piece.sign != "=":
            who = who if gone or come else said
            gone += piece.text if piece.sign in "-~" else ""
            come += piece.text if piece.sign in "+^" else ""


def _words(gone: str, come: str, who: tuple[str, str], unit: str | None, context: str) -> Tracked:
    op = "replace_words" if gone and come else "insert_words" if come else "delete_words"
    return Tracked(op, *who, unit, gone, come, context)


def _comments_of(package: Package) -> dict[str, tuple[str, str, str]]:
    root = package.tree("word/comments.xml")
    found: dict[str, tuple[str, str, str]] = {}
    for comment in root.findall(W + "comment") if root is not None else ():
        said = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        who = comment.get(W + "author", ""), comment.get(W + "date", "")
        found[comment.get(W + "id", "")] = (*who, said)
    return found


def _ranges(paragraph: etree._Element, running: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(id, quoted words) of the comments whose range ends, or that merely stand, in this paragraph."""
    ended: set[str] = set()
    for element in paragraph.iter():
        if element.tag == W + "commentRangeStart":
            running[element.get(W + "id", "")] = []
        elif element.tag == W + "t":
            for quoted in running.values():
                quoted.append(element.text or "")
        elif element.tag == W + "commentRangeEnd":
            comment_id = element.get(W + "id", "")
            ended.add(comment_id)
            yield comment_id, "".join(running.pop(comment_id, []))
        elif element.tag == W + "commentReference" and element.get(W + "id", "") not in ended | set(running):
            yield element.get(W + "id", ""), ""
