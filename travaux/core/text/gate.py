"""The one gate for files from outside: bounded zip files, XML without entities, active contents refused by name.

**Refused**: a broken, encrypted or overlapping zip; bombs; names that point outside, or twice at one part; document
types and entities; macros, ActiveX, DDE; text that is fetched from elsewhere (remote templates, linked documents,
sections and objects) or kept in another format inside (alternative chunks).
**Not read, with a notice in the report**: embedded objects, pictures on other servers.
**Dropped**: the name of a template on somebody's own disk, which Word leaves in its files.
**Left alone**: links that a person would have to follow.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from stat import S_ISLNK

from lxml import etree

from .refusals import NotReadable, TextRefused

MAX_BYTES = 100_000_000  # of a file as it comes
MAX_XML = 120_000_000  # bytes of one part of XML when unpacked; 5,000 articles are about 15,000,000
MAX_WHOLE = 400_000_000  # bytes of all parts together
MAX_RATIO = 200  # how much smaller a large part may be packed; text packs about 20 to 1
LARGE = 20_000_000  # from here on the ratio counts: a small file of equal lines packs as well as a bomb
MAX_ENTRIES = 10_000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # signs that no XML may hold
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCTYPE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?>\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_UTF16_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be"))


def unzip(data: bytes, *, name: str = "") -> dict[str, bytes]:
    """The parts of a zip file by their names, in order. Raises `NotReadable`, saying which rule is broken."""
    if len(data) > MAX_BYTES:
        raise NotReadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.", where=name,
                          remedy="Give the text without its scans.")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _check_entries(entries, len(data), name)
            return {entry.filename: file.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable(f"The file is not a whole .docx or .odt: {error}.", where=name,
                          remedy="Send it again: it was cut off or changed on its way.") from None  # fmt: skip


def _check_entries(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """The rules for what a zip file says of itself, before anything is unpacked."""
    if len(entries) > MAX_ENTRIES:
        raise harmful(name, f"it holds {len(entries)} entries")
    seen: set[str] = set()
    for entry in entries:
        said = entry.filename
        if said.lower() in seen:
            raise harmful(name, f"it holds “{said}” twice, so that two programs may read two texts")
        seen.add(said.lower())
        if _points_outside(said) or S_ISLNK(entry.external_attr >> 16):
            raise harmful(name, f"“{said}” points outside the file")
        if entry.flag_bits & 0x1:
            raise NotReadable("The file is protected by a password.", where=name,
                              remedy="Save it without a password.")  # fmt: skip
        if entry.compress_type not in _METHODS:
            raise harmful(name, f"“{said}” is packed in a way that documents never are")
        packed = max(entry.compress_size, 1)
        is_xml = said.endswith((".xml", ".rels"))
        if (is_xml and entry.file_size > MAX_XML) or (entry.file_size > LARGE and entry.file_size / packed > MAX_RATIO):
            raise harmful(name, f"“{said}” unpacks to {entry.file_size:,} bytes")
    whole = sum(entry.file_size for entry in entries)
    if whole > MAX_WHOLE:
        raise harmful(name, f"it unpacks to {whole:,} bytes")
    if sum(entry.compress_size for entry in entries) > size:
        raise harmful(name, "its parts overlap")


def _points_outside(said: str) -> bool:
    pieces = said.split("/")
    return ".." in pieces or "\\" in said or said.startswith("/") or ":" in pieces[0] or any(c < " " for c in said)


def parse_xml(data: bytes, *, name: str = "") -> etree._Element:
    """The root of a well-formed file without a document type. Raises `NotReadable`."""
    if _DOCTYPE.match(data[:100_000]) or any(sign in data[:100_000] for sign in _UTF16_DOCTYPE):
        raise _doctype(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise NotReadable(
            f"The file is not well-formed XML: {getattr(error, 'msg', error)}.",
            where=f"{name}, line {line}" if line else name,
            remedy="Repair the file at this line, or export it again from the program that made it.",
        ) from None  # fmt: skip
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name)
    return root


def _doctype(name: str) -> NotReadable:
    return NotReadable(
        "The file declares a document type; entities can be used to harm the reader.", where=name,
        remedy="Remove the DOCTYPE declaration: legal texts need none.",
    )  # fmt: skip


def harmful(name: str, why: str) -> NotReadable:
    """The refusal of a file that is built to harm."""
    return NotReadable(f"The file could harm the reader: {why}.", where=name,
                       remedy="Open it in a word processor and save it anew.")  # fmt: skip


def active(name: str, what: str, remedy: str) -> NotReadable:
    """The refusal of a file that does more than say words."""
    return NotReadable(f"The file holds {what}; a legal text needs none.", where=name, remedy=remedy)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """What a reader trips over inside is refused by name: no file, however it is built, shows anybody a traceback."""
    try:
        yield
    except TextRefused:
        raise
    except RecursionError:
        raise NotReadable("The text is nested too deeply, or a part of it holds itself.", where=name,
                          remedy="Give the text with fewer levels.") from None  # fmt: skip
    except MemoryError:
        raise NotReadable("Reading the file takes more than the memory that there is for it.", where=name,
                          remedy="Give the text in parts, or in a simpler format.") from None  # fmt: skip
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
            etree.LxmlError) as error:  # fmt: skip
        raise NotReadable("The file is built in a way that no program writes.", where=name,
                          remedy="Open it in the program that made it and save it anew.") from error  # fmt: skip
