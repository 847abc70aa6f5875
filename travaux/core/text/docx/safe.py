"""What a Word file may not hold: the rules of the gate that are Word's own. Works on the parts, in place."""

from __future__ import annotations

import re
from posixpath import basename

from lxml import etree

from ..gate import active, harmful, parse_xml
from ..refusals import NotReadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"
# ISO 29500 strict says the same in other namespaces: /ooxml/X/Y is /X/2006/Y, these two spelled otherwise.
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_SPELLED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_CONFORMANCE = re.compile(rb""" (?:\w+:)?conformance=["']strict["']""")
_MAIN = "/officeDocument"
_WORD_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_ANEW = "Open it in a word processor and save it anew as .docx."
_DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
# Relationships that bring text from elsewhere, or from another format: what is read would not be what Word shows.
_FETCHED = {"attachedTemplate": "a template", "frame": "a frame", "subDocument": "a part of the text",
            "oleObject": "a linked object", "aFChunk": "a part in another format", "package": "a linked object",
            "control": "a control"}  # fmt: skip


def check_word(parts: dict[str, bytes], name: str) -> None:
    """Refuses macros, controls and fetched text; puts the names of strict and moved parts in order."""
    for part, data in parts.items():
        if _STRICT in data and part.endswith((".xml", ".rels")):
            parts[part] = _CONFORMANCE.sub(b"", _STRICT_NAME.sub(_usual, data))
        lower = part.lower()
        if basename(lower).startswith(("vbaproject", "vbadata")):
            raise active(name, "macros", "Save it as .docx, which has none.")
        if "/activex/" in lower:
            raise active(name, "active controls", _ANEW)
    _content_types(parts, name)
    for part in [part for part in parts if part.endswith(".rels")]:
        _relationships(parts, part, name)


def _usual(name: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + name[1] + b"/2006/" + _SPELLED.get(name[2], name[2])


def _content_types(parts: dict[str, bytes], name: str) -> None:
    if "[Content_Types].xml" not in parts:
        return
    root = parse_xml(parts["[Content_Types].xml"], name=f"{name}, [Content_Types].xml")
    for row in root:
        said = row.get("ContentType") or ""
        if "macroEnabled" in said or "vbaProject" in said:
            raise active(name, "macros", "Save it as .docx, which has none.")
        wanted = (row.get("PartName") or "").lower() == "/word/document.xml"
        if wanted and not said.endswith(_WORD_TYPES):
            raise NotReadable(f"The file calls itself “{said}”, not a Word document.", where=name,
                              remedy="Save the text as .docx.")  # fmt: skip


def _relationships(parts: dict[str, bytes], part: str, name: str) -> None:
    root = parse_xml(parts[part], name=f"{name}, {part}")
    for row in list(root):
        kind, target = (row.get("Type") or "").rsplit("/", 1)[-1], row.get("Target") or ""
        outside = (row.get("TargetMode") or "").lower() == "external"
        if kind == "aFChunk" or (kind == "subDocument" and not outside):
            raise active(name, "a part of the text in another format or file", _ANEW)
        if part == "_rels/.rels" and kind == "officeDocument" and not outside:
            _main_part(parts, target.lstrip("/"), name)
        if not outside or kind not in _FETCHED:
            continue
        if kind == "attachedTemplate" and not re.match(r"(?i)(?:https?|ftp|\\\\|//|file:/*(?:\\\\|[^/\\a-z]))", target):
            root.remove(row)  # the name of a template on somebody's own disk: Word writes it, nobody needs it
            parts[part] = etree.tostring(root)
            if "word/settings.xml" in parts:
                settings = parts["word/settings.xml"]
                parts["word/settings.xml"] = re.sub(rb"<w:attachedTemplate\b[^>]*/>", b"", settings)
            continue
        raise active(name, f"{_FETCHED[kind]} that is fetched from elsewhere ({target[:80]})",
                     "Break the link, then save the file.")  # fmt: skip


def _main_part(parts: dict[str, bytes], target: str, name: str) -> None:
    """Some programs call the main part otherwise (word/document2.xml): it is given its usual name."""
    if target == "word/document.xml" or "word/document.xml" in parts or not target.startswith("word/"):
        return
    if target not in parts:
        raise harmful(name, f"its main part “{target}” is not in it")
    rels = f"word/_rels/{basename(target)}.rels"
    parts["word/document.xml"] = parts.pop(target)
    if rels in parts:
        parts["word/_rels/document.xml.rels"] = parts.pop(rels)
    for said in ("[Content_Types].xml", "_rels/.rels"):
        if said in parts:
            parts[said] = parts[said].replace(target.encode(), b"word/document.xml")


def check_story(root: etree._Element, where: str) -> None:
    """Refuses fields that start a program (DDE), also those written in pieces."""
    for simple in root.iter(_W + "fldSimple"):
        if _DDE.search(simple.get(_W + "instr") or ""):
            raise active(where, "a field that starts another program (DDE)", "Delete the field, then save the file.")
    paragraphs = {next(piece.iterancestors(_W + "p"), root) for piece in root.iter(_W + "instrText")}
    for paragraph in paragraphs:
        said = "".join(piece.text or "" for piece in paragraph.iter(_W + "instrText"))
        if _DDE.search(said):
            raise active(where, "a field that starts another program (DDE)", "Delete the field, then save the file.")


def unread(parts: dict[str, bytes]) -> list[str]:
    """What is in the file and is not read: embedded objects, pictures on other servers. For the report."""
    found = [f"{part}: an embedded object" for part in parts if part.startswith("word/embeddings/")]
    for part, data in parts.items():
        if part.endswith(".rels"):
            for row in etree.fromstring(data):
                if row.get("TargetMode") == "External" and (row.get("Type") or "").endswith("/image"):
                    found.append(f"{row.get('Target')}: a picture on another server")
    return found
