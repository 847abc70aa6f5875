"""A paragraph of Word taken apart into atoms that can be compared and put together again with tracked changes."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from .package import W
from .runs import TOKEN, run_of

_RUN, _TEXT, _PROPERTIES, _FIELD = W + "r", W + "t", W + "rPr", W + "fldChar"
# Attributes that say nothing of the content: session ids, ids of paragraphs and drawings.
_NOISE = re.compile(r"rsid|paraId|textId|editId|anchorId|^id$|^name$")
_REFERENCES = (W + "footnoteReference", W + "endnoteReference")  # a number says which note
_SKIPPED = ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak",
            "commentRangeStart", "commentRangeEnd")  # fmt: skip


class Atom(NamedTuple):
    """A token of text with its run's properties, or an element that is taken as a whole."""

    key: str  # equal keys are equal content
    properties: etree._Element | None  # w:rPr of the run
    element: etree._Element | None = None  # a whole element: a drawing, a formula, a field, a link
    in_run: bool = True  # whether `element` stands inside a run


def atoms_of(paragraph: etree._Element) -> list[Atom]:
    """The atoms of a paragraph, in order. A field from its beginning to its end is one."""
    found: list[Atom] = []
    field: list[etree._Element] = []
    depth = opens = closes = 0
    has_fields = next(paragraph.iter(_FIELD), None) is not None
    for child in paragraph:
        if child.tag == _RUN and not has_fields:
            found += _of_run(child)
            continue
        kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if not kind or kind in _SKIPPED:
            continue
        if has_fields:
            opens = len(child.findall(f".//{W}fldChar[@{W}fldCharType='begin']"))
            closes = len(child.findall(f".//{W}fldChar[@{W}fldCharType='end']"))
        if depth or opens > closes:
            depth += opens - closes
            field.append(child)
            if depth <= 0:
                whole = etree.Element(W + "fieldRuns")
                whole.extend(deepcopy(run) for run in field)
                found.append(Atom("field:" + signature(whole), None, whole, in_run=False))
                field, depth = [], 0
        elif kind == "r":
            found += _of_run(child)
        else:
            found.append(Atom(f"{kind}:{signature(child)}", None, child, in_run=False))
    for run in field:
        found += _of_run(run) if run.tag == W + "r" else []
    return found


def _of_run(run: etree._Element) -> list[Atom]:
    properties = run.find(_PROPERTIES)
    found: list[Atom] = []
    for child in run:
        if child.tag == _TEXT:
            found += [Atom(token, properties) for token in TOKEN.findall(child.text or "")]
        elif child.tag != _PROPERTIES and isinstance(child.tag, str):
            kind = etree.QName(child).localname
            if kind != "lastRenderedPageBreak":
                found.append(Atom(f"{kind}:{signature(child)}", properties, child))
    return found


def signature(element: etree._Element) -> str:
    """What an element shows, ids and session marks aside; two that look alike have one signature."""
    pieces = [etree.QName(element).localname if isinstance(element.tag, str) else ""]
    for key, value in sorted(element.attrib.items()):
        name = etree.QName(key).localname
        if not _NOISE.search(name) or (name == "id" and element.tag in _REFERENCES):
            pieces.append(f"{name}={value!s}")
    pieces.append((element.text or "") if element.tag in (W + "t", W + "instrText") or not len(element) else "")
    pieces += [signature(child) for child in element if isinstance(child.tag, str)]
    return "(" + " ".join(pieces) + ")"


def put_together(atoms: list[Atom], *, deleted: bool = False) -> list[etree._Element]:
    """Runs and whole elements from atoms; tokens of one run are one run again."""
    made: list[etree._Element] = []
    text, last = "", None

    def flush() -> None:
        nonlocal text
        if text:
            made.append(run_of(last, text, deleted=deleted))
            text = ""

    for atom in atoms:
        if atom.element is None:
            if text and last is not atom.properties:
                flush()
            last = atom.properties
            text += atom.key
            continue
        flush()
        element = deepcopy(atom.element)
        if deleted:
            _as_deleted(element)
        if atom.in_run:
            made.append(_run(atom.properties, element))
        elif element.tag == W + "fieldRuns":
            made += list(element)
        else:
            made.append(element)
    flush()
    return made


def _run(properties: etree._Element | None, child: etree._Element) -> etree._Element:
    run = etree.Element(_RUN)
    if properties is not None:
        run.append(deepcopy(properties))
    run.append(child)
    return run


def _as_deleted(element: etree._Element) -> None:
    for old, new in (("t", "delText"), ("instrText", "delInstrText")):
        for found in element.iter(W + old):
            found.tag = W + new
