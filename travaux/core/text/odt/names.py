"""The namespaces of Open Document 1.3 that texts use, and the rules of the gate that are its own."""

from __future__ import annotations

from lxml import etree

from ..gate import active, parse_xml, unzip
from ..refusals import NotReadable

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": _BASE + "office:1.0", "text": _BASE + "text:1.0", "style": _BASE + "style:1.0",
    "table": _BASE + "table:1.0", "draw": _BASE + "drawing:1.0", "fo": _BASE + "xsl-fo-compatible:1.0",
    "svg": _BASE + "svg-compatible:1.0", "manifest": _BASE + "manifest:1.0", "meta": _BASE + "meta:1.0",
    "script": _BASE + "script:1.0", "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}  # fmt: skip
KEPT = "Kept_20_text"  # our style of a paragraph that looks like the opening of a unit, and is none
MEDIA = "application/vnd.oasis.opendocument.text"


def q(name: str) -> str:
    """A name with its namespace, as lxml writes it.

    >>> q("dc:title")
    '{http://purl.org/dc/elements/1.1/}title'
    """
    prefix, local = name.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def is_odt(data: bytes) -> bool:
    """Whether a zip file calls itself Open Document: its first part says so, unpacked."""
    return data[26:28] == b"\x08\x00" and data[30:38] == b"mimetype"


def open_odt(data: bytes, *, name: str = "") -> dict[str, bytes]:
    """The parts of an .odt that has passed the gate. Raises `NotReadable`."""
    parts = unzip(data, name=name)
    said = parts.get("mimetype", b"").decode("ascii", "replace").strip()
    if said not in (MEDIA, MEDIA + "-template") or "content.xml" not in parts:
        raise NotReadable(f"The file calls itself “{said[:80]}”, not an Open Document text.", where=name,
                          remedy="Save the text as .odt or .docx.")  # fmt: skip
    if any(part.startswith(("Basic/", "Scripts/")) for part in parts):
        raise active(name, "macros", "Delete them, then save the file.")
    manifest = parts.get("META-INF/manifest.xml")
    if manifest is not None:
        root = parse_xml(manifest, name=f"{name}, META-INF/manifest.xml")
        if next(root.iter(q("manifest:encryption-data")), None) is not None:
            raise NotReadable("The file is protected by a password.", where=name,
                              remedy="Save it without a password.")  # fmt: skip
    return parts


def check_content(root: etree._Element, name: str) -> list[str]:
    """Refuses what acts or is fetched from elsewhere; what is only not read is listed."""
    if next(root.iter(q("office:script"), q("script:event-listener")), None) is not None:
        raise active(name, "macros", "Delete them, then save the file.")
    if (
        next(root.iter(q("text:dde-connection-decl"), q("office:dde-source"), q("text:dde-connection")), None)
        is not None
    ):
        raise active(name, "a field that starts another program (DDE)", "Delete the field, then save the file.")
    for source in root.iter(q("text:section-source")):
        if source.get(q("xlink:href")):
            raise active(name, f"a part of the text that is fetched from elsewhere ({source.get(q('xlink:href'))})",
                         "Break the link, then save the file.")  # fmt: skip
    found = [f"{e.get(q('xlink:href'))}: an embedded object" for e in root.iter(q("draw:object"), q("draw:object-ole"))]
    found += [f"{e.get(q('xlink:href'))}: a picture on another server" for e in root.iter(q("draw:image"))
              if (e.get(q("xlink:href")) or "").startswith(("http:", "https:"))]  # fmt: skip
    return found
