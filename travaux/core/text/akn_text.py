"""Akoma Ntoso as text, put together directly: what lxml would write, byte for byte, in a fraction of the time.

Only for trees of the vocabulary: where XML is kept verbatim, or a name is of another namespace, `written` gives None
and the way through lxml is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from .kinds import NAMESPACE
from .tree import Node, Verbatim
from .vocabulary import holds_text

_HEAD = f"<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso xmlns=\"{NAMESPACE}\">"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;",
                           "\t": "&#9;"})  # fmt: skip
_SPECIAL = re.compile('[&<>"\\r\\n\\t]')
# What may not stand in XML at all: the way through lxml refuses it by name.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Foreign(Exception):
    """Something that this way does not know."""


def written(parts: Iterable[Node]) -> bytes | None:
    """The file that holds these elements under <akomaNtoso>; None where lxml must write it."""
    out = [_HEAD]
    try:
        _write(parts, 1, out.append)
    except _Foreign:
        return None
    text = "".join(out) + "\n</akomaNtoso>\n"
    return None if _FORBIDDEN.search(text) else text.encode()


def _write(nodes: Iterable[Node | str], depth: int, put: Callable[[str], None]) -> None:
    """Elements on lines of their own; at depth 0 they stand among words, which are written with them."""
    line = _line(depth) if depth else ""
    for node in nodes:
        if isinstance(node, str):
            if not depth:
                put(_text(node))
            continue
        kind, children = node.kind, node.children
        if kind[0] == "{" or isinstance(node, Verbatim):
            raise _Foreign
        tag = f"{line}<{kind}{_attributes(node)}" if node.attrs else f"{line}<{kind}"
        if node.eid is not None:
            tag += f' eId="{_value(node.eid)}"'
        if node.uid is not None:
            tag += f' GUID="{_value(node.uid)}"'
        if not children:
            put(tag + "/>")
        elif len(children) == 1 and isinstance(children[0], str):
            put(f"{tag}>{_text(children[0])}</{kind}>")
        elif depth and not _mixed(kind, children):
            put(tag + ">")
            _write(children, depth + 1, put)
            put(f"{line}</{kind}>")
        else:
            put(tag + ">")
            _write(children, 0, put)
            put(f"</{kind}>")


@cache
def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _mixed(kind: str, children: tuple[Node | str, ...]) -> bool:
    """Whether white space inside is text: by its name, by words in it, or because it holds strings only."""
    if holds_text(kind):
        return True
    if str not in map(type, children):
        return False
    said = [child for child in children if isinstance(child, str)]
    return len(said) == len(children) or any(map(str.strip, said))


def _attributes(node: Node) -> str:
    made = ""
    for key, value in node.attrs:
        if key[0] == "{":
            if not key.startswith(_XML):
                raise _Foreign
            key = "xml:" + key.removeprefix(_XML)
        made += f' {key}="{_value(value)}"'
    return made


def _text(said: str) -> str:
    if "&" in said or "<" in said or ">" in said or "\r" in said:
        return said.translate(_IN_TEXT)
    return said


def _value(said: str) -> str:
    return said.translate(_IN_VALUE) if _SPECIAL.search(said) else said
