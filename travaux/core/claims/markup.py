"""HTML to lines of text: one line to a block, white space folded, scripts and controls left out; no network."""

from __future__ import annotations

import re

from lxml import etree, html

MAX_DEPTH = 150  # pages of assemblies stay under 60; libxml2 itself silently cuts a tree at 256

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
        "br",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "svg",
        "math",
        "nav",
        "button",
        "select",
        "textarea",
        "input",
        "map",
        "datalist",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # where a line may break, or may not: no letters of any name
_STYLED_AWAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


class HostileMarkup(Exception):
    """Markup that is built to exhaust its reader; the message is half a sentence."""


def text_of_html(source: str) -> tuple[str, str | None]:
    """The lines of an HTML page and its title.

    The title comes first, then the blocks in the order of the page. Parts that the markup itself hides, scripts,
    styles, menus and form controls are left out. Raises HostileMarkup for entity declarations and for nesting deeper
    than MAX_DEPTH.
    """
    if re.search(r"<!ENTITY\b", source, re.I):
        raise HostileMarkup("it declares entities")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:
        return "", None
    except (etree.LxmlError, ValueError) as reason:
        raise HostileMarkup("the parser gave up on it") from reason
    pieces: list[str] = []
    title: str | None = None
    for element in root.iter("title"):
        title = _fold("".join(str(piece) for piece in element.itertext())) or None
        break
    if title:
        pieces += ["\n", title, "\n"]
    _collect(root, pieces)
    lines = (_fold(line) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line), title


def _fold(text: str) -> str:
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


def _collect(root: html.HtmlElement, pieces: list[str]) -> None:
    """Walk the tree without recursion; line ends inside the source are spaces, line ends between blocks are ours."""
    stack: list[tuple[html.HtmlElement, bool, int]] = [(root, False, 1)]
    while stack:
        element, leaving, depth = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                pieces.append("\n")
            elif tag in ("td", "th"):
                pieces.append(" ")
            _tail(element, pieces)
            continue
        if depth > MAX_DEPTH:
            raise HostileMarkup(f"it nests more than {MAX_DEPTH} elements in one another")
        if not tag or tag in _LEFT_OUT or tag == "head" or _hidden(element):
            _tail(element, pieces)
            continue
        if tag in _BLOCKS:
            pieces.append("\n")
        if element.text:
            pieces.append(_SPACE.sub(" ", element.text))
        stack.append((element, True, depth))
        stack.extend((child, False, depth + 1) for child in reversed(element))


def _hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or _STYLED_AWAY.search(element.get("style", "")) is not None


def _tail(element: html.HtmlElement, pieces: list[str]) -> None:
    if element.tail:
        pieces.append(_SPACE.sub(" ", element.tail))
