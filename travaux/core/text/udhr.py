"""Texts in the XML of the project that publishes the Universal Declaration in all languages (efele.net/udhr)."""

from __future__ import annotations

from lxml import etree

from .akn_write import with_meta
from .eids import mint
from .gate import parse_xml
from .numbers import bare
from .paragraphs import Doubt
from .plain import LANGUAGES, Reading, profile_of
from .tree import Box, Document, Line, Mark, Node, Unit, line, unit

NAMESPACE = "http://efele.net/udhr"
_N = "{" + NAMESPACE + "}"


def read_udhr(data: bytes, *, name: str = "") -> Reading:
    """Title, preamble and articles; items of ordered lists are numbered as lists are. Raises `NotReadable`."""
    root = parse_xml(data, name=name)
    title = _said(root.find(_N + "title"))
    front: list[Node] = [Box("preface", (Line("p", (Mark("docTitle", (title,)),)), *_paras(root.find(_N + "note"))))]
    preamble = root.find(_N + "preamble")
    if preamble is not None:
        front.append(Box("preamble", (line("p", _said(preamble.find(_N + "title"))), *_paras(preamble))))
    articles = tuple(_article(element) for element in root.iter(_N + "article"))
    said = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0]
    language = LANGUAGES.get(said, root.get("iso639-3") or "und")
    document = Document("statement", (*front, Box("mainBody", articles)), (("name", "declaration"),))
    minted = mint(with_meta(document, language=language, title=title))
    assert isinstance(minted, Document)
    doubts = [
        Doubt(place, _said(element.find(_N + "title")), f"the file counts this article as {number}", "kept as printed")
        for place, element in enumerate(root.iter(_N + "article"), 1)
        if (number := element.get("number")) and number != bare(_said(element.find(_N + "title")))
    ]
    return Reading(minted, profile_of(minted), language, tuple(doubts))


def _article(element: etree._Element) -> Unit:
    items = element.iterfind(f"{_N}orderedlist/{_N}listitem")
    parts = [unit("paragraph", num=f"{number}.", lead=_paras(item)) for number, item in enumerate(items, 1)]
    return unit("article", num=_said(element.find(_N + "title")), lead=_paras(element), units=parts)


def _paras(holder: etree._Element | None) -> tuple[Node, ...]:
    return tuple(line("p", _said(para)) for para in holder.findall(_N + "para")) if holder is not None else ()


def _said(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
