"""Units added, replaced, deleted, moved, renumbered, split and joined; headings and annexes given another wording."""

from __future__ import annotations

import re
from dataclasses import replace

from ..numbers import ordinal, printed
from ..profiles import Profile
from ..tree import Box, Component, Line, Node, Table, Unit, line, walk, words
from .annexes import add_annex, replace_annex
from .draft import Draft
from .edit import HEADS, lines_of, own_lines_of, sentences
from .find import Found, find, piece, piece_of
from .operations import RANKS, Operation, Outcome, Step
from .place import place_unit, rows_in
from .units import inheriting, kind_of, new_units, paras_of, renumbered, with_heading


def change_unit(draft: Draft, op: Operation, found: Found, profile: Profile) -> Outcome:
    """One operation on units, in the places found."""
    if op.op == "replace_heading":
        return _heading(draft, op, found)
    if op.op == "add_unit":
        return _add(draft, op, found, profile)
    if op.op == "delete_unit":
        return _delete(draft, op, found)
    if op.op in ("replace_unit", "split"):
        return _replace(draft, op, found, profile)
    if op.op == "move":
        return _move(draft, op, found)
    if op.op == "renumber":
        return _renumber(draft, op, found, profile)
    if op.op == "swap":
        return _swap(draft, op, found)
    return _join(draft, op, found, profile)


def _delete(draft: Draft, op: Operation, found: Found) -> Outcome:
    target = draft.where(found.nodes[0])
    for node in found.nodes:
        holder = draft.parent(node)
        alone = holder is not None and len(holder.children) == 1 and isinstance(holder, Box) and holder.kind != "body"
        draft.drop(holder if alone and holder is not None else node)
    why = "references to it need a person" if "references" in op.formula else ""
    return Outcome(op, "applied", why, target)


def _replace(draft: Draft, op: Operation, found: Found, profile: Profile) -> Outcome:
    target = draft.where(found.nodes[0])
    if op.op == "split" and op.place.startswith("sentence"):
        return _split_at(draft, op, found, target)
    if not op.text:
        return Outcome(op, "not_executable", "the new wording is in an annex that is not given", target)
    first = found.nodes[0]
    if isinstance(first, Component):
        return replace_annex(draft, op, first, profile)
    if first.kind == "preamble":
        made: tuple[Node, ...] = (first.with_children(line("p", said) for said in op.text.split("\n")),)
    elif isinstance(first, Unit):
        made = _named_alike(new_units(op.text, first, profile), found)
    elif first.kind == "tr" and (rows := rows_in(op.text)):
        made = tuple(rows)
    elif (
        isinstance(first, Table) and (table := next((p.table for p in paras_of(op.text) if p.table), None)) is not None
    ):
        made = (table,)
    else:
        return _replace_lines(draft, op, found, target)
    if found.nodes == made:
        return Outcome(op, "already", "the wording is the same", target)
    several = len(found.nodes) > 1
    if several and len({id(draft.parent(node)) for node in found.nodes}) > 1:
        return Outcome(op, "ambiguous", "one new wording for units that stand apart", target)
    draft.lost(first)
    for node in made:
        _mark(draft, node)
    draft.replace(first, *made)
    for node in found.nodes[1:]:
        draft.drop(node)
    return Outcome(op, "applied", "", target)


def _named_alike(made: tuple[Node, ...], found: Found) -> tuple[Node, ...]:
    """New units that take the place of old ones of the same number are the same provisions."""
    known = {piece(node): node for node in found.nodes if isinstance(node, Unit) and node.num is not None}
    named: list[Node] = []
    for node in made:
        old = known.pop(piece(node), None) if isinstance(node, Unit) else None
        named.append(inheriting(node, old) if isinstance(node, Unit) and old is not None else node)
    return tuple(named)


def _replace_lines(draft: Draft, op: Operation, found: Found, target: str) -> Outcome:
    """An opening line, or paragraphs that are lines: only they change, not the units under them."""
    first = found.nodes[0]
    text = op.text.split("\n")
    if not isinstance(first, Line):
        return Outcome(op, "ambiguous", "the place has no wording of its own", target)
    holder = draft.parent(first)
    unit = draft.parent(holder) if isinstance(holder, Box) else holder
    if isinstance(unit, Unit) and unit.num is not None and own_lines_of(unit)[:1] == [first]:
        text[0] = text[0].removeprefix(printed(unit.num)).strip()
    if len(text) == 1:
        draft.rewrite(first, line(first.kind, text[0]))
    else:
        made = [line("p", said) for said in text]
        for each in made:
            draft.put(each)
        draft.replace(first, *made)
    for node in found.nodes[1:]:
        draft.drop(node)
    return Outcome(op, "applied", "", target)


