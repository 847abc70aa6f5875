"""Small changes of an immutable tree, each giving a new tree: replace a node, remove it, change words in lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..spans import cut
from ..tree import Box, Document, Line, Meta, Node, Note, Unit, tidy, words

_LOOSE = {" ": r"[ \u00a0\u202f]+", "ё": "[её]", "-": "[-‑]"}


def replaced(root: Document, target: Node, new: tuple[Node, ...]) -> Document:
    """The tree with one node (the object itself, not an equal one) replaced by others, or by none."""

    def again(node: Node) -> Node:
        children: list[Node | str] = []
        changed = False
        for child in node.children:
            if child is target:
                children += new
                changed = True
            elif isinstance(child, Node):
                made = again(child)
                changed = changed or made is not child
                children.append(made)
            else:
                children.append(child)
        return node.with_children(children) if changed else node

    made = again(root)
    assert isinstance(made, Document)
    return made


def parent_of(root: Node, target: Node) -> Node | None:
    """The node that holds this very object."""
    for node in _all(root):
        if any(child is target for child in node.children):
            return node
    return None


def _all(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in reversed(node.nodes) if not isinstance(child, Meta))


def lines_of(node: Node) -> list[Line]:
    """The lines of text in a node and in its units: no numbers; headings and cells included."""
    if isinstance(node, Line):
        return [node]
    found: list[Line] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, Line):
            if current.kind != "num":
                found.append(current)
        elif not isinstance(current, (Note, Meta)):
            stack.extend(reversed(current.nodes))
    return found


def paragraphs_of(unit: Node) -> list[Node]:
    """The абзацы of a unit in order: its opening line first, then further lines and numbered items, one by one."""
    found: list[Node] = []
    for child in unit.nodes:
        if isinstance(child, Line):
            if child.kind not in ("num", "heading", "subheading"):
                found.append(child)
        elif isinstance(child, Unit):
            found.append(child)
        elif isinstance(child, Box):
            found += paragraphs_of(child)
    return found


def pattern_of(said: str) -> re.Pattern[str]:
    """These words wherever they stand whole; spaces, ё and hyphens as they come."""
    body = "".join(_LOOSE.get(sign, re.escape(sign)) for sign in " ".join(said.split()))
    before = r"(?<!\w)" if said[:1].isalnum() else ""
    after = r"(?!\w)" if said[-1:].isalnum() else ""
    return re.compile(before + body + after)


def with_words(line: Line, pattern: re.Pattern[str], change: Callable[[str], str], only: int = 0) -> tuple[Line, int]:
    """The line with each place of the pattern changed (or only the nth), marks kept, and how many places there were."""
    found = list(pattern.finditer(words(line)))
    runs: tuple[Node | str, ...] = line.children
    for number, match in reversed(list(enumerate(found, 1))):
        if only and number != only:
            continue
        start, end = match.span()
        inside = cut(runs, start, end)
        new = change(match[0])
        middle: tuple[Node | str, ...] = (new,)
        if len(inside) == 1 and isinstance(inside[0], Node) and new:
            middle = (inside[0].with_children((new,)),)  # words in bold are replaced by words in bold
        head, tail = cut(runs, 0, start), cut(runs, end, None)
        runs = (*head, *middle, *tail)
    made = line.with_children(tidy(runs))
    return _spaced(made), len(found)


def _spaced(line: Line) -> Line:
    """No two spaces together and none before a comma, as a deletion of words leaves them."""
    runs = (re.sub(r" +([,.;:»)])", r"\1", run) if isinstance(run, str) else run for run in tidy(line.children))
    return line.with_children(tidy(runs))
