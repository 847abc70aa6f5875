"""Writing Akoma Ntoso 3.0, and checking it against the schema of OASIS.

A document without metadata gets the least that the schema asks for, with nothing invented: unknown values say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from .akn_read import has_text
from .akn_text import written
from .kinds import NAMESPACE
from .refusals import NotValid, TextRefused
from .tree import Component, Document, Fact, Meta, Node, Verbatim
from .vocabulary import BESIDE, holds_text

_BRACE = "{" + NAMESPACE + "}"
_NSMAP: Any = {None: NAMESPACE}  # lxml takes None for the default namespace; its stubs do not


def write_akn(document: Document, *, notice: str | None = None) -> bytes:
    """UTF-8 bytes of the whole file. Lines are never indented inside: white space there is text.

    `notice` stands in a comment before the root.
    """
    document = with_meta(document)
    inside = document.with_children(child for child in document.children if not _is_beside(child))
    parts = (inside, *(replace(child, attrs=()) for child in document.nodes if _is_beside(child)))
    quick = None if notice else written(parts)
    if quick is not None:
        return quick
    root = etree.Element(_BRACE + "akomaNtoso", nsmap=_NSMAP)
    for node in parts:
        root.append(_element(node))
    _indent(root, 0)
    if notice:
        root.addprevious(etree.Comment(f" {notice.replace('--', '—')} "))
        return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True) + b"\n"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _element(node: Node) -> etree._Element:
    if isinstance(node, Verbatim):
        return _verbatim(node)
    element = etree.Element(node.kind if node.kind.startswith("{") else _BRACE + node.kind, nsmap=_NSMAP)
    for key, value in (*node.attrs, ("eId", node.eid), ("GUID", node.uid)):
        if value is not None:
            element.set(key, value)
    last = None
    for child in node.children:
        if isinstance(child, str):
            if last is None:
                element.text = (element.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        else:
            last = _element(child)
            element.append(last)
    return element


def _verbatim(node: Verbatim) -> etree._Element:
    if node.kind == "#comment":
        return etree.Comment(node.xml[4:-3])
    if node.kind == "#instruction":
        target, _, text = node.xml[2:-2].partition(" ")
        return etree.ProcessingInstruction(target, text)
    return etree.fromstring(node.xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _is_beside(child: Node | str) -> bool:
    return isinstance(child, Node) and child.attrs == BESIDE


def with_meta(node: Document, *, language: str = "und", title: str = "") -> Document:
    """The document, it and its annexed works each with at least the identification that the schema requires."""
    children = tuple(_with_meta_inside(child, language) for child in node.children)
    return node.with_children(children if node.meta else (minimal_meta(node, language, title), *children))


def _with_meta_inside(node: Node | str, language: str) -> Node | str:
    if isinstance(node, Document):
        return with_meta(node, language=language)
    if isinstance(node, Component) or (isinstance(node, Node) and node.kind in ("attachments", "components")):
        return node.with_children(_with_meta_inside(child, language) for child in node.children)
    return node


def minimal_meta(document: Document, language: str, title: str) -> Meta:
    """The identification that the schema requires. Dates and authors stay unknown."""
    kind = document.kind

    named = (_fact("FRBRalias", name="title", value=title),) if title else ()

    def level(name: str, uri: str, *more: Fact) -> Fact:
        facts = (
            _fact("FRBRthis", value=f"{uri}/!main"), _fact("FRBRuri", value=uri),
            *(named if name == "FRBRWork" else ()),
            _fact("FRBRdate", date="0001-01-01", name="unknown"), _fact("FRBRauthor", href=""), *more,
        )  # fmt: skip
        return Fact(name, facts)

    work = f"/akn/un/{kind}/0001-01-01/nn"
    identification = Fact(
        "identification",
        (
            level("FRBRWork", work, _fact("FRBRcountry", value="un")),
            level("FRBRExpression", f"{work}/{language}@", _fact("FRBRlanguage", language=language)),
            level("FRBRManifestation", f"{work}/{language}@.xml"),
        ),
        (("source", "#unknown"),),
    )
    return Meta("meta", (identification,))


def _fact(kind: str, **attrs: str) -> Fact:
    return Fact(kind, (), tuple(sorted(attrs.items())))


def _indent(element: etree._Element, depth: int) -> None:
    """New lines and two spaces a level between elements, where no text stands."""
    if len(element) == 0 or _holds_text(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth


def _holds_text(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or not element.tag.startswith(_BRACE):
        return True
    return holds_text(element.tag.removeprefix(_BRACE)) or has_text(element)


def check_akn(data: bytes, schema: Path) -> None:
    """Nothing, when the bytes satisfy the schema file; else raises `NotValid` with the first five faults."""
    compiled = _schema(schema)
    # White space between elements is allowed everywhere and never asked for; without it half the nodes are left.
    if compiled.validate(etree.fromstring(data, etree.XMLParser(remove_blank_text=True))):
        return
    faults = [
        f"line {fault.line}: {fault.message.replace(_BRACE, '')}" for fault in cast(Iterable[Any], compiled.error_log)
    ][:5]
    raise NotValid(
        "The document does not satisfy the schema of Akoma Ntoso 3.0: " + "; ".join(faults), where=str(schema.name),
        remedy="Change the units named here; an element outside the vocabulary was kept as it came in.",
    )  # fmt: skip


@lru_cache(maxsize=4)
def _schema(path: Path) -> etree.XMLSchema:
    try:
        return etree.XMLSchema(etree.parse(str(path)))
    except (OSError, etree.XMLSchemaParseError) as error:
        raise TextRefused(f"The schema cannot be used: {error}", where=str(path),
                          remedy="Give the path of akomantoso30.xsd with xml.xsd beside it.") from None  # fmt: skip
