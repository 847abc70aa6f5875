"""Where a new unit goes: beside the one that is named, or among those of its kind by its number."""

from __future__ import annotations

import re
from dataclasses import replace

from ..numbers import bare, parts, printed, roman
from ..profiles import Profile
from ..shapes import value_of
from ..tree import Box, Document, Line, Node, Table, Unit, line, unit, walk, words
from .draft import Draft
from .edit import lines_of, paragraphs_of, parts_of, with_words
from .find import piece
from .operations import Operation, Outcome, Step
from .units import JOINS, kind_of, new_units, number_of, numbered_like, paras_of

_SIGNS = re.compile(r"[;.,]\s*$")


def place_unit(draft: Draft, host: Node, op: Operation, profile: Profile) -> Outcome:
    """The text with a new unit in its place; a word that joins it to the unit before stands at the end of that one."""
    joins = JOINS.match(op.text)
    if joins is None:
        return _place_unit(draft, host, op, profile)
    before = host if op.place == "after" else host.units[-1] if isinstance(host, Unit) and host.units else None
    outcome = _place_unit(draft, host, replace(op, text=op.text[joins.end() :]), profile)
    if before is not None and outcome.status == "applied":
        old = lines_of(before)[-1]
        sign, text = joins["sign"], words(old)
        stem = text.rstrip(" .;,") if sign[0] in ";," else f"{text} "
        draft.rewrite(old, with_words(old, [(0, len(text))], lambda _: stem + sign))
    return replace(outcome, operation=op)


def _place_unit(draft: Draft, host: Node, op: Operation, profile: Profile) -> Outcome:
    step = op.other.last or Step(_rank_of(op.text))
    target = draft.where(host)
    if step.rank == "row":
        return _rows(draft, host, op, target)
    numbered = (
        re.match(r"\s*(?:\(?[\w.\-⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6}[.)]|[A-ZА-ЯЁ]\w+\s+[\dIVX]|\d+[A-Z]{0,2}\s)", op.text) is not None
    )
    counted = (step.worded and step.rank == "paragraph") or step.said == "subparagraph"
    if step.rank in ("alinea", "passage", "definition") or (counted and not numbered):
        return _alinea(draft, host, op, step, target)
    beside = op.place in ("after", "before") and isinstance(host, Unit)
    kind = host.kind if beside and _same_rank(op) else kind_of(step, host, profile)
    made = [u for u in new_units(op.text, unit(kind, num=number_of(step)), profile) if isinstance(u, Unit)]
    if not made or (made[0].num is None and step.rank in ("article", *_LARGE)):
        return Outcome(op, "not_found", "the new wording opens no unit", target)
    made = [numbered_like(each, host) for each in made] if beside else made
    if beside and made[0].kind in _LARGE:
        host = _whole(draft, host, made[0].kind)
    if beside:
        holder = draft.parent(host)
        taken = (
            {piece(each) for each in holder.nodes if isinstance(each, Unit) and each.kind == made[0].kind}
            if holder
            else set()
        )
        if made[0].num is not None and piece(made[0]) in taken:
            return Outcome(op, "already", f"{printed(made[0].num)} is there already", target)
        _mark(draft, made)
        draft.replace(host, *((host, *made) if op.place == "after" else (*made, host)))
        return Outcome(op, "applied", "", target)
    return _among(draft, host, op, made, target)


_LARGE = ("part", "chapter", "title", "book")


def _whole(draft: Draft, host: Node, kind: str) -> Node:
    """A new chapter after the last article of a chapter comes after that chapter."""
    holder = draft.parent(host)
    last = holder is not None and isinstance(holder, Unit) and holder.units[-1:] == (host,)
    return holder if holder is not None and last and holder.kind == kind else host


def _rank_of(text: str) -> str:
    """What a wording that nobody named is, by its first words."""
    if re.match(r"\s*(?:Статья|Article|Section|SEC\.|\d+[A-Z]{1,2}\s)", text):
        return "article"
    if re.match(r"\s*(?:\(\w{1,4}\)|\d+[.)]|[a-zа-я]{1,2}\))", text):
        return "paragraph"
    return "chapter" if re.match(r"\s*(?i:глава|chapter)", text) else "alinea"


def _same_rank(op: Operation) -> bool:
    last, new = op.target.last, op.other.last
    return last is not None and (new is None or new.rank == last.rank)


