"""Any readable file as a document: the format by its first bytes and its name.

`open_text` is the one door for the command line and for other rooms; `save_text` writes. Several files given in order
become one text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from . import plain
from .akn_read import read_akn
from .akn_write import write_akn
from .bluebell_read import is_bluebell, read_bluebell
from .bluebell_write import write_bluebell
from .docx.read import read_docx
from .docx.write import write_docx
from .eids import mint
from .gate import CONTROL, MAX_BYTES, refusing
from .html_read import read_html
from .html_write import write_html
from .markdown_read import head_of, markdown_paras, read_markdown
from .markdown_write import write_markdown
from .odt.names import is_odt
from .odt.read import read_odt
from .odt.write import write_odt
from .paragraphs import Doubt, from_lines
from .pdf_write import write_pdf
from .plain import Reading, language_of, profile_of, read_text
from .plain_write import write_text
from .refusals import NotReadable, TextRefused
from .tree import Document, words
from .udhr import NAMESPACE as UDHR
from .udhr import read_udhr

# Files of other kinds, by their first bytes: what they are is said, so that nobody has to guess.
_KNOWN = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"{\\rtf": "an RTF", b"Rar!": "an archive", b"7z\xbc\xaf": "an archive", b"\x1f\x8b": "an archive",
    b"MZ": "a program", b"\x7fELF": "a program", b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "a .doc of an old Word, or protected by a password",
}  # fmt: skip
_PAGE = re.compile(rb"<(?:!doctype html|html)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:head|body|div|p|table|h[1-6]|meta|article|section)[\s>]", re.IGNORECASE)


def open_text(data: bytes, *, name: str = "", profile_id: str | None = None, language: str | None = None) -> Reading:
    """The document in these bytes, whatever readable format they are. Raises `NotReadable`, and nothing else."""
    with refusing(name):
        return _opened(data, name, profile_id, language)


def _opened(data: bytes, name: str, profile_id: str | None, language: str | None) -> Reading:
    if len(data) > MAX_BYTES:
        raise NotReadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.", where=name,
                          remedy="Give the text without its scans.")  # fmt: skip
    for sign, what in _KNOWN.items():
        if data.startswith(sign):
            raise NotReadable(f"The file is {what}, not a text.", where=name,
                              remedy="Give it as .docx, .odt, HTML, Markdown, plain text or Akoma Ntoso.")  # fmt: skip
    if data[:4] == b"PK\x03\x04" and is_odt(data):
        return read_odt(data, name=name, profile_id=profile_id, language=language)
    if data[:4] == b"PK\x03\x04":
        return read_docx(data, name=name, profile_id=profile_id, language=language)
    start = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"<") and (b"<?xml" in start or b"akomaNtoso" in start) and not _PAGE.search(start):
        return read_udhr(data, name=name) if UDHR.encode() in data[:2000] else _from_akn(data, name)
    if (
        (start[:1] == b"<" and _PAGE.search(start))
        or _FRAGMENT.match(start)
        or name.lower().endswith((".html", ".htm", ".xhtml"))
    ):
        return read_html(data, name=name, profile_id=profile_id, language=language)
    text = decoded(data, name=name)
    if start.startswith(b"{"):
        return _from_portal(text, name, profile_id, language)
    if name.lower().endswith((".md", ".markdown")) or head_of(text):
        return read_markdown(text, name=name, profile_id=profile_id, language=language)
    if is_bluebell(text):
        return read_bluebell(text, name=name, language=language)
    return read_text(text, profile_id=profile_id, language=language, name=name)


def open_together(
    files: Sequence[tuple[str, bytes]], *, profile_id: str | None = None, language: str | None = None
) -> Reading:
    """Several files of plain text or Markdown, in order, as one text."""
    if len(files) == 1:
        return open_text(files[0][1], name=files[0][0], profile_id=profile_id, language=language)
    paras, doubts = [], []
    for name, data in files:
        if data[:2] == b"PK" or data.lstrip()[:1] == b"<":
            raise NotReadable("Only plain text and Markdown files can be put together.", where=name,
                              remedy="Import this file by itself.")  # fmt: skip
        text = decoded(data, name=name)
        more, uncertain = markdown_paras(text) if name.lower().endswith(".md") else from_lines(text.splitlines())
        paras += more
        doubts += [replace(doubt, why=f"{name}: {doubt.why}") for doubt in uncertain]
    return plain.read_paras(paras, doubts, profile_id=profile_id, language=language, name=files[0][0])


def decoded(data: bytes, *, name: str = "") -> str:
    """UTF-8 or UTF-16, else the older Cyrillic code that gives the most Russian. Raises `NotReadable`."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = max((data.decode(code, errors="replace") for code in _CYRILLIC), key=_russian)
        if len(re.findall("[а-яё]{3,}", text)) < 3:
            raise NotReadable("The file is not text in UTF-8, UTF-16, Windows-1251, KOI8-R or CP866.", where=name,
                              remedy="Save it as UTF-8 text, .docx or Akoma Ntoso.") from None  # fmt: skip
    if "\x00" in text:
        text = _wide(data) or text
    if "\x00" in text:
        raise NotReadable("The file holds binary data, not text.", where=name,
                          remedy="Give a text, .docx or Akoma Ntoso file.")  # fmt: skip
    return CONTROL.sub(" ", text)


