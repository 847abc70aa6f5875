"""The tree inside a Word file that we wrote: a custom XML part, which Word keeps when the file is edited and saved.

The part is never trusted blindly. It is taken for the text only when the body says exactly what we would write of it:
the same paragraphs, cells, marks and notes. If the words were changed since, the words win, and the part gives the
uids of what can still be recognised, and the base of tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain, groupby
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from ..akn_read import read_akn
from ..akn_write import write_akn
from ..carry import carry
from ..refusals import NotReadable
from ..tree import Document, Node, Unit, walk
from .numbering import numbering_of
from .package import RELATIONSHIPS, Package, W

NAMESPACE = "urn:travaux:text:1"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_SHOWN = ("b", "i", "u", "vertAlign")
Said = list[tuple[str, ...]]


def stamp(document: Document) -> str:
    """The name of a version by its content: SHA-256 of its Akoma Ntoso bytes, in hexadecimal."""
    return sha256(write_akn(document)).hexdigest()


def parts_for(document: Document) -> dict[str, bytes]:
    """The parts that carry the tree; the relationship to `customXml/item1.xml` is the writer's to add."""
    akn = write_akn(document)
    body = akn.split(b"?>", 1)[1].strip()
    digest = sha256(akn).hexdigest()
    item = f'<text xmlns="{NAMESPACE}" sha256="{digest}">'.encode() + body + b"</text>"
    properties = (
        f'<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{{{str(uuid5(NAMESPACE_URL, digest)).upper()}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
    relation = (
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{kind}" Target="itemProps1.xml"/>'
        "</Relationships>"
    ).encode()
    return {
        "customXml/item1.xml": item, "customXml/itemProps1.xml": properties,
        "customXml/_rels/item1.xml.rels": relation,
    }  # fmt: skip


def is_tree(name: str, data: bytes) -> bool:
    """Whether a part of a file is one that carries a tree."""
    said = f'"{NAMESPACE}"'.encode()
    return name.startswith("customXml/item") and "Props" not in name and said in data[:4000]


def carries_tree(package: Package) -> bool:
    """Whether we wrote the file."""
    return any(is_tree(name, data) for name, data in package.parts.items())


def embedded(package: Package) -> list[Document]:
    """The trees that a file carries, one usually; a part that cannot be read counts for nothing."""
    found: list[Document] = []
    for name, data in package.parts.items():
        if not is_tree(name, data):
            continue
        try:
            found.append(read_akn(_akn_in(data) or _akn_of(package, name), name=name).document)
        except NotReadable:
            continue
    return found


def _akn_in(data: bytes) -> bytes:
    """The Akoma Ntoso in a part as we wrote it; nothing when a program has put the part in other words."""
    start, end = data.find(b'<akomaNtoso xmlns="'), data.rfind(b"</akomaNtoso></text>")
    return data[start : end + len(b"</akomaNtoso>")] if 0 < start < end else b""


def _akn_of(package: Package, name: str) -> bytes:
    root = package.tree(name)
    return etree.tostring(root[0]) if root is not None and len(root) == 1 else b""


def saying(documents: list[Document], package: Package) -> Document | None:
    """The one of these trees that the body says word for word, or None."""
    from .write import parts_of  # inline: the writer puts in the parts that this module makes

    if not documents:
        return None
    body = said(package)
    for document in documents:
        if said(Package("", parts_of(document))) == body:
            return document
    return None


def said(package: Package) -> Said:
    """What a person sees in the body: rows, cells, paragraphs with their numbers, words and marks, notes among them."""
    notes = {
        (kind, note.get(W + "id", "")): note
        for kind in ("footnote", "endnote")
        if (root := package.tree(f"word/{kind}s.xml")) is not None
        for note in root.findall(W + kind)
    }
    found: Said = []
    numbering = numbering_of(package)
    for element in package.body.iter(W + "tbl", W + "tr", W + "tc", W + "p"):
        if element.tag != W + "p":
            found.append((str(element.tag).removeprefix(W),))
            continue
        pieces: list[str] = []
        label = numbering.of_paragraph(element)
        here = _pieces(element, notes)
        if label:  # counted by Word or printed as words: it is the same number
            first = next(here, None)
            here = chain([("", f"{label} "), first], here) if first is not None else iter([("", label)])
        for shown, runs in groupby(here, key=lambda piece: piece[0]):
            text = "".join(text for _, text in runs)
            pieces += (shown, text) if text.strip() else ("", text)
        found.append(("p", *pieces))
    while found and found[-1] == ("p",):
        found.pop()
    return found


def _pieces(paragraph: etree._Element, notes: dict[tuple[str, str], etree._Element]) -> Iterator[tuple[str, str]]:
    for run in paragraph.iter(W + "r"):
        if run.getparent() is not paragraph and next(run.iterancestors(W + "p"), None) is not paragraph:
            continue  # of a paragraph in a box, which is told by itself
        properties = run.find(W + "rPr")
        shown = "" if properties is None else " ".join(
            f"{kind}={element.get(W + 'val', '')}" for kind in _SHOWN
            if (element := properties.find(W + kind)) is not None
            and element.get(W + "val") not in ("0", "false", "none", "baseline")
        )  # fmt: skip
        for child in run:
            kind = str(child.tag).removeprefix(W)
            if kind == "t":
                yield shown, child.text or ""
            elif kind in ("tab", "br", "cr"):
                yield shown, " "
            elif kind in ("footnoteReference", "endnoteReference"):
                note = notes.get((kind.removesuffix("Reference"), child.get(W + "id", "")))
                words = (
                    ""
                    if note is None
                    else "\n".join("".join(map(str, p.itertext(W + "t"))) for p in note.iter(W + "p"))
                )
                yield "note", words.strip()


def with_uids(document: Document, known: Document) -> Document:
    """The document with the uids of what is recognised as a provision of `known`; what is new has none."""
    if not any(isinstance(node, Unit) and node.uid for node in walk(known)):
        return document
    named, _ = carry(known, document, lambda: "")

    def cleared(node: Node) -> Node:
        children = tuple(cleared(child) if isinstance(child, Node) else child for child in node.children)
        return replace(node, children=children, uid=node.uid or None)

    made = cleared(named)
    assert isinstance(made, Document)
    return made
