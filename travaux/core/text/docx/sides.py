"""What stands beside the body of two files: notes paired by their words, headers and footers by their sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from posixpath import basename, join, normpath
from typing import NamedTuple

from lxml import etree
from rapidfuzz.distance import Indel

from .package import RELATIONSHIPS, Package, R, W
from .parts import links_of
from .shown import FEW, LIKE

KINDS = ("footnote", "endnote")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}s"
Found = dict[str, etree._Element]


class Pair(NamedTuple):
    """One note of the old file and what became of it in the new one; one of them may be None."""

    old: etree._Element | None  # of a note that went: its copy in the new file
    new: etree._Element | None


def notes(old: Package, new: Package) -> list[Pair]:
    """The notes that changed, went or came. References of the old body are pointed to the notes of the new file; what
    went is copied there under a number of its own."""
    return [pair for kind in KINDS for pair in _of_kind(old, new, kind)]


def _of_kind(old: Package, new: Package, kind: str) -> Iterator[Pair]:
    ours, theirs = _all(old, kind), _all(new, kind)
    gone, come = _referred(old, kind, ours), _referred(new, kind, theirs)
    known: defaultdict[str, list[str]] = defaultdict(list)
    for number in come:
        known[_said(theirs[number])].append(number)
    numbers: dict[str, str] = {}  # old → new
    for number in gone:
        alike = known[_said(ours[number])]
        if alike:
            numbers[number] = alike.pop(0)
    left = [number for number in come if number not in numbers.values()]
    for number in [number for number in gone if number not in numbers]:
        partner = next((n for n in left[:FEW] if _alike(ours[number], theirs[n]) >= LIKE), None)
        if partner is not None:
            left = left[left.index(partner) + 1 :]
            numbers[number] = partner
            yield Pair(ours[number], theirs[partner])
            continue
        copy = _put(new, kind, ours[number])
        numbers[number] = copy.get(W + "id", "")
        yield Pair(copy, None)
    for number in come:
        if number not in numbers.values():
            yield Pair(None, theirs[number])
    for reference in old.body.iter(f"{W}{kind}Reference"):
        number = reference.get(W + "id", "")
        reference.set(W + "id", numbers.get(number, number))


def settle(new: Package) -> None:
    """Gives each reference that goes a note of its own where what stays refers to the same: one note, one reference."""
    for kind in KINDS:
        known = _all(new, kind)
        seen: set[str] = set()
        references = list(new.body.iter(f"{W}{kind}Reference"))
        for reference in sorted(references, key=_goes):
            number = reference.get(W + "id", "")
            if number in seen and number in known:
                reference.set(W + "id", _put(new, kind, known[number]).get(W + "id", ""))
            seen.add(number)


def _goes(reference: etree._Element) -> bool:
    return next(reference.iterancestors(W + "del", W + "moveFrom"), None) is not None


def _all(package: Package, kind: str) -> Found:
    root = package.tree(f"word/{kind}s.xml")
    return {} if root is None else {note.get(W + "id", ""): note for note in root.findall(W + kind)}


def _referred(package: Package, kind: str, known: Found) -> list[str]:
    """The numbers of notes as the body refers to them, each once."""
    said = (reference.get(W + "id", "") for reference in package.body.iter(f"{W}{kind}Reference"))
    return [number for number in dict.fromkeys(said) if number in known]


def _put(package: Package, kind: str, note: etree._Element) -> etree._Element:
    """A copy of a note at the end of a file's notes, under the next number."""
    root = package.tree(f"word/{kind}s.xml")
    if root is None:
        root = _new_part(package, kind)
    numbers = [int(known.get(W + "id", "0")) for known in root.findall(W + kind)]
    copy = deepcopy(note)
    copy.set(W + "id", str(max(numbers, default=0) + 1))
    root.append(copy)
    return copy


def _new_part(package: Package, kind: str) -> etree._Element:
    """A part for notes in a file that had none."""
    part = f"word/{kind}s.xml"
    root = etree.Element(W + kind + "s", nsmap={"w": W[1:-1]})
    package.parts[part], package.trees[part] = b"", root
    types = package.tree("[Content_Types].xml")
    if types is not None:
        etree.SubElement(types, _TYPES + "Override", PartName=f"/{part}", ContentType=_NOTES.format(kind))
    link = etree.SubElement(links_of(package), "{" + RELATIONSHIPS + "}Relationship")
    for key, value in (("Id", f"rId{kind}s"), ("Type", _RELATION.format(kind)), ("Target", f"{kind}s.xml")):
        link.set(key, value)
    return root


def _said(note: etree._Element) -> str:
    return (note.get(W + "type") or "") + "".join(t.text or "" for t in note.iter(W + "t")).strip()


def _alike(one: etree._Element, two: etree._Element) -> float:
    return Indel.normalized_similarity(_said(one).split(), _said(two).split())


def margins(old: Package, new: Package) -> list[tuple[etree._Element, etree._Element]]:
    """The headers and footers that stand at the same place of both files. Those with pictures or links of their own
    count only where both files hold them under the same names."""
    ours, theirs = _margins(old), _margins(new)
    found: dict[str, tuple[etree._Element, etree._Element]] = {}
    for place, part in theirs.items():
        before = ours.get(place)
        one, two = old.tree(before) if before else None, new.tree(part)
        if before is None or one is None or two is None or part in found:
            continue
        if one.xpath("boolean(descendant::*/@r:*)", namespaces={"r": R[1:-1]}) and _links(old, before) != _links(
            new, part
        ):
            continue
        found[part] = one, two
    return list(found.values())


def _margins(package: Package) -> dict[tuple[int, str, str], str]:
    """(section, header or footer, first, even or default) → part."""
    rels = package.tree("word/_rels/document.xml.rels")
    targets = {rel.get("Id", ""): rel.get("Target", "") for rel in rels} if rels is not None else {}
    return {
        (number, str(reference.tag), reference.get(W + "type", "default")): part
        for number, section in enumerate(package.body.iter(W + "sectPr"))
        for reference in section.iterchildren(W + "headerReference", W + "footerReference")
        if (part := normpath(join("word", targets.get(reference.get(R + "id", ""), "")))) in package.stories()
    }


def _links(package: Package, part: str) -> bytes:
    return package.parts.get(f"word/_rels/{basename(part)}.rels", b"")