def _among(draft: Draft, host: Node, op: Operation, made: list[Unit], target: str) -> Outcome:
    """New units among their like, by their numbers; at the end when they have none."""
    siblings = _siblings(host, made[0].kind)
    if not siblings and isinstance(host, Unit):
        siblings = [child for child in host.units if child.num is not None and _shape(child) == _shape(made[0])]
        made = [replace(each, kind=siblings[0].kind) for each in made] if siblings else made
    numbers = {piece(sibling) for sibling in siblings}
    if made[0].num is not None and piece(made[0]) in numbers:
        return Outcome(op, "already", f"{printed(made[0].num)} is there already", target)
    made = [numbered_like(each, siblings[0]) for each in made] if siblings else made
    _mark(draft, made)
    if not siblings:
        if isinstance(host, Document):
            step = op.other.last
            return Outcome(
                op, "not_found", f"no unit like {step.said or step.rank if step else 'it'} in the text", target
            )
        if not isinstance(host, Unit):
            return Outcome(op, "not_found", "the place is no unit that could hold another", target)
        draft.replace(host, _with_inner(host, made))
        return Outcome(op, "applied", "", target)
    romans = all(roman(bare(each.num)) for each in [*siblings, *made])
    before = (
        [each for each in siblings if _order(each, romans) < _order(made[0], romans)]
        if made[0].num is not None
        else siblings
    )
    anchor = before[-1] if before else siblings[0]
    draft.replace(anchor, *((anchor, *made) if before else (*made, anchor)))
    return Outcome(op, "applied", "", target)


def _mark(draft: Draft, made: list[Unit]) -> None:
    for each in made:
        draft.put(each)
        for inner in walk(each):
            if isinstance(inner, Line) and inner.kind != "num":
                draft.put(inner)


def _alinea(draft: Draft, host: Node, op: Operation, step: Step, target: str) -> Outcome:
    """A new paragraph without a number: the nth, the last, or the one beside another."""
    texts = paras_of(op.text)
    lines: list[Node] = [para.table if para.table is not None else line("p", para.text) for para in texts]
    if op.place in ("after", "before"):
        return _beside(draft, host, op, lines, target)
    if step.rank == "paragraph" or step.rank == "passage":
        groups = parts_of(host)
        before = int(step.numbers[0]) - 1 if step.numbers and step.numbers[0].isdecimal() else 0
        count = sum(len(group) for group in groups[:before])
        number = count + 1 if count else len(paragraphs_of(host)) + 1
    else:
        number = int(step.numbers[0]) if step.numbers and step.numbers[0].isdecimal() else len(paragraphs_of(host)) + 1
    paragraphs = paragraphs_of(host)
    if not step.numbers and (beside := _by_alphabet(host, texts[0].text)) is not None:
        return _put(draft, beside[0], lines, before=beside[1], op=op, target=target)
    if not paragraphs:
        if isinstance(host, (Unit, Box)):
            draft.replace(host, host.with_children((*host.children, Box("content", tuple(lines)))))
            return Outcome(op, "applied", "", target)
        return Outcome(op, "not_found", "the unit has no paragraphs", target)
    if number > len(paragraphs) + 1:
        return Outcome(op, "not_found", f"there are {len(paragraphs)} paragraphs", target)
    if number == 1:
        return _put(draft, paragraphs[0], lines, before=True, op=op, target=target)
    return _put(draft, paragraphs[number - 2], lines, before=False, op=op, target=target)


_DEFINES = re.compile(r"[“\"‘]?(?P<term>\w[\w’' -]*?)[”\"’]?,?\s+(?:means|includes|has\s+the\s+(?:same\s+)?meaning)\b")


def _by_alphabet(host: Node, text: str) -> tuple[Node, bool] | None:
    """Where a new definition stands among others that follow the alphabet, and whether before that one."""
    new = _DEFINES.match(text)
    known = [(said["term"].casefold(), node) for node in paragraphs_of(host)
             if isinstance(node, Line) and (said := _DEFINES.match(words(node)))]  # fmt: skip
    if new is None or len(known) < 2 or [term for term, _ in known] != sorted(term for term, _ in known):
        return None
    later = next((node for term, node in known if term > new["term"].casefold()), None)
    return (later, True) if later is not None else (known[-1][1], False)