_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_FREQUENT = re.compile("ст|но|то|на|ен|ов|ни|ра|во|ко|пр|по")  # pairs of letters of which any Russian page holds many


def _russian(text: str) -> int:
    return len(_FREQUENT.findall(text))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by what it says: letters, digits, spaces and common signs."""
    for code in ("utf-16-le", "utf-16-be"):
        text = data.decode(code, errors="replace")
        if len(re.findall(r"[\s -~А-Яа-яЁё«»–—№“”]", text)) > 0.95 * len(text):
            return text
    return None


def _from_akn(data: bytes, name: str) -> Reading:
    read = read_akn(data, name=name)
    document = read.document
    doubts = []
    if read.namespace != "http://docs.oasis-open.org/legaldocml/ns/akn/3.0":
        doubts.append(Doubt(1, read.namespace, "an older version or a draft of Akoma Ntoso", "read as version 3.0"))
    doubts += [Doubt(1, kind, "an element outside the vocabulary", "kept as XML, unchanged") for kind in read.verbatim]
    if not any(node.eid for node in (document.body.nodes if document.body else ())):
        minted = mint(document)
        assert isinstance(minted, Document)
        document = minted
    said = document.language or language_of(words(document))
    return Reading(document, profile_of(document), said, tuple(doubts))


def _from_portal(text: str, name: str, profile_id: str | None, language: str | None) -> Reading:
    """The JSON of a national law portal: a list of titles, headings, texts and notes with their levels."""
    try:
        given: Any = json.loads(text)
        entries = given["content"]
        lines = [str(entry["text"]) for entry in entries if "text" in entry]
    except (ValueError, KeyError, TypeError):
        raise NotReadable("The file is JSON, but not of a format that is known here.", where=name,
                          remedy="Known: an object whose “content” lists “type” and “text”.") from None  # fmt: skip
    return read_text("\n".join(lines), profile_id=profile_id, language=language or given.get("language"), name=name)


def write(document: Document, target: str, *, notice: str | None = None, line_numbers: bool = False) -> bytes:
    """The file of a document in one of the formats that `formats.written()` lists. Raises `TextRefused` for another.

    `notice` is printed where every reader of the format sees it first, on every page where there are pages; it is no
    part of the text, and our readers leave it out. `line_numbers` in the margin are for docx and pdf.
    """
    if line_numbers and target in _NUMBERED:
        return _NUMBERED[target](document, notice=notice, line_numbers=True)
    if line_numbers:
        raise TextRefused(f"Lines cannot be numbered in {target}: it has no pages.", where="--line-numbers",
                          remedy=f"Give one of: {', '.join(_NUMBERED)}.")  # fmt: skip
    if target not in _WRITERS:
        raise TextRefused(f"There is no writer for “{target}”.", remedy=f"Give one of: {', '.join(_WRITERS)}.")
    return _WRITERS[target](document, notice)


_NUMBERED: dict[str, Callable[..., bytes]] = {"docx": write_docx, "pdf": write_pdf}
_WRITERS: dict[str, Callable[[Document, str | None], bytes]] = {
    "akn": lambda document, notice: write_akn(document, notice=notice),
    "bluebell": lambda document, notice: write_bluebell(document, notice=notice).encode(),
    "docx": lambda document, notice: write_docx(document, notice=notice),
    "html": lambda document, notice: write_html(document, notice=notice).encode(),
    "md": lambda document, notice: write_markdown(document, notice=notice).encode(),
    "odt": lambda document, notice: write_odt(document, notice=notice),
    "pdf": lambda document, notice: write_pdf(document, notice=notice),
    "txt": lambda document, notice: write_text(document, notice=notice).encode(),
}
