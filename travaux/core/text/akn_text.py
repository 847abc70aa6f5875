"""Akoma Ntoso as text, put together directly: what lxml would write, byte for byte, in a fraction of the time.

Only for trees of the vocabulary: where XML is kept verbatim, or a name is of another namespace, `written` gives None
and the way through lxml is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .kinds import NAMESPACE
from .tree import Node, Verbatim
from .vocabulary import holds_text

_HEAD = f"<?xml version='1.0' encoding='UTF-8'?>\n<akomaNtoso xmlns=\"{NAMESPACE}\">"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;",
                           "\t": "&#9;"})  # fmt: skip
_SPECIAL = re.compile('[&<>"\r\n\t]')
# What may not stand in XML at all: the way through lxml refuses it by name.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Foreign(Exception):
    """Something that this way does not know."""


def written(parts: Iterable[Node]) -> bytes | None:
    """The file that holds these elements under <akomaNtoso>; None where lxml must write it."""
    out = [_HEAD]
    try:
        for node in parts:
            out.append("\n  ")
            _write(node, 1, out.append)
    except _Foreign:
        return None
    text = "".join(out) + "\n</akomaNtoso>\n"
    return None if _FORBIDDEN.search(text) else text.encode()


def _write(node: Node, depth: int, put: Callable[[str], None]) -> None:
    """One element; below `depth` 0 it stands inside words and is not indented."""
    kind = node.kind
    if isinstance(node, Verbatim) or kind[0] == "{":
        raise _Foreign
    tag = f"<{kind}{_attributes(node)}" if node.attrs else f"<{kind}"
    if node.eid is not None:
        tag += f' eId="{_value(node.eid)}"'
    if node.uid is not None:
        tag += f' GUID="{_value(node.uid)}"'
    children = node.children
    if not children:
        put(tag + "/>")
    elif len(children) == 1 and isinstance(children[0], str):
        said = children[0]
        put(f"{tag}>{said.translate(_IN_TEXT) if _SPECIAL.search(said) else said}</{kind}>")
    else:
        put(tag + ">")
        if depth == 0 or _mixed(node):
            for child in children:
                if isinstance(child, str):
                    put(child.translate(_IN_TEXT))
                else:
                    _write(child, 0, put)
        else:
            line = "\n" + "  " * (depth + 1)
            for child in children:
                if not isinstance(child, str):
                    put(line)
                    _write(child, depth + 1, put)
            put(line[:-2])
        put(f"</{kind}>")


def _mixed(node: Node) -> bool:
    """Whether white space inside is text: by its name, by words in it, or because it holds strings only."""
    said = [child for child in node.children if isinstance(child, str)]
    if not said:
        return holds_text(node.kind)
    return len(said) == len(node.children) or any(map(str.strip, said)) or holds_text(node.kind)


def _attributes(node: Node) -> str:
    made = ""
    for key, value in node.attrs:
        if key[0] == "{":
            if not key.startswith(_XML):
                raise _Foreign
            key = "xml:" + key.removeprefix(_XML)
        made += f' {key}="{_value(value)}"'
    return made


def _value(said: str) -> str:
    return said.translate(_IN_VALUE) if _SPECIAL.search(said) else said
