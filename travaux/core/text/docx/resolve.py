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
_SIGNS = ("ins", "del", "moveTo", "moveFrom")
_ANY = tuple(W + kind for kind in (
    *_SIGNS, *_CHANGES, *_RANGES, "cellIns", "cellDel", "cellMerge", "numberingChange", "delText", "delInstrText",
    *(_CONTROL.format(word, end) for word in ("Ins", "MoveTo", "Del", "MoveFrom") for end in ("Start", "End")),
))  # fmt: skip
_HOLDERS = tuple(W + kind for kind in ("sdt", "sdtContent", "customXml"))
_BLOCKS = (W + "p", W + "tbl", *_HOLDERS)
Found = dict[str, list[etree._Element]]  # elements by their names, in order


def resolve(data: bytes, *, accept: bool, name: str = "") -> bytes:
    """The file with every tracked change accepted or rejected. Raises `NotReadable`."""
    with refusing(name):
        package = open_package(data, name=name)
        resolve_package(package, accept=accept)
        return package.bytes()


def resolve_package(package: Package, *, accept: bool, but: str | None = None) -> None:
    """The same, in place; the changes of the author `but` are left as they are."""
    for part in (*package.stories(), "word/styles.xml", "word/numbering.xml"):
        root = package.tree(part)
        if root is not None:
            resolve_tree(root, accept=accept, but=but)


def resolve_tree(root: etree._Element, *, accept: bool, but: str | None = None) -> None:
    """Resolves one part in place. What holds no change is left after one look."""
    found: Found = {}
    for element in root.iter(*_ANY):
        if but is not None and element.get(W + "author") == but:
            continue
        found.setdefault(str(element.tag).removeprefix(W), []).append(element)
    if not found:
        return
    keep, drop = (("ins", "moveTo"), ("del", "moveFrom")) if accept else (("del", "moveFrom"), ("ins", "moveTo"))
    if any(kind.startswith("customXml") for kind in found):
        _controls(root, accept=accept)
    dropped = _signs(found, keep, drop)
    _cells(root, found, drop)
    _merged(found, accept=accept)
    _properties(found, accept=accept)
    for element in _of(found, *_RANGES, "numberingChange"):
        _remove(element)
    for paragraph in dropped:
        _join_with_next(paragraph)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for element in _of(found, old):
            if but is not None and next(element.iterancestors(W + "del"), None) is not None:
                continue
            if accept:
                _remove(element)
            else:
                element.tag = W + new


def _of(found: Found, *kinds: str) -> list[etree._Element]:
    return [element for kind in kinds for element in found.get(kind, ())]


def _signs(found: Found, keep: tuple[str, ...], drop: tuple[str, ...]) -> list[etree._Element]:
    """Takes the signs away, with what they hold if it goes; returns the paragraphs whose mark goes.

    In properties a sign speaks of what has them: the end of a paragraph, a row, a number, a construct of mathematics.
    """
    dropped: list[etree._Element] = []
    content: Found = {"keep": [], "drop": []}
    for kind in (*keep, *drop):
        for sign in found.get(kind, ()):
            parent = sign.getparent()
            where = str(parent.tag).removeprefix(W) if parent is not None else ""
            if parent is None or where in ("tcPr", "pPr"):
                continue
            if where == "rPr":
                dropped += _mark(sign, parent, goes=kind in drop)
            elif where == "trPr":
                _remove(parent.getparent() if kind in drop else sign)
            elif where == "numPr":
                _remove(parent if kind in drop else sign)
            else:
                content["drop" if kind in drop else "keep"].append(sign)
    for sign in content["drop"]:
        _remove(sign)
    for sign in content["keep"]:
        _unwrap(sign)
    return dropped


def _mark(sign: etree._Element, properties: etree._Element, *, goes: bool) -> list[etree._Element]:
    """The paragraph whose end goes, if one does; a construct of mathematics that goes leaves what it held."""
    holder = properties.getparent()
    properties.remove(sign)
    if holder is None or not goes:
        return []
    if holder.tag == W + "pPr":
        paragraph = holder.getparent()
        return [paragraph] if paragraph is not None else []
    if etree.QName(holder).localname == "ctrlPr":
        _without_sign(holder)
    return []


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


def _cells(root: etree._Element, found: Found, drop: tuple[str, ...]) -> None:
    """Cells that were inserted or deleted; tables that lost all rows go."""
    for kind, goes in (("cellDel", "del" in drop), ("cellIns", "ins" in drop)):
        for marker in _of(found, kind):
            holder = marker.getparent()
            cell = holder.getparent() if holder is not None else None
            _remove(cell if goes and cell is not None else marker)
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            _remove(table)


def _merged(found: Found, *, accept: bool) -> None:
    """Cells that were merged downwards, or parted again (ECMA-376, part 1, 17.13.5.2)."""
    for marker in _of(found, "cellMerge"):
        properties = marker.getparent()
        if properties is None:
            continue
        said = marker.get(W + ("vMerge" if accept else "vMergeOrig"), "")
        for known in properties.findall(W + "vMerge"):
            properties.remove(known)
        if said:
            merge = etree.Element(W + "vMerge")
            if said == "rest":
                merge.set(W + "val", "restart")
            marker.addprevious(merge)
        properties.remove(marker)


def _properties(found: Found, *, accept: bool) -> None:
    for kind in _CHANGES:
        for change in found.get(kind, ()):
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
    """The words of a paragraph without a mark go to the beginning of the next one, also into or out of a control."""
    following = _next_paragraph(paragraph)
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if following is None:
        if not content and not _is_needed(paragraph):
            _remove(paragraph)
        return
    start = 1 if len(following) and following[0].tag == W + "pPr" else 0
    for offset, child in enumerate(content):
        following.insert(start + offset, child)
    if not _is_needed(paragraph):
        _remove(paragraph)


def _next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph that comes next, if no table or end of a cell stands between."""
    here: etree._Element | None = paragraph
    while here is not None:
        following = here.getnext()
        while following is not None and following.tag not in _BLOCKS:
            following = following.getnext()
        while following is not None and following.tag in _HOLDERS:
            following = next((child for child in following if child.tag in _BLOCKS), None)
        if following is not None:
            return following if following.tag == W + "p" else None
        parent = here.getparent()
        here = parent if parent is not None and parent.tag in _HOLDERS else None
    return None


def _is_needed(paragraph: etree._Element) -> bool:
    """Whether what holds a paragraph may not be without it: the last one of a cell, a note, a control, a text."""
    before = next(paragraph.itersiblings(*_BLOCKS, preceding=True), None)  # neighbours only: a text has thousands
    if before is None:
        return next(paragraph.itersiblings(*_BLOCKS), None) is None
    holder = paragraph.getparent()
    in_cell = holder is not None and holder.tag == W + "tc"
    return in_cell and paragraph.getnext() is None and before.tag == W + "tbl"


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
