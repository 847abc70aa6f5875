"""Signs of tracked changes put into a Word file: words, ends of paragraphs, rows, moves, each with author and date."""

from __future__ import annotations

from lxml import etree

from .package import W

_RUN, _ID, _AUTHOR, _DATE = W + "r", W + "id", W + "author", W + "date"
_INNER = ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")


class Signs:
    """Whose changes these are, and how many were signed. A kind is `ins`, `del`, `moveFrom` or `moveTo`."""

    def __init__(self, author: str, when: str) -> None:
        self.author, self.when, self.last = author, when, 9000

    def sign(self, kind: str) -> etree._Element:
        return etree.Element(W + kind, self.signed())

    def signed(self) -> dict[str, str]:
        """The number, author and date of a new sign."""
        self.last += 1
        return {_ID: str(self.last), _AUTHOR: self.author, _DATE: self.when}

    def whole(self, block: etree._Element, kind: str) -> None:
        """Signs every paragraph and row of a block."""
        if block.tag == W + "tbl":
            for row in block.findall(W + "tr"):
                self.row(row, kind)
            return
        for paragraph in [block] if block.tag == W + "p" else list(block.iter(W + "p")):
            self.content(paragraph, kind)
            self.mark(paragraph, kind)

    def row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            place = 1 if len(row) and row[0].tag == W + "tblPrEx" else 0
            row.insert(place, properties)
        properties.append(self.sign(kind))
        for paragraph in row.iter(W + "p"):
            self.content(paragraph, kind)

    def mark(self, paragraph: etree._Element, kind: str) -> None:
        """The paragraph's own end."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = etree.Element(W + "pPr")
            paragraph.insert(0, properties)
        run = properties.find(W + "rPr")
        if run is None:
            run = etree.Element(W + "rPr")
            after = next((e for e in properties if e.tag in (W + "sectPr", W + "pPrChange")), None)
            if after is not None:
                after.addprevious(run)
            else:
                properties.append(run)
        run.insert(0, self.sign(kind))

    def content(self, holder: etree._Element, kind: str) -> None:
        """Runs of a paragraph inside a sign; links and controls are entered."""
        group: list[etree._Element] = []
        for child in [*holder, None]:
            name = etree.QName(child).localname if child is not None and isinstance(child.tag, str) else ""
            if child is not None and (name == "r" or name.startswith("oMath")):
                group.append(child)
                continue
            if group:
                sign = self.sign(kind)
                group[0].addprevious(sign)
                sign.extend(group)
                group = []
                if kind == "del":
                    _delete_text(sign)
            if child is not None and name in _INNER:
                self.content(child, kind)

    def wrapped(self, elements: list[etree._Element], kind: str) -> list[etree._Element]:
        """New or deleted runs in one sign; what may not stand in it is signed inside."""
        if elements and all(element.tag == _RUN for element in elements):
            sign = self.sign(kind)
            sign.extend(elements)
            return [sign]
        holder = etree.Element(W + "p")
        holder.extend(elements)
        self.content(holder, kind)
        return list(holder)

    def moved(self, first: etree._Element, last: etree._Element, kind: str, name: str) -> None:
        """The borders of what moved under one name: `moveFrom` where it left, `moveTo` where it came."""
        start = etree.Element(W + kind + "RangeStart", {**self.signed(), W + "name": name})
        first.addprevious(start)
        last.addnext(etree.Element(W + kind + "RangeEnd", {_ID: start.get(_ID, "")}))


def _delete_text(element: etree._Element) -> None:
    for old, new in (("t", "delText"), ("instrText", "delInstrText")):
        for found in element.iter(W + old):
            found.tag = W + new
