"""An HTML page that we wrote, read as the text that it was written from.

The words are those that the page shows; structure and names are in `akn-` classes and `data-` attributes. What stands
outside them (the notice, the head of the notes) is the page's, not the text's.
"""

from __future__ import annotations

import json
import re

from lxml import etree

from .akn_write import with_meta
from .eids import mint
from .front import title_of
from .gate import CONTROL
from .refusals import NotReadable
from .tree import Document, Line, Mark, Node, Note, tidy
from .vocabulary import CLASSES, holds_text

_NAME = re.compile(r"(?:\{[^{}\s\"<>]+\})?[A-Za-z_][\w.\-]*\Z")
_KIND = re.compile(r"(?:^|\s)akn-([A-Za-z]+)")


def read_ours(root: etree._Element, *, language: str, name: str = "") -> Document:
    """The document of the page. Raises `NotReadable` when its marks are not those that we write."""
    reader = _Reader({n.get("id", ""): n for n in root.iter("li") if kind_of(n) in ("authorialNote", "note")})
    body = root.find("body")
    found = [node for node in reader.nodes(body) if isinstance(node, Document)] if body is not None else []
    if len(found) != 1:
        raise NotReadable("The page calls itself ours and holds no text of ours.", where=name,
                          remedy="Give the page as it was downloaded, or the text in another format.")  # fmt: skip
    document = found[0]
    made = with_meta(document, language=language, title=title_of(document))
    if any(node.eid for node in (document.body.nodes if document.body else ())):
        return made
    minted = mint(made)
    assert isinstance(minted, Document)
    return minted


def kind_of(element: etree._Element) -> str | None:
    """The element of Akoma Ntoso that an element of the page stands for, or None."""
    found = _KIND.search(element.get("class") or "")
    return found[1] if found and found[1] in CLASSES else None


class _Reader:
    def __init__(self, notes: dict[str, etree._Element]) -> None:
        self.notes = notes

    def nodes(self, holder: etree._Element) -> list[Node]:
        """The nodes of the elements inside; elements that stand for none are looked through."""
        found: list[Node] = []
        for element in holder:
            if not isinstance(element.tag, str) or "travaux-" in (element.get("class") or ""):
                continue
            kind = kind_of(element)
            found += [self.node(element, kind)] if kind else self.nodes(element)
        return found

    def node(self, element: etree._Element, kind: str) -> Node:
        cls = CLASSES[kind]
        attrs = _attrs(element)
        mixed = cls in (Line, Mark) or (holds_text(kind) and not self.nodes_only(element))
        children = self.runs(element, edges=cls is not Mark) if mixed else tuple(self.nodes(element))
        return cls(kind, children, attrs, element.get("data-eid"), element.get("data-uid"))

    def nodes_only(self, element: etree._Element) -> bool:
        """Whether an item holds blocks; words that stand directly in it are text."""
        return any(isinstance(child.tag, str) and CLASSES.get(kind_of(child) or "") is not Mark and kind_of(child)
                   for child in element)  # fmt: skip

    def runs(self, element: etree._Element, *, edges: bool) -> tuple[Node | str, ...]:
        pieces: list[Node | str] = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                pieces += self.run(child)
            pieces.append(child.tail or "")
        return tidy(pieces, edges=edges)

    def run(self, element: etree._Element) -> list[Node | str]:
        link = element[0] if element.tag == "sup" and len(element) == 1 else None
        if link is not None and "travaux-note" in (link.get("class") or ""):
            note = self.notes.get((link.get("href") or "").removeprefix("#"))
            return [self.foot(note)] if note is not None else []
        kind = kind_of(element)
        return [self.node(element, kind)] if kind else list(self.runs(element, edges=False))

    def foot(self, element: etree._Element) -> Node:
        kind = kind_of(element) or "authorialNote"
        return Note(kind, tuple(self.nodes(element)), _attrs(element), element.get("data-eid"), element.get("data-uid"))


def _attrs(element: etree._Element) -> tuple[tuple[str, str], ...]:
    try:
        given = json.loads(element.get("data-attrs") or "{}")
        return tuple(
            sorted((str(key), CONTROL.sub(" ", str(value))) for key, value in given.items() if _NAME.match(key))
        )
    except (ValueError, AttributeError):
        return ()