def _mark(draft: Draft, node: Node) -> None:
    """Everything in a new unit is this operation's; only the outermost is named."""
    draft.put(node)
    for inner in walk(node):
        if isinstance(inner, Line) and inner.kind != "num":
            draft.put(inner)


def _split_at(draft: Draft, op: Operation, found: Found, target: str) -> Outcome:
    """A unit divided after one of its sentences; the second half takes the next number and the ones after it go up."""
    unit = found.nodes[0]
    which = ordinal(op.place.removeprefix("sentence ")) or 0
    own = own_lines_of(unit)
    if not isinstance(unit, Unit) or len(own) != 1 or unit.units:
        return Outcome(op, "ambiguous", "the unit holds more than one paragraph; say where each part begins", target)
    spans = sentences(words(own[0]))
    if not 0 < which < len(spans):
        return Outcome(op, "not_found", f"there are {len(spans)} sentences", target)
    text = words(own[0])
    cut = spans[which - 1][1]
    number = _after(unit)
    if not number:
        return Outcome(op, "ambiguous", "the number of the second part is not said", target)
    rest = Unit(unit.kind, (*renumbered(replace(unit, children=unit.children[:1]), number).children,
                            Box("content", (line("p", text[cut:]),))))  # fmt: skip
    draft.rewrite(own[0], line("p", text[:cut]))
    changed = find(draft.document, op.target).nodes[0]
    _mark(draft, rest)
    draft.replace(changed, changed, rest)
    why = f"the second part has the number {number}; the numbers after it are as they were"
    return Outcome(op, "applied", why, target)


def _after(unit: Unit) -> str:
    number = re.search(r"(\d+)\D*$", printed(unit.num))
    return f"{number[1]}.1" if number else ""


def _add(draft: Draft, op: Operation, found: Found, profile: Profile) -> Outcome:
    if op.target and not found.nodes:
        return Outcome(op, "ambiguous" if found.many else "not_found", found.said)
    new = op.other.last
    if new is not None and new.rank == "annex":
        return add_annex(draft, op, profile)
    if not op.text:
        return Outcome(op, "not_executable", "the new wording is in an annex that is not given")
    host = found.nodes[0] if found.nodes else draft.document
    if op.place == "after" and len(found.nodes) > 1:
        host = found.nodes[-1]
    return place_unit(draft, host, op, profile)


def _move(draft: Draft, op: Operation, found: Found) -> Outcome:
    beside = find(draft.document, op.other)
    if len(beside.nodes) != 1:
        return Outcome(op, "not_found", beside.said)
    anchor = beside.nodes[0]
    if any(node is anchor for node in found.nodes):
        return Outcome(op, "ambiguous", "a unit cannot stand after itself")
    target = draft.where(found.nodes[0])
    for node in found.nodes:
        draft.replace(node)
    anchor = find(draft.document, op.other).nodes[0]
    for node in found.nodes:
        draft.put(node, "moved")
    draft.replace(anchor, *((anchor, *found.nodes) if op.place == "after" else (*found.nodes, anchor)))
    return Outcome(op, "applied", "", target)


def _renumber(draft: Draft, op: Operation, found: Found, profile: Profile) -> Outcome:
    nodes, target = found.nodes, draft.where(found.nodes[0])
    new = op.other.last
    numbers = new.numbers if new is not None else ()
    if len(numbers) != len(nodes):
        return Outcome(op, "ambiguous", f"{len(nodes)} units, {len(numbers)} new numbers", target)
    old = op.target.last
    if new is not None and old is not None and RANKS.index(new.rank) > RANKS.index(old.rank):
        return _become_inner(draft, op, nodes[0], new, profile)
    if not all(isinstance(node, Unit) and (node.num is not None or node.kind == "alinea") for node in nodes):
        return Outcome(op, "ambiguous", "a paragraph without a number stands with the words before it", target)
    holder = draft.parent(nodes[0])
    taken = {piece(u) for u in (holder.nodes if holder else ()) if isinstance(u, Unit) and u.kind == nodes[0].kind
             and not any(u is node for node in nodes)}  # fmt: skip
    if clash := [number for number in numbers if piece_of(number) in taken]:
        return Outcome(op, "ambiguous", f"{', '.join(clash)} is there already", target)
    for node, number in zip(nodes, numbers, strict=True):
        if isinstance(node, Unit) and node.num is None and new is not None:
            kind = kind_of(new, holder or node, profile)
            made = replace(node, kind=kind, children=(_num(number, kind, profile), *node.children))
            draft.replace(node, draft.put(made, "number"))
            continue
        draft.replace(node, draft.put(renumbered(node, number), "number"))
    return Outcome(op, "applied", "", target)


