"""What parts of a web page are: the one that holds the text, notes at its end, tables that only lay the page out."""

from __future__ import annotations

import re

from lxml import etree

SIGN = re.compile(r"\[?\(?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\)?\]?")  # of a note: 1, [2], *


def notes_of(root: etree._Element) -> dict[str, etree._Element]:
    """What stands at the end and is linked to by a raised sign: by its id, the block that holds the note's words."""
    by_id = {element.get("id") or element.get("name"): element for element in root.iter("{*}*")
             if element.get("id") or (element.tag == "a" and element.get("name"))}  # fmt: skip
    found: dict[str, etree._Element] = {}
    for link in root.iter("a"):
        href = link.get("href") or ""
        raised = link.find(".//sup") is not None or next(link.iterancestors("sup"), None) is not None
        if not href.startswith("#") or not raised or not SIGN.fullmatch(text_in(link).strip()):
            continue
        target = by_id.get(href[1:])
        while target is not None and target.tag not in ("li", "p", "div", "dd", "td", "aside", "body"):
            target = target.getparent()
        inside = target is not None and target in set(link.iterancestors())
        if target is not None and not inside and target.tag not in ("body", "td"):
            found[href[1:]] = target
    return found


def is_layout(table: etree._Element) -> bool:
    """A table that holds the page rather than figures: said so, one cell a row, or headings and tables in it."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = [e for e in table.iter("th", "caption") if next(e.iterancestors("table")) is table]
    if own:
        return False
    if table.find(".//td//table") is not None or any(table.find(f".//td//h{n}") is not None for n in range(1, 5)):
        return True
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return all(sum(cell.tag == "td" for cell in row) < 2 for row in rows)


def text_in(element: etree._Element) -> str:
    """All the words inside."""
    return "".join(map(str, element.itertext()))
