"""Tracked changes accepted or rejected: text, paragraph marks, moves, rows, cells, properties, fields, controls.

Accepting keeps `ins` and `moveTo` and drops `del` and `moveFrom`; rejecting does the opposite and restores old
properties. A dropped paragraph mark joins its paragraph with the next one, whose properties stay, as in Word.
"""

from __future__ import annotations

from lxml import etree

from ..gate import refusing
from .package import Package, W, open_package

_CHANGES = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange"),
    *("trPrChange", "tcPrChange", "tblGridChange"),
)
_RANGES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_CONTROL = "customXml{}Range{}"


def resolve(data: bytes, *, accept: bool, name: str = "") -> bytes:
    """The file with every tracked change accepted or rejected. Raises `NotReadable`."""
    with refusing(name):
        package = open_package(data, name=name)
        resolve_package(package, accept=accept)
        return package.bytes()


def resolve_package(package: Package, *, accept: bool) -> None:
    """The same, in place."""
    for part in (*package.stories(), "word/styles.xml", "word/numbering.xml"):
        root = package.tree(part)
        if root is not None:
            resolve_tree(root, accept=accept)


def resolve_tree(root: etree._Element, *, accept: bool) -> None:
    """Resolves one part in place."""
    keep, drop = (("ins", "moveTo"), ("del", "moveFrom")) if accept else (("del", "moveFrom"), ("ins", "moveTo"))
    _controls(root, accept=accept)
    _rows_and_cells(root, keep, drop)
    _numbering(root, accept=accept)
    dropped = _marks(root, keep, drop)
    for kind in drop:
        for element in list(root.iter(W + kind)):
            if element.getparent() is not None and not _is_property(element):
                _remove(element)
    for kind in keep:
        for element in list(root.iter(W + kind)):
            if element.getparent() is not None and not _is_property(element):
                _unwrap(element)
    _properties(root, accept=accept)
    for kind in _RANGES:
        for element in list(root.iter(W + kind)):
            _remove(element)
    for paragraph in dropped:
        _join_with_next(paragraph)
    if not accept:
        for old, new in (("delText", "t"), ("delInstrText", "instrText")):
            for element in root.iter(W + old):
                element.tag = W + new
    for element in list(root.iter(W + "delText", W + "delInstrText")):
        _remove(element)


def _is_property(element: etree._Element) -> bool:
    """`<w:ins/>` inside properties marks a paragraph's end, a row or a number; elsewhere it holds text."""
    parent = element.getparent()
    return parent is not None and parent.tag in (W + "rPr", W + "trPr", W + "tcPr", W + "numPr", W + "pPr")


def _marks(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> list[etree._Element]:
    """Paragraphs whose mark goes; the markers of all are taken away. Math signs with a mark are unwrapped or kept."""
    dropped: list[etree._Element] = []
    for kind in (*keep, *drop):
        for marker in list(root.iter(W + kind)):
            parent = marker.getparent()
            if parent is None or parent.tag != W + "rPr":
                continue
            holder = parent.getparent()
            parent.remove(marker)
            if holder is None or kind not in drop:
                continue
            if holder.tag == W + "pPr":
                paragraph = holder.getparent()
                if paragraph is not None:
                    dropped.append(paragraph)
            elif etree.QName(holder).localname == "ctrlPr":
                _without_sign(holder)
    return dropped


def _without_sign(control: etree._Element) -> None:
    """A math construct whose sign goes leaves what it held."""
    properties = control.getparent()
    construct = properties.getparent() if properties is not None else None
    if properties is None or construct is None or construct.getparent() is None:
        return
    inside = [child for part in construct if part is not properties for child in part]
    holder = construct.getparent()
    assert holder is not None
    place = holder.index(construct)
    for offset, child in enumerate(inside):
        holder.insert(place + offset, child)
    holder.remove(construct)


def _rows_and_cells(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
    for properties in list(root.iter(W + "trPr")):
        for marker in list(properties):
            kind = etree.QName(marker).localname
            if kind in drop:
                row = properties.getparent()
                if row is not None:
                    _remove(row)
            elif kind in keep:
                properties.remove(marker)
    for kind, goes in (("cellDel", "del" in drop), ("cellIns", "ins" in drop)):
        for marker in list(root.iter(W + kind)):
            holder = marker.getparent()
            cell = holder.getparent() if holder is not None else None
            if goes and cell is not None:
                _remove(cell)
            else:
                _remove(marker)
    for table in list(root.iter(W + "tbl")):
        if table.find(W + "tr") is None and table.find(f".//{W}tr") is None:
            _remove(table)


def _numbering(root: etree._Element, *, accept: bool) -> None:
    """Inserted numbers of paragraphs; the old record of a changed number is dropped."""
    for number in list(root.iter(W + "numPr")):
        marker = number.find(W + "ins")
        if marker is not None:
            _remove(marker if accept else number)
    for old in list(root.iter(W + "numberingChange")):
        _remove(old)


def _properties(root: etree._Element, *, accept: bool) -> None:
    for kind in _CHANGES:
        for change in list(root.iter(W + kind)):
            holder = change.getparent()
            if holder is None:
                continue
            holder.remove(change)
            old = change[0] if len(change) else None
            if accept or old is None:
                continue
            kept = [child for child in holder if kind == "pPrChange" and child.tag in (W + "rPr", W + "sectPr")]
            for child in list(holder):
                holder.remove(child)
            for child in (*list(old), *kept):
                holder.append(child)


def _controls(root: etree._Element, *, accept: bool) -> None:
    """Content controls that were inserted or deleted between range marks: the control goes, its content stays."""
    for word, goes in (("Ins", not accept), ("MoveTo", not accept), ("Del", accept), ("MoveFrom", accept)):
        starts = list(root.iter(W + _CONTROL.format(word, "Start")))
        for start in starts:
            control = start.getnext()
            if goes and control is not None and control.tag == W + "sdt":
                content = control.find(W + "sdtContent")
                parent = control.getparent()
                assert parent is not None
                place = parent.index(control)
                for offset, child in enumerate(list(content) if content is not None else []):
                    parent.insert(place + offset, child)
                parent.remove(control)
        for mark in [*starts, *root.iter(W + _CONTROL.format(word, "End"))]:
            _remove(mark)


def _join_with_next(paragraph: etree._Element) -> None:
    """The words of a paragraph without a mark go to the beginning of the next one."""
    following = paragraph.getnext()
    while following is not None and following.tag in (W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr"):
        following = following.getnext()
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if following is None or following.tag != W + "p":
        if not content and paragraph.getprevious() is not None:
            _remove(paragraph)
        return
    start = 1 if len(following) and following[0].tag == W + "pPr" else 0
    for offset, child in enumerate(content):
        following.insert(start + offset, child)
    _remove(paragraph)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