def _beside(draft: Draft, host: Node, op: Operation, lines: list[Node], target: str) -> Outcome:
    last, box = op.target.last, draft.parent(host)
    if last is not None and last.said == "subparagraph" and op.place == "after" and box is not None:
        holder = draft.parent(box) if isinstance(host, Line) and isinstance(box, Box) else box
        following = paragraphs_of(holder) if holder is not None else []
        at = next((n for n, each in enumerate(following) if each is host), 0)
        while at + 1 < len(following) and isinstance(following[at + 1], Unit) and following[at + 1].of_kind("num"):
            at += 1  # the points of the first subparagraph belong to it
        host = following[at] if following else host
    return _put(draft, host, lines, before=op.place == "before", op=op, target=target)


def _put(draft: Draft, anchor: Node, lines: list[Node], *, before: bool, op: Operation, target: str) -> Outcome:
    """Paragraphs beside one: alineas beside units, lines beside lines; an opening line in company is `intro`."""
    for each in lines:
        if isinstance(each, Line):
            draft.put(each)
    if isinstance(anchor, Unit):
        made: list[Node] = [Unit("alinea", (Box("content", (each,)),)) for each in lines]
        draft.replace(anchor, *((*made, anchor) if before else (anchor, *made)))
        return Outcome(op, "applied", "", target)
    box = draft.parent(anchor)
    unit_ = draft.parent(box) if box is not None else None
    inside = box is not None and len(box.nodes) > 1
    if before or inside or box is None or box.kind in ("wrapUp", "preamble") or not isinstance(unit_, Unit):
        draft.replace(anchor, *((*lines, anchor) if before else (anchor, *lines)))
        return Outcome(op, "applied", "", target)
    made = [Unit("alinea", (Box("content", (each,)),)) for each in lines]
    if unit_.kind == "alinea":
        draft.replace(unit_, unit_, *made)
    else:
        draft.replace(box, Box("intro", box.children, box.attrs), *made)
    return Outcome(op, "applied", "", target)


def _rows(draft: Draft, host: Node, op: Operation, target: str) -> Outcome:
    """New rows of a table: after the row that is named, or at the end."""
    rows = rows_in(op.text)
    table = next((node for node in walk(host) if isinstance(node, Table)), None)
    if not rows or (table is None and host.kind != "tr"):
        return Outcome(op, "not_found", "there is no table, or the new row is none", target)
    if host.kind == "tr":
        draft.replace(host, *((host, *rows) if op.place != "before" else (*rows, host)))
    elif table is not None:
        draft.replace(table, table.with_children((*table.children, *rows)))
    return Outcome(op, "applied", "", target)


def rows_in(text: str) -> list[Node]:
    """The rows of a table that a wording is, their cells no headings."""
    given = next((para.table for para in paras_of(text) if para.table is not None), None)
    rows = given.nodes if given is not None else ()
    return [replace(row, children=tuple(replace(cell, kind="td") for cell in row.nodes)) for row in rows]


def _siblings(host: Node, kind: str) -> list[Unit]:
    """Units of this kind the least deep under a host, all of one depth for a whole text."""
    layer: list[Node] = [host]
    while layer:
        inner = [child for node in layer for child in node.nodes if child.kind not in ("meta", "attachments")]
        hits = [child for child in inner if isinstance(child, Unit) and child.kind == kind]
        if hits:
            return hits
        if isinstance(host, Unit) and any(isinstance(child, Unit) for child in inner):
            return []
        layer = [child for child in inner if not isinstance(child, Line)]
    return []


def _shape(node: Unit) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[^\W\d_]+", "a", printed(node.num)))[-2:]


def _with_inner(host: Node, units: list[Unit]) -> Node:
    """Units put into a unit that had none: its content becomes its opening words."""
    children: list[Node] = [replace(c, kind="intro") if c.kind == "content" else c for c in host.nodes]
    wrap = [child for child in children if child.kind == "wrapUp"]
    return host.with_children((*(child for child in children if child.kind != "wrapUp"), *units, *wrap))


def _order(node: Unit, romans: bool) -> tuple[int, ...]:
    """Where a number stands in its list, letters by their alphabet; "ba" comes after "b", "2A" after "2"."""
    number = bare(node.num)
    value = roman(number) if romans or re.fullmatch("[IVXLCІХ]+", number) else None
    if value:
        return (value,)
    lettered = re.fullmatch("([IVXLCІХ]{1,7})([A-Za-z])", number)
    if lettered and (value := roman(lettered[1])):
        return value, value_of(lettered[2].lower(), "a)")[0]
    made: list[int] = []
    for p in parts(node.num):
        if isinstance(p, int):
            made.append(p)
        else:
            made += [value_of(letter, "а)")[0] for letter in p.lower()]
    return tuple(made)
