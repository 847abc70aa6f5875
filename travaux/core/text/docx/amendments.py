"""What people did to a Word file, as amendments: who, when, to which provision, which words; and their margin comments.

The base is a text that is given; else the version that the file carries inside, when we wrote it (`embedded`); else the
words with every change rejected. A paragraph is found there by its words, in order; a note stands where it is referred
to. What cannot be placed, and what differs from the base without being tracked, is listed as residue with the reason,
never dropped. Words that one person added and another one struck are two amendments, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from ..batch import collector_paused
from ..diff import diff
from ..gate import refusing
from ..plain import Reading, profile_of, read_paras
from ..tree import Document
from .changes import Found, blocks, fates, in_chain, of_layout, of_whole, was_of
from .comments import Comments
from .embedded import embedded, saying, stamp
from .numbering import Numbering, numbering_of
from .package import Package, W, open_package
from .pieces import Story, Whole
from .places import Places
from .read import paras_of, read_docx
from .resolve import resolve_package
from .tracked import NO_PLACE, Comment, Tracked

MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
IN_MARGIN = "it stands in a header or footer, which is no part of the text"
NOT_TRACKED = "it differs from the base and is not marked as a change"
_P = W + "p"
NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


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
    comments = Comments(package)
    found, units = _of_body(story, Places(reading.document), numbering_of(package), comments)
    found += map(Found, of_layout(package.body, units))
    stories = [part for part in package.stories() if part not in (MAIN, COMMENTS)]
    referring = _referring(units) if any(part in NOTES for part in stories) else {}
    for part in stories:
        root = package.tree(part)
        if root is not None:
            found += _of_notes(Story(root), part, referring, comments)
    told = tuple(_without_place(each) for each in _moved(found))
    said = comments.all()
    residue: list[Tracked | Comment] = [change for change in told if change.why]
    residue += [comment for comment in said if comment.why]
    return Amendments(told, said, (*residue, *untracked), reading, known_by)


def _without_place(change: Tracked) -> Tracked:
    return replace(change, why=NO_PLACE) if change.unit is None and not change.why else change


def _of_body(
    story: Story, places: Places, numbering: Numbering, comments: Comments
) -> tuple[list[Found], dict[etree._Element, str | None]]:
    """The changes of the body in order, and the provision of each of its paragraphs."""
    fate = fates(story)
    units: dict[etree._Element, str | None] = {}
    found: list[Found] = []
    for block in blocks(story):
        before = places.last
        if isinstance(block, Whole):
            inside = [p for p in block.element.iter(_P) if p in story.all]
            olds = [p for p in inside if was_of(story.all[p]).strip()]
            placed = [places.find(numbering.of_paragraph(p), was_of(story.all[p])) for p in olds]
            unit = placed[0] if placed else before
            found += map(Found, of_whole(block, story, unit))
        else:
            inside = [element for element, _ in block]
            was = "".join([paragraph.was for _, paragraph in block])
            label = numbering.of_paragraph(inside[-1]) if was.strip() or not block[-1][1].come else ""
            unit = places.find(label, was) if was.strip() else before
            found += in_chain(block, unit, before, fate)
        for element in inside:
            units[element] = unit
            comments.seen(element, unit)
    return found, units


def _of_notes(
    story: Story, part: str, referring: Mapping[tuple[str, str], str | None], comments: Comments
) -> list[Found]:
    """The changes of notes, which stand where they are referred to; and of headers and footers, which stand nowhere."""
    fate = fates(story)
    found: list[Found] = []
    kind = NOTES.get(part, "")
    for block in blocks(story):
        elements = [block.element] if isinstance(block, Whole) else [element for element, _ in block]
        note = next(elements[0].iterancestors(W + kind), None) if kind else None
        unit = referring.get((kind, note.get(W + "id", ""))) if note is not None else None
        if isinstance(block, Whole):
            found += map(Found, of_whole(block, story, unit))
        else:
            found += in_chain(block, unit, unit, fate)
        for element in elements:
            comments.seen(element, unit)
    return found if kind else [Found(replace(each.change, why=IN_MARGIN), each.move) for each in found]


def _referring(units: Mapping[etree._Element, str | None]) -> dict[tuple[str, str], str | None]:
    """(kind, number) of a note → the provision that refers to it."""
    found: dict[tuple[str, str], str | None] = {}
    for element, unit in units.items():
        for kind in NOTES.values():
            for reference in element.iter(f"{W}{kind}Reference"):
                found[kind, reference.get(W + "id", "")] = unit
    return found


def _moved(found: list[Found]) -> Iterator[Tracked]:
    """The changes with both halves of each whole move as one, where it left; what others did to its words is there."""
    come: dict[tuple[str, str], Tracked] = {}
    gone: dict[tuple[str, str], Tracked] = {}
    for change, move in found:
        side = {"add_unit": come, "delete_unit": gone}.get(change.op)
        if move is not None and side is not None:
            side.setdefault((move, " ".join(change.context.split())), change)
    for change, move in found:
        key = (move or "", " ".join(change.context.split()))
        if move is None or key not in come or key not in gone:
            yield change
        elif change is gone[key]:
            yield replace(change, op="move_unit", new=come[key].new, after=come[key].unit)
        elif change.op not in ("add_unit", "delete_unit"):
            yield replace(change, unit=gone[key].unit)
        elif change is not come[key]:
            yield change


def _base(
    data: bytes, package: Package, story: Story, name: str, given: Reading | None
) -> tuple[Reading, str, tuple[Tracked, ...]]:
    """The text that was amended, how it is known, and where the file differs from it without saying so."""
    trees = embedded(package) if given is None else []
    if trees:
        return _stamped(data, trees, name)
    if story.undo():
        said = read_paras(paras_of(package, story.undone), [], profile_id=None, language=None, name=name)
    else:
        said = read_docx(data, name=name, accept=False)
    return (given, "given", tuple(_unlike(given.document, said.document))) if given else (said, "text", ())


def _stamped(data: bytes, trees: list[Document], name: str) -> tuple[Reading, str, tuple[Tracked, ...]]:
    rejected = open_package(data, name=name)
    resolve_package(rejected, accept=False)
    exact = saying(trees, rejected)
    tree = exact or trees[0]
    base = Reading(tree, profile_of(tree), tree.language or "und", ())
    if exact is not None:
        return base, "stamp", ()
    now = read_paras(paras_of(rejected), [], profile_id=None, language=tree.language, name=name).document
    return base, "stamp", tuple(
        Tracked("untracked", "", "", change.old, _side(change.words, "=-"), _side(change.words, "=+"), change.label,
                why=NOT_TRACKED)
        for change in diff(tree, now).changes if change.kind in ("added", "removed", "reworded")
    )  # fmt: skip


def _unlike(base: Document, now: Document) -> Iterator[Tracked]:
    """The lines that only one of these texts has, however each is cut into units."""
    ours, theirs = Places(base), Places(now)
    for eid, said in zip(ours.eids, ours.texts, strict=True):
        if said and theirs.find("", said) is None:
            yield Tracked("untracked", "", "", eid, said, "", said, why=NOT_TRACKED)
    for said in theirs.texts:
        if said and ours.find("", said) is None:
            yield Tracked("untracked", "", "", None, "", said, said, why=NOT_TRACKED)


def _side(pieces: tuple[tuple[str, str], ...], signs: str) -> str:
    return "".join(text for sign, text in pieces if sign in signs)
