"""A Word file as parts, opened with care: bounded sizes, no entities, named refusals for what is broken."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from ..akn_read import parse_xml
from ..refusals import NotReadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_PART = 400_000_000  # bytes of one part when unpacked
MAX_RATIO = 400  # how much smaller a part may be packed; text packs about 20 to 1
MAX_ENTRIES = 20_000
STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")


@dataclass
class Package:
    """The parts of a Word file: bytes as they came, and the trees of those that were opened."""

    name: str
    parts: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def tree(self, part: str) -> etree._Element | None:
        """The root of a part, or None when the file has no such part."""
        if part not in self.trees:
            if part not in self.parts:
                return None
            self.trees[part] = parse_xml(self.parts[part], name=f"{self.name}, {part}")
        return self.trees[part]

    @property
    def body(self) -> etree._Element:
        """The body of the document. Raises `NotReadable` when there is none."""
        document = self.tree("word/document.xml")
        body = document.find(W + "body") if document is not None else None
        if body is None:
            raise NotReadable("The file holds no document of Word.", where=self.name,
                              remedy="Open it in a word processor and save it as .docx.")  # fmt: skip
        return body

    def stories(self) -> list[str]:
        """The parts that hold text: the document, notes, headers, footers."""
        more = [p for p in self.parts if p.startswith(("word/header", "word/footer")) and p.endswith(".xml")]
        return [part for part in (*STORIES, *sorted(more)) if part in self.parts]

    def bytes(self) -> bytes:
        """The file again: opened parts written anew, the rest byte for byte, in the same order."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for part, data in self.parts.items():
                tree = self.trees.get(part)
                if tree is not None:
                    data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                entry = zipfile.ZipInfo(part, date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, data)
        return out.getvalue()


def open_package(data: bytes, *, name: str = "") -> Package:
    """The parts of a .docx. Raises `NotReadable` for a broken zip, a bomb, or another kind of file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
            if len(entries) > MAX_ENTRIES:
                raise _refusal(name, f"it holds {len(entries)} entries")
            for entry in entries:
                packed = max(entry.compress_size, 1)
                if entry.file_size > MAX_PART or (entry.file_size > 1_000_000 and entry.file_size / packed > MAX_RATIO):
                    raise _refusal(name, f"“{entry.filename}” unpacks to {entry.file_size:,} bytes")
            parts = {entry.filename: file.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise NotReadable(f"The file is not a whole .docx: {error}.", where=name,
                          remedy="Send it again: it was cut off or changed on its way.") from None  # fmt: skip
    if "word/document.xml" not in parts:
        raise NotReadable("The zip file holds no Word document (word/document.xml).", where=name,
                          remedy="Save the text as .docx; .odt, .xlsx and other zip files are not read.")  # fmt: skip
    return Package(name, parts)


def _refusal(name: str, why: str) -> NotReadable:
    return NotReadable(f"The file could harm the reader: {why}.", where=name,
                       remedy="Open it in a word processor and save it anew.")  # fmt: skip


def paragraph_text(paragraph: etree._Element) -> str:
    """The words of a paragraph as it stands, tabs and breaks as spaces; deleted words are not among them."""
    pieces: list[str] = []
    for element in paragraph.iter(W + "t", W + "tab", W + "br", W + "noBreakHyphen", W + "cr"):
        parent = element.getparent()
        if element.tag == W + "t":
            pieces.append(element.text or "")
        elif parent is not None and parent.tag == W + "r":
            pieces.append("-" if element.tag == W + "noBreakHyphen" else " ")
    return "".join(pieces)