def _become_inner(draft: Draft, op: Operation, node: Node, step: Step, profile: Profile) -> Outcome:
    """ "The existing text of section 10 becomes subsection (1)": what a unit holds comes to stand in one inside it."""
    target = draft.where(node)
    if not isinstance(node, Unit):
        return Outcome(op, "not_found", "only a unit can hold another", target)
    kind = kind_of(step, node, profile)
    if any(inner.kind == kind for inner in node.units):
        return Outcome(op, "already", f"there are units of that kind in {printed(node.num)}", target)
    head = tuple(child for child in node.nodes if child.kind in HEADS)
    inner = Unit(kind, (_num(step.numbers[0], kind, profile), *node.children[len(head) :]))
    draft.replace(node, node.with_children((*head, draft.put(inner, "number"))))
    return Outcome(op, "applied", "", target)


def _num(number: str, kind: str, profile: Profile) -> Line:
    """A number as units of this kind print theirs: 1., (1), а)."""
    shape = next((level.shape for level in profile.levels if level.kind == kind and level.shape), "1.")
    return line("num", re.sub(r"\w", number, shape, count=1))


def _swap(draft: Draft, op: Operation, found: Found) -> Outcome:
    nodes, target = found.nodes, draft.where(found.nodes[0])
    if len(nodes) != 2:
        return Outcome(op, "ambiguous", "two units can change places", target)
    one, two = nodes
    held = line("p", "…")
    draft.replace(one, held)
    draft.replace(two, draft.put(one, "moved"))
    draft.replace(held, draft.put(two, "moved"))
    return Outcome(op, "applied", "", target)


def _join(draft: Draft, op: Operation, found: Found, profile: Profile) -> Outcome:
    nodes, target = found.nodes, draft.where(found.nodes[0])
    if not isinstance(nodes[0], Unit):
        return Outcome(op, "not_found", "only units can be joined", target)
    made = new_units(op.text, nodes[0], profile)
    for node in made:
        _mark(draft, node)
    draft.replace(nodes[0], *made)
    for node in nodes[1:]:
        draft.drop(node)
    return Outcome(op, "applied", "", target)


def _heading(draft: Draft, op: Operation, found: Found) -> Outcome:
    if not op.target.steps:
        return _title(draft, op)
    if len(found.nodes) != 1 or not isinstance(found.nodes[0], (Unit, Component)):
        return Outcome(op, "ambiguous" if found.many else "not_found", found.said or "it has no heading")
    node = found.nodes[0]
    target = draft.where(node)
    heading = node.of_kind("heading")
    made = with_heading(node, op.text)
    new = made.of_kind("heading")
    if heading is not None and new is not None and words(new) == words(heading):
        return Outcome(op, "already", "the heading is the same", target)
    if isinstance(heading, Line) and isinstance(new, Line):
        draft.rewrite(heading, new)
    else:
        draft.replace(node, made)
    return Outcome(op, "applied", "", target)


def _title(draft: Draft, op: Operation) -> Outcome:
    """The title of the text: the words marked as title, or the last line of the preface."""
    preface = draft.document.of_kind("preface")
    lines = lines_of(preface) if preface is not None else []
    titles = [each for each in lines if any(node.kind == "docTitle" for node in each.nodes)]
    if not titles:
        return Outcome(op, "not_found", "the text has no title")
    marks = [node for node in titles[0].nodes if node.kind == "docTitle"]
    mark = marks[0].with_children((op.text,))
    draft.rewrite(
        titles[0], titles[0].with_children(mark if child is marks[0] else child for child in titles[0].children)
    )
    for more in titles[1:]:
        draft.drop(more)
    return Outcome(op, "applied")
