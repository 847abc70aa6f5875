"""From the bytes of a published page to the text that is read: the same bytes always give the same text.

A page is plain text or HTML. Plain text is taken as it is; HTML becomes lines, one to a block (``markup.py``). What
cannot be read surely is refused by name: an encoding is never guessed.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from travaux.core.claims.markup import HostileMarkup, text_of_html

MAX_BYTES = 10 * 1024 * 1024

MediaType = Literal["text/plain", "text/html"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a Word, spreadsheet or zip file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKS_LIKE_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h[1-6]|table|article|section|main|ul|br|span)\b", re.I
)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']", re.I)
# The HTML standard (Encoding, 4.2) reads these labels as windows-1252, because that is what their pages are.
_HTML_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}


class PageRefused(Exception):
    """A file that is not read: ``error`` says what is wrong, ``where`` says where, ``remedy`` says what to do.

    ``code`` names the refusal for programs: too_large, empty, not_a_page, encoding_unknown, encoding_wrong,
    hostile_markup, unreadable.
    """

    def __init__(self, code: str, *, error: str, where: str, remedy: str) -> None:
        self.code = code
        self.error = error
        self.where = where
        self.remedy = remedy
        super().__init__(f"{error} ({where}) {remedy}")

    def as_json(self) -> dict[str, str]:
        """The refusal as commands print it."""
        return {"error": self.error, "where": self.where, "remedy": self.remedy}


@dataclass(frozen=True)
class Page:
    """A page opened for reading."""

    text: str  # what is read; every span of every claim counts in it
    media_type: MediaType  # what the bytes are
    encoding: str  # the encoding the bytes were decoded with
    sha256: str  # of the bytes, in hexadecimal
    text_sha256: str  # of the text in UTF-8, in hexadecimal
    title: str | None  # the title element of HTML; plain text has none


def open_page(data: bytes, *, name: str, encoding: str | None = None) -> Page:
    """Open the bytes of a page; ``encoding`` is what its keeper knows, and then it must be right.

    Raises PageRefused for anything but a page of text or HTML whose encoding is certain.
    """
    _check_size(data, name=name)
    _check_signature(data, name=name)
    is_html = _is_html(data, name=name)
    text, used = _decode(data, name=name, encoding=encoding, is_html=is_html)
    title = None
    if is_html:
        try:
            text, title = text_of_html(text)
        except HostileMarkup as reason:
            raise PageRefused(
                "hostile_markup",
                error=f"The markup of this page is not read: {reason}.",
                where=name,
                remedy="Save the visible text of the page as plain text and give that.",
            ) from None
    if not text.strip():
        raise _empty(name)
    return Page(
        text=text,
        media_type="text/html" if is_html else "text/plain",
        encoding=used,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
    )


def _check_size(data: bytes, *, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise PageRefused(
            "too_large",
            error=f"The file is larger than a page may be: {MAX_BYTES:,} bytes.",
            where=name,
            remedy="Give the one page that is meant, or its text, and not a whole site or archive.",
        )
    if not data.strip():
        raise _empty(name)


def _empty(name: str) -> PageRefused:
    return PageRefused(
        "empty",
        error="There is no text on this page.",
        where=name,
        remedy="Check that the page was saved with its text, and give it again.",
    )


def _check_signature(data: bytes, *, name: str) -> None:
    head = data[:1024].lstrip(b"\r\n\t ")
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise _not_a_page(what, where=name)


def _not_a_page(what: str, *, where: str) -> PageRefused:
    return PageRefused(
        "not_a_page",
        error=f"This is {what}, not a page of text or HTML.",
        where=where,
        remedy="Save the page as HTML or plain text and give that file.",
    )


def _is_html(data: bytes, *, name: str) -> bool:
    head = data[:4096].replace(b"\x00", b"")  # UTF-16 puts a zero beside each letter of a tag
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return b"<" in head
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(b"\xff\xfe \r\n\t")
    return start.startswith(b"<") and _LOOKS_LIKE_HTML.search(head) is not None


def _decode(data: bytes, *, name: str, encoding: str | None, is_html: bool) -> tuple[str, str]:
    """The text and its encoding: by the keeper's word, else a byte order mark, else the page's own word, else UTF-8."""
    bom, bom_encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", None))
    declared = _declared(data) if is_html and encoding is None else None
    chosen = encoding or bom_encoding or declared or "utf-8"
    codec = _codec(chosen, name=name)
    if bom_encoding and codec.replace("-", "_").startswith(bom_encoding.replace("-", "_")[:6]):
        data, codec = data[len(bom) :], bom_encoding
    if not codec.startswith(("utf-16", "utf-32")) and b"\x00" in data:
        raise _not_a_page("a binary file", where=f"{name}, byte {data.index(0)}")
    if declared and not bom_encoding and _is_utf8_after_all(data, codec):
        raise PageRefused(
            "encoding_wrong",
            error=f"The page says that it is written in {chosen}, but its bytes are those of UTF-8.",
            where=name,
            remedy="Name the encoding it is written in (--encoding utf-8); it is never guessed.",
        )
    try:
        text = data.decode(codec)
        text.encode()  # some codecs let half a surrogate pair through, which no file can hold
    except UnicodeError as reason:
        at = getattr(reason, "start", None)
        where = name if at is None else f"{name}, byte {at}"
        if encoding or bom_encoding or declared:
            raise PageRefused(
                "encoding_wrong",
                error=f"The file is not written in {chosen}, though it is said to be.",
                where=where,
                remedy="Name the encoding it is written in (--encoding windows-1251, for example).",
            ) from None
        raise PageRefused(
            "encoding_unknown",
            error="The file is not UTF-8 and does not say what its encoding is.",
            where=where,
            remedy="Name its encoding (--encoding windows-1251, for example); it is never guessed.",
        ) from None
    return text, codec


def _is_utf8_after_all(data: bytes, codec: str) -> bool:
    """Whether a page that names a code page is UTF-8: words of a code page hardly ever form its sequences."""
    if codec.startswith(("utf", "cp65001")) or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:400])
    if found is None:
        return None
    label = found.group(1).decode("ascii").lower()
    return _HTML_LABELS.get(label, label)


def _codec(label: str, *, name: str) -> str:
    try:
        "".encode(label)  # refuses codecs that are not for text, such as rot13
        return codecs.lookup(label).name
    except (LookupError, UnicodeError, ValueError, TypeError):
        raise PageRefused(
            "encoding_unknown",
            error=f"There is no encoding called “{label[:40]}”.",
            where=name,
            remedy="Name the encoding of the file, such as utf-8 or windows-1251.",
        ) from None
