"""Reading Akoma Ntoso: 3.0, its drafts, and 2.0 or 1.0 as far as sense survives.

Every element of the vocabulary becomes a node, in order; the rest is kept verbatim. Entities, document types and the
network are refused or switched off; so are files too deep or too large for the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from . import kinds
from .batch import collector_paused
from .gate import parse_xml
from .refusals import NotReadable
from .tree import Document, Fact, Line, Mark, Meta, Node, Verbatim, tidy
from .vocabulary import BESIDE, CLASSES

_FAMILIES = ("http://docs.oasis-open.org/legaldocml/ns/akn/", "http://www.akomantoso.org/")
_XML_SPACE = re.compile(r"[ \t\r\n]+")
# Names that drafts and older versions gave to what 3.0 calls otherwise.
_OLD_NAMES = {
    "ActType": "docType", "ActTitle": "docTitle", "ActNumber": "docNumber", "ActProponent": "docProponent",
    "ActDate": "docDate", "ActPurpose": "docPurpose", "docNum": "docNumber", "omissis": "omissis",
    "annexes": "attachments", "annex": "attachment", "collectionItem": "component",
}  # fmt: skip
_IDS = {"eId": "eid", "id": "eid", "GUID": "uid", "guid": "uid"}
_OLD_ATTRIBUTES = {"evolvingId": "wId", "currentId": "eId", "originalId": "wId"}


@dataclass(frozen=True, slots=True)
class AknReading:
    """A document read from XML, and what should be known about the reading."""

    document: Document
    namespace: str  # the namespace found: 3.0, one of its drafts, 2.0 or 1.0
    verbatim: tuple[str, ...]  # names of elements outside the vocabulary, kept as they were


@collector_paused()
def read_akn(data: bytes, *, name: str = "") -> AknReading:
    """The document in these bytes. Raises `NotReadable` with the place and the remedy."""
    root = parse_xml(data, name=name)
    namespace = etree.QName(root).namespace or ""
    if not namespace.startswith(_FAMILIES):
        raise NotReadable(
            f"The root element is “{etree.QName(root).localname}” of the namespace “{namespace}”, not Akoma Ntoso.",
            where=name, remedy="Give a file of Akoma Ntoso 3.0, a draft of it, 2.0 or 1.0.",
        )  # fmt: skip
    holder, beside = root, []
    if etree.QName(root).localname == "akomaNtoso":
        holder, *beside = [child for child in root if isinstance(child.tag, str)] or [root]
    reader = _Reader(namespace)
    document = reader.node(holder)
    if not isinstance(document, Document):
        raise NotReadable(
            f"“{etree.QName(holder).localname}” is not a document of Akoma Ntoso.",
            where=f"{name}, line {holder.sourceline}",
            remedy="The first element under akomaNtoso must be act, bill, doc, statement or another document.",
        )  # fmt: skip
    # <components> may stand beside the document too; here it stands inside, and is written back to its place.
    document = document.with_children((*document.children, *(replace(reader.node(e), attrs=BESIDE) for e in beside)))
    return AknReading(document, namespace, tuple(sorted(reader.verbatim)))


class _Reader:
    def __init__(self, namespace: str) -> None:
        self.brace = "{" + namespace + "}"
        self.verbatim: set[str] = set()

    def node(self, element: etree._Element) -> Node:
        tag = element.tag
        if not isinstance(tag, str):
            return Verbatim("#comment" if tag is etree.Comment else "#instruction", xml=_source(element))
        kind = tag.removeprefix(self.brace)
        kind = _OLD_NAMES.get(kind, kind)
        cls = CLASSES.get(kind)
        if cls is None:
            return self.unknown(element, kind)
        attrs, eid, uid = _attributes(element)
        children: tuple[Node | str, ...] = (
            tuple(map(self.fact, element)) if cls is Meta else self.children(element, cls, kind)
        )
        return cls(kind, children, attrs, eid, uid)

    def children(self, element: etree._Element, cls: type[Node], kind: str) -> tuple[Node | str, ...]:
        mixed = cls is Line or cls is Mark or (kind == "li" and not _holds_blocks(element))
        if not mixed and not has_text(element):
            return tuple(self.node(child) for child in element)
        runs: list[Node | str] = [element.text or ""]
        for child in element:
            runs += (self.node(child), child.tail or "")
        return tidy(runs, edges=cls is not Mark)

    def unknown(self, element: etree._Element, kind: str) -> Verbatim:
        self.verbatim.add(kind)
        return Verbatim(kind, xml=_source(element, namespace=self.brace[1:-1]))

    def fact(self, element: etree._Element) -> Node:
        tag = element.tag
        if not isinstance(tag, str):
            return self.node(element)
        if not tag.startswith(self.brace):
            return self.unknown(element, tag)
        attrs, eid, uid = _attributes(element)
        children: list[Node | str] = [element.text] if element.text and element.text.strip() else []
        for child in element:
            children.append(self.fact(child))
            if child.tail and child.tail.strip():
                children.append(child.tail)
        if tag == self.brace + "note":
            return self.node(element)
        return Fact(tag.removeprefix(self.brace), tuple(children), attrs, eid, uid)


def _attributes(element: etree._Element) -> tuple[tuple[tuple[str, str], ...], str | None, str | None]:
    kept: list[tuple[str, str]] = []
    names: dict[str, str | None] = {"eid": None, "uid": None}
    for key, value in element.attrib.items():
        said = _OLD_ATTRIBUTES.get(str(key), str(key))
        if said in _IDS:
            names[_IDS[said]] = str(value)
        elif "schemaLocation" not in said:
            kept.append((said, str(value)))
    return tuple(sorted(kept)), names["eid"], names["uid"]


def has_text(element: etree._Element) -> bool:
    """Whether words stand directly in an element that should hold elements only; nothing is lost even then."""
    return bool((element.text and element.text.strip()) or any(child.tail and child.tail.strip() for child in element))


def _holds_blocks(element: etree._Element) -> bool:
    return len(element) > 0 and not has_text(element) and all(
        not isinstance(child.tag, str) or etree.QName(child).localname in ("p", "ul", "ol", "table", "block")
        for child in element
    )  # fmt: skip


def _source(element: etree._Element, *, namespace: str | None = None) -> str:
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    if namespace and namespace != kinds.NAMESPACE:
        xml = xml.replace(f'"{namespace}"', f'"{kinds.NAMESPACE}"')
    return xml
