"""What people did to a Word file, as amendments: who, when, to which provision, which words; and their margin comments.

The base is a text that is given; else the version that the file carries inside, when we wrote it (`embedded`); else the
words with every change rejected. A paragraph is found there by its words, in order; what cannot be placed, and what
differs from the base without being tracked, is listed as residue, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..diff import diff
from ..gate import refusing
from ..plain import Reading, profile_of, read_paras
from ..tree import Component, Document, Line, Meta, Node, Unit, words
from .embedded import embedded, saying, stamp
from .numbering import numbering_of
from .package import Package, W, open_package
from .read import paras_of, read_docx
from .resolve import resolve_package

_SIGNS = {"ins": "+", "moveTo": "+", "del": "-", "moveFrom": "-"}


@dataclass(frozen=True, slots=True)
class Tracked:
    """One change of one author in one paragraph."""

    op: str  # replace_words, insert_words, delete_words, add_unit, delete_unit, split, join; in the residue: untracked
    author: str
    date: str
    unit: str | None  # eId in the base; for a new paragraph, of the one before it; None when it was not found
    old: str  # the words that go
    new: str  # the words that come
    context: str  # the paragraph as it was, or as it will be when it is new

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


def amendments(data: bytes, *, name: str = "", base: Reading | None = None) -> Amendments:
    """The amendments and comments of a tracked file. Raises `NotReadable`."""
    with refusing(name):
        return _amendments(data, name, base)


def _amendments(data: bytes, name: str, base: Reading | None) -> Amendments:
    package = open_package(data, name=name)
    reading, known_by, untracked = _base(data, package, name, base)
    places = _Places(reading.document)
    found: list[Tracked] = []
    comments: list[Comment] = []
    notes = _comments_of(package)
    open_ranges: dict[str, list[str]] = {}
    numbering = numbering_of(package)
    for paragraph in package.body.iter(W + "p"):
        label = numbering.of_paragraph(paragraph)
        pieces = list(_pieces(paragraph))
        mark = _mark(paragraph)
        was = "".join(text for sign, text, _, _ in pieces if sign in "=-")
        is_new = mark is not None and mark[0] == "+" and not was.strip()
        unit = places.last if is_new else places.find(f"{label} {was}".strip(), was)
        found += _of_paragraph(pieces, mark, unit, was)
        for comment_id, quoted in _ranges(paragraph, open_ranges):
            author, date, text = notes.get(comment_id, ("", "", ""))
            comments.append(Comment(author, date, unit, quoted, text))
    residue: list[Tracked | Comment] = [each for each in found if each.unit is None]
    residue += [comment for comment in comments if comment.unit is None]
    return Amendments(tuple(found), tuple(comments), (*residue, *untracked), reading, known_by)


def _base(data: bytes, package: Package, name: str, given: Reading | None) -> tuple[Reading, str, tuple[Tracked, ...]]:
    """The text that was amended, how it is known, and where the file differs from it without saying so."""
    if given is not None:
        return given, "given", ()
    trees = embedded(package)
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


class _Places:
    """Finds paragraphs in the base by their words, going forward."""

    def __init__(self, document: Document) -> None:
        self.lines = list(_lines(document, None))
        self.at = 0
        self.last: str | None = None

    def find(self, with_label: str, text: str) -> str | None:
        if not text.strip():
            return self.last
        wanted = {" ".join(said.split()) for said in (with_label, text)}
        for start, stop in ((self.at, len(self.lines)), (0, self.at)):
            for place in range(start, stop):
                eid, said = self.lines[place]
                if any(each == said or (said and each.endswith(said)) for each in wanted):
                    self.at, self.last = place + 1, eid
                    return eid
        return None


def _lines(node: Node, eid: str | None) -> Iterator[tuple[str | None, str]]:
    for child in node.nodes:
        if isinstance(child, Meta):
            continue
        inner = child.eid if isinstance(child, (Unit, Component)) else eid
        if isinstance(child, Line):
            if child.kind != "num" or not eid:
                yield eid or child.eid, " ".join(words(child).split())
        else:
            yield from _lines(child, inner)


Piece = tuple[str, str, str, str]  # sign, text, author, date


def _pieces(paragraph: etree._Element) -> Iterator[Piece]:
    for element in paragraph.iter(W + "t", W + "delText", W + "tab", W + "br"):
        above = next((a for a in element.iterancestors(*(W + kind for kind in _SIGNS))), None)
        if element.getparent() is None or next(element.iterancestors(W + "p"), None) is not paragraph:
            continue
        text = element.text or "" if element.tag in (W + "t", W + "delText") else " "
        sign = _SIGNS[etree.QName(above).localname] if above is not None else "="
        yield sign, text, *_who(above)


def _mark(paragraph: etree._Element) -> tuple[str, str, str] | None:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    for kind, sign in _SIGNS.items() if properties is not None else ():
        element = properties.find(W + kind) if properties is not None else None
        if element is not None:
            return sign, *_who(element)
    return None


def _who(element: etree._Element | None) -> tuple[str, str]:
    return ("", "") if element is None else (element.get(W + "author", ""), element.get(W + "date", ""))


def _of_paragraph(
    pieces: list[Piece], mark: tuple[str, str, str] | None, unit: str | None, was: str
) -> Iterator[Tracked]:
    """One amendment a change; a whole new or deleted paragraph is one."""
    will = "".join(text for sign, text, _, _ in pieces if sign in "=+")
    if mark and not any(sign == "=" and text.strip() for sign, text, _, _ in pieces) and (was.strip() or will.strip()):
        if mark[0] == "+" and not was.strip():
            yield Tracked("add_unit", mark[1], mark[2], unit, "", will, will)
            return
        if mark[0] == "-" and not will.strip():
            yield Tracked("delete_unit", mark[1], mark[2], unit, was, "", was)
            return
    if mark:  # only the end of the paragraph was made or taken away: it was split in two, or joined with the next
        yield Tracked("split" if mark[0] == "+" else "join", mark[1], mark[2], unit, "", "", was or will)
    gone = come = ""
    who = ("", "")
    for sign, text, author, date in [*pieces, ("=", "", "", "")]:
        if sign == "=" or ((gone or come) and author != who[0]):
            if gone or come:
                yield _words(gone, come, who, unit, was)
            gone = come = ""
        if sign != "=":
            who = who if (gone or come) and who[0] else (author, date)
            gone, come = gone + (text if sign == "-" else ""), come + (text if sign == "+" else "")


def _words(gone: str, come: str, who: tuple[str, str], unit: str | None, context: str) -> Tracked:
    op = "replace_words" if gone and come else "insert_words" if come else "delete_words"
    return Tracked(op, *who, unit, gone, come, context)


def _comments_of(package: Package) -> dict[str, tuple[str, str, str]]:
    root = package.tree("word/comments.xml")
    found: dict[str, tuple[str, str, str]] = {}
    for comment in root.findall(W + "comment") if root is not None else ():
        said = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        found[comment.get(W + "id", "")] = (*_who(comment), said)
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
