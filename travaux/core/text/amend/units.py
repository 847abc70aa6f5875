"""New wording: quoted text made into units like those that it replaces, and put where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace

from ..assemble import finished
from ..build import Builder
from ..numbers import bare, eid_piece, parts, printed
from ..paragraphs import Para
from ..profiles import Profile
from ..shapes import value_of
from ..tree import Box, Document, Line, Node, Unit, line, unit
from .edit import paragraphs_of, parent_of, replaced
from .find import find
from .operations import Locator, Operation, Step

_ELEMENT = {"annex": "attachment", "paragraph": "paragraph", "point": "point", "subpoint": "point"}


def new_units(text: str, like: Unit, profile: Profile) -> tuple[Node, ...]:
    """Units from quoted wording. A wording without a number takes the number of the unit that it replaces."""
    paras = [Para(each.strip(), 1) for each in text.split("\n") if each.strip()]
    builder = Builder(profile, anywhere=True)
    built = builder.build(paras)
    units = tuple(node for node in built if isinstance(node, Unit))
    if units and len(units) == len(built) and units[0].num is not None:
        if len(units) == 1 and eid_piece(units[0].num) == eid_piece(like.num):
            return (replace(units[0], kind=like.kind, uid=like.uid),)
        return tuple(
            replace(u, kind=like.kind) if u.kind not in ("article", "chapter", "section") else u for u in units
        )
    head = [child for child in (like.num,) if child is not None]
    lines: list[Node] = [line("p", para.text) for para in paras]
    if built and isinstance(built[0], Line) and units:
        made = finished(like.kind, None, None, list(built), profile)
        return (replace(made, children=(*head, *made.children), uid=like.uid),)
    return (Unit(like.kind, (*head, Box("content", tuple(lines))), uid=like.uid),)


def place_for(document: Document, host: Node, op: Operation, profile: Profile) -> tuple[Document, str, str]:
    """The document with a new unit in its place; (document, why, status)."""
    step = op.other.steps[-1] if op.other.steps else Step("paragraph")
    if step.rank == "alinea":
        return _alinea(document, host, op, step)
    kind = _kind_of(step, host, profile)
    units = tuple(u for u in new_units(op.text, unit(kind, num=_num(step)), profile) if isinstance(u, Unit))
    if op.place in ("after", "before") and isinstance(host, Unit) and op.other.part != "inside":
        new = (host, *units) if op.place == "after" else (*units, host)
        return replaced(document, host, new), "", "applied"
    siblings = _siblings(host, units[0].kind)
    if not siblings and host is document:
        anchor = find(document, Locator((step,)))
        return document, f"no unit like {step.said or step.rank} in the text{anchor.why and ''}", "not_found"
    numbers = {eid_piece(sibling.num) for sibling in siblings}
    if eid_piece(units[0].num) in numbers:
        return document, f"{printed(units[0].num)} is there already", "already"
    if not siblings:
        assert isinstance(host, Unit)
        return replaced(document, host, (_with_inner(host, units),)), "", "applied"
    before = [sibling for sibling in siblings if _order(sibling) < _order(units[0])]
    anchor_unit = before[-1] if before else siblings[0]
    new = (anchor_unit, *units) if before else (*units, anchor_unit)
    return replaced(document, anchor_unit, new), "", "applied"


def _alinea(document: Document, host: Node, op: Operation, step: Step) -> tuple[Document, str, str]:
    """A new unnumbered paragraph: the nth, or the last."""
    paragraphs = paragraphs_of(host)
    texts = [each.strip() for each in op.text.split("\n") if each.strip()]
    if not paragraphs:
        return document, "the unit has no paragraphs", "not_found"
    number = int(step.numbers[0]) if step.numbers and step.numbers[0].isdecimal() else len(paragraphs) + 1
    anchor = paragraphs[min(number, len(paragraphs) + 1) - 2] if number > 1 else paragraphs[0]
    as_lines = isinstance(anchor, Line) and not isinstance(host, Unit)
    new: tuple[Node, ...] = tuple(line("p", text) for text in texts)
    if isinstance(host, Unit) and not as_lines:
        new = tuple(Unit("alinea", (Box("content", (made,)),)) for made in new)
    if isinstance(anchor, Line) and isinstance(host, Unit):
        box = parent_of(host, anchor)
        if box is None or box.kind == "wrapUp" or number == 1:
            return replaced(document, anchor, (*[line("p", t) for t in texts], anchor) if number == 1 else
                            (anchor, *[line("p", t) for t in texts])), "", "applied"  # fmt: skip
        return replaced(document, box, (replace(box, kind="intro"), *new)), "", "applied"
    return replaced(document, anchor, (anchor, *new) if number > 1 else (*new, anchor)), "", "applied"


def _siblings(host: Node, kind: str) -> list[Unit]:
    """Units of this kind the least deep under a host, all of one depth for a whole text."""
    layer: list[Node] = [host]
    while layer:
        inner = [child for node in layer for child in node.nodes if child.kind not in ("meta", "attachments")]
        hits = [child for child in inner if isinstance(child, Unit) and child.kind == kind]
        if hits:
            return hits
        layer = [child for child in inner if not isinstance(child, Line)]
    return []


def _with_inner(host: Unit, units: tuple[Unit, ...]) -> Unit:
    """Units put into a unit that had none: its content becomes its opening words."""
    children: list[Node] = [replace(c, kind="intro") if c.kind == "content" else c for c in host.nodes]
    wrap = [child for child in children if child.kind == "wrapUp"]
    return host.with_children((*(child for child in children if child.kind != "wrapUp"), *units, *wrap))


def _kind_of(step: Step, host: Node, profile: Profile) -> str:
    if step.rank == "point" and isinstance(host, Unit) and host.kind == "article":
        inner = [child.kind for child in host.units]
        return inner[0] if inner else "point"
    return _ELEMENT.get(step.rank, step.rank)


def _num(step: Step) -> str | None:
    if not step.numbers:
        return None
    return {"article": "Статья {}.", "paragraph": "{}."}.get(step.rank, "{})").format(step.numbers[0])


def _order(node: Unit) -> tuple[int, ...]:
    """Where a number stands in its list, letters by their alphabet."""
    number = bare(node.num)
    if re.fullmatch("[IVXLC]+", number):
        return value_of(number, "I.")
    return tuple(p if isinstance(p, int) else value_of(p, "а)")[0] for p in parts(node.num))


def renumbered(node: Node, number: str) -> Node:
    """The unit with another number, printed as the old one was."""
    if not isinstance(node, Unit) or node.num is None:
        return node
    old = printed(node.num)
    at = old.rfind(bare(node.num))
    new = line("num", old[:at] + number + old[at + len(bare(node.num)) :] if at >= 0 else number)
    return node.with_children(new if child is node.num else child for child in node.children)


def with_heading(node: Unit, text: str) -> Unit:
    """The unit with another heading, or with its first one."""
    stripped = text.removeprefix(printed(node.num)).strip() if node.num else text
    new = line("heading", stripped)
    if node.heading is not None:
        return node.with_children(new if child is node.heading else child for child in node.children)
    after = 1 if node.num is not None else 0
    return node.with_children((*node.children[:after], new, *node.children[after:]))
