"""What deleted words of the old file need in the new one: pictures and links, and the tree that it carries."""

from __future__ import annotations

from copy import deepcopy
from posixpath import join, normpath, splitext
from typing import Any

from lxml import etree

from .embedded import is_tree
from .package import RELATIONSHIPS, Package, R, W

_RELS = "word/_rels/document.xml.rels"
_COMMENTS = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
_BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def carry_parts(old: Package, new: Package) -> None:
    """Copies the relationships of the old body into the new file, under new ids, and points the old body to them; what
    both have alike keeps the new file's id, so that an unchanged picture stays unchanged."""
    _relationships(old, new)
    _tree(old, new)


def leave_margins(old: Package, new: Package) -> None:
    """Takes out of the old body what is not the text's: marks of comments, whose words stay in their own file, and
    bookmarks that the new file has by the same name."""
    known = {mark.get(W + "name") for mark in new.body.iter(W + "bookmarkStart")}
    twice = {mark.get(W + "id") for mark in old.body.iter(W + "bookmarkStart") if mark.get(W + "name") in known}
    for mark in list(old.body.iter(*_COMMENTS, *_BOOKMARKS)):
        holder = mark.getparent()
        if holder is not None and (mark.tag in _COMMENTS or mark.get(W + "id") in twice):
            holder.remove(mark)
            above = holder.getparent()
            if holder.tag == W + "r" and above is not None and all(left.tag == W + "rPr" for left in holder):
                above.remove(holder)  # a run of nothing else


def _relationships(old: Package, new: Package) -> None:
    ours = old.tree(_RELS)
    if ours is None:
        return
    theirs = links_of(new)
    known = {_meaning(new, rel): rel.get("Id", "") for rel in theirs}
    mapped: dict[str, str] = {}
    for number, rel in enumerate(list(ours)):
        meaning = _meaning(old, rel)
        if meaning in known:
            mapped[rel.get("Id", "")] = known[meaning]
            continue
        if not _used(old, rel.get("Id", "")):
            continue
        copy = deepcopy(rel)
        copy.set("Id", f"rIdOld{number}")
        if rel.get("TargetMode") != "External":
            source = normpath(join("word", rel.get("Target", "")))
            if source not in old.parts:
                continue
            target = f"word/media/old-{number}{splitext(source)[1]}"
            new.parts[target] = old.parts[source]
            copy.set("Target", target.removeprefix("word/"))
            _content_type(old, new, source, target)
        theirs.append(copy)
        mapped[rel.get("Id", "")] = copy.get("Id", "")
    for element in _referring(old):
        for key, value in element.attrib.items():
            if str(key).startswith(R) and str(value) in mapped:
                element.set(key, mapped[str(value)])


def links_of(package: Package) -> etree._Element:
    """What the body of a file refers to; made where there is nothing yet."""
    known = package.tree(_RELS)
    if known is not None:
        return known
    package.parts[_RELS], package.trees[_RELS] = b"", etree.Element("{" + RELATIONSHIPS + "}Relationships")
    return package.trees[_RELS]


def _tree(old: Package, new: Package) -> None:
    """The tree that the old file carries goes along, so that its version is recognised as the base of the changes."""
    name = next((name for name, data in old.parts.items() if is_tree(name, data)), None)
    types = new.tree("[Content_Types].xml")
    if name is None or types is None or old.parts[name] in new.parts.values():
        return
    number = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in new.parts)
    new.parts[f"customXml/item{number}.xml"] = old.parts[name]
    link = etree.SubElement(links_of(new), "{" + RELATIONSHIPS + "}Relationship")
    link.set("Id", "rIdOldTree")
    link.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml")
    link.set("Target", f"../customXml/item{number}.xml")
    if not any((row.get("Extension") or "").lower() == "xml" for row in types):
        row = etree.SubElement(types, _TYPES + "Default")
        row.set("Extension", "xml")
        row.set("ContentType", "application/xml")


def _used(package: Package, rel_id: str) -> bool:
    return any(
        str(key).startswith(R) and value == rel_id for e in _referring(package) for key, value in e.attrib.items()
    )


def _referring(package: Package) -> list[etree._Element]:
    """The elements of the body that name a relationship."""
    found: Any = package.body.xpath("descendant::*[@r:*]", namespaces={"r": R[1:-1]})
    return list(found)


def _meaning(package: Package, rel: etree._Element) -> tuple[str, str, bytes]:
    """Type and target; for a part inside the file, its bytes instead of its name."""
    kind, target = rel.get("Type", ""), rel.get("Target", "")
    if rel.get("TargetMode") == "External":
        return kind, target, b""
    return kind, "", package.parts.get(normpath(join("word", target)), target.encode())


def _content_type(old: Package, new: Package, source: str, target: str) -> None:
    ours, theirs = old.tree("[Content_Types].xml"), new.tree("[Content_Types].xml")
    if ours is None or theirs is None:
        return
    extension = splitext(source)[1].lstrip(".").lower()
    said = next((e.get("ContentType") for e in ours if e.get("PartName") == f"/{source}"), None)
    default = next((e.get("ContentType") for e in ours if (e.get("Extension") or "").lower() == extension), None)
    override = etree.SubElement(theirs, _TYPES + "Override")
    override.set("PartName", f"/{target}")
    override.set("ContentType", said or default or "application/octet-stream")
