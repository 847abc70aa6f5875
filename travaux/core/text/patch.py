"""A difference as a recipe: the new tree told in pieces of the old one. `apply(diff(a, b).patch, a) == b`.

A recipe is `Keep` (a subtree of the old text, wherever it stood), `Slice` (some characters of an old line) or `Make`
(a node from recipes and new words). It holds no text that the old version has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .batch import collector_paused
from .eids import mint
from .fingerprints import Fingerprints, Path, at
from .refusals import NotApplicable
from .tree import Document, Line, Node, Unit, tidy, walk, words
from .wording import compare_words


@dataclass(frozen=True, slots=True)
class Keep:
    """A subtree of the old text, by its path."""

    path: Path


@dataclass(frozen=True, slots=True)
class Slice:
    """Characters of an old line, by its path."""

    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Make:
    """A node: itself without children, then recipes and new words in order."""

    shell: Node
    parts: tuple[Recipe, ...]


Recipe = Keep | Slice | Make | str


@dataclass(frozen=True, slots=True)
class Patch:
    """How to make the new text from the old one, and how to know the old one."""

    base: bytes  # fingerprint of the old text
    recipe: Recipe
    eids: tuple[str | None, ...] | None  # in document order, where they are not what minting gives


def make_patch(old: Fingerprints, new: Fingerprints, partners: dict[int, Node]) -> Patch:
    """The recipe of the new tree. `partners` gives the old node that a changed new node (by id) came from."""
    paths: dict[int, Path] = {}

    def path_of(node: Node, path: Path) -> None:
        paths[id(node)] = path
        for index, child in enumerate(node.children):
            if isinstance(child, Node):
                path_of(child, (*path, index))

    path_of(old.root, ())

    def told(node: Node, partner: Node | None) -> Recipe:
        print_ = new.full[id(node)]
        if print_ in old.first:
            return Keep(old.first[print_])
        partner = partners.get(id(node), partner)
        shell = replace(node, children=())
        if isinstance(node, Line) and partner is not None and not node.nodes:
            return Make(shell, _line(words(partner), words(node), paths[id(partner)]))
        counterparts = _by_place(partner)
        parts: list[Recipe] = []
        for child in node.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                waiting = counterparts.get(child.kind, [])
                beside = waiting.pop(0) if waiting else None
                parts.append(told(child, None if isinstance(child, Unit) else beside))
        return Make(shell, tuple(parts))

    recipe = told(new.root, old.root)
    minted = mint(new.root)
    given, by_rule = ([node.eid for node in walk(root)] for root in (new.root, minted))
    return Patch(old.full[id(old.root)], recipe, None if given == by_rule else tuple(given))


@collector_paused()
def apply_patch(patch: Patch, base: Document) -> Document:
    """The new text. Raises `NotApplicable` when the base is not the text that the patch was made from."""
    if Fingerprints(base).full[id(base)] != patch.base:
        raise NotApplicable(
            "The text is not the one that the difference was made from.", where="base",
            remedy="Give the old version that was compared, or compare again.",
        )  # fmt: skip

    def made(recipe: Recipe) -> Node | str:
        if isinstance(recipe, str):
            return recipe
        if isinstance(recipe, Keep):
            return at(base, recipe.path)
        if isinstance(recipe, Slice):
            return words(at(base, recipe.path))[recipe.start : recipe.end]
        parts = [made(part) for part in recipe.parts]
        children = tidy(parts, edges=False) if isinstance(recipe.shell, Line) else tuple(parts)
        return recipe.shell.with_children(children)

    document = made(patch.recipe)
    assert isinstance(document, Document)
    named = mint(document) if patch.eids is None else _renamed(document, patch.eids)
    assert isinstance(named, Document)
    return named


def _line(old: str, new: str, path: Path) -> tuple[Recipe, ...]:
    parts: list[Recipe] = []
    at_old = 0
    for op, text in compare_words(old, new):
        if op == "+":
            parts.append(text)
        elif op == "-":
            at_old += len(text)
        else:
            same = old[at_old : at_old + len(text)] == text
            parts.append(Slice(path, at_old, at_old + len(text)) if same and len(text) > 8 else text)
            at_old += len(text)  # tokens that are equal but for their setting are equally long
    return tuple(parts)


def _by_place(node: Node | None) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for child in node.nodes if node is not None else ():
        found.setdefault(child.kind, []).append(child)
    return found


def _renamed(root: Document, eids: tuple[str | None, ...]) -> Node:
    queue = iter(eids)

    def again(node: Node) -> Node:
        eid = next(queue)
        return replace(node, eid=eid, children=tuple(again(c) if isinstance(c, Node) else c for c in node.children))

    return again(root)
