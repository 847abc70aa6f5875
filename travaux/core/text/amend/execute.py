"""Operations applied to a text, one after another, with a log: nothing is applied silently or by guess.

An operation that was done before is `already`; one whose place or words are not there is `not_found` with what comes
near; one that fits several places is `ambiguous`. A failed operation changes nothing; the others are applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..eids import mint
from ..numbers import ordinal
from ..profiles import Profile
from ..tree import Document, Line, Node, Unit, line, tidy, words
from .edit import lines_of, parent_of, pattern_of, replaced, with_words
from .find import Found, find
from .operations import Operation, Outcome
from .units import new_units, place_for, renumbered, with_heading

_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-ZА-ЯЁ«“\"]|$)[^.!?]*)*[.!?](?:\s+|$)|[^.!?]+$")


def apply_operations(
    base: Document, operations: Iterable[Operation], profile: Profile
) -> tuple[Document, list[Outcome]]:
    """The new text and what became of each operation."""
    log: list[Outcome] = []
    document = base
    for operation in operations:
        made, outcome = _apply(document, operation, profile)
        log.append(outcome)
        if outcome.status == "applied":
            minted = mint(made)
            assert isinstance(minted, Document)
            document = minted
    return document, log


def _apply(document: Document, op: Operation, profile: Profile) -> tuple[Document, Outcome]:
    if op.soft or op.op == "proposal":
        why = "a proposal, not an order to the text" if op.soft else "the formula is not understood"
        return document, Outcome(op, "not_executable", why)
    if op.language and op.language not in (document.language or ""):
        return document, Outcome(op, "not_executable", f"for the {op.language} text only")
    found = find(document, op.target)
    if op.op == "replace_heading":
        return _heading(document, op, find(document, replace(op.target, part="")))
    if op.op in ("renumber", "swap", "join") and found.nodes:
        return _several(document, op, found, profile)
    if op.op == "add_unit":
        return _add(document, op, found, profile)
    if not found.nodes:
        if op.op == "delete_unit" and not found.many:
            return document, Outcome(op, "not_found", _with_near(found))
        return document, Outcome(op, "ambiguous" if found.many else "not_found", _with_near(found))
    if op.op == "delete_unit":
        return _delete(document, op, found)
    if op.op in ("replace_unit", "split"):
        return _replace(document, op, found, profile)
    if op.op == "move":
        return _move(document, op, found)
    return _words(document, op, found)


def _with_near(found: Found) -> str:
    return f"{found.why}; there are: {', '.join(found.near)}" if found.near else found.why


# --- words ------------------------------------------------------------------------------------------------------------


def _words(document: Document, op: Operation, found: Found) -> tuple[Document, Outcome]:
    """Replace, delete or insert words in every line of the places named."""
    lines = [each for node in found.nodes for each in lines_of(node)]
    if op.place in ("start", "end") or op.op in ("add_sentence", "delete_sentence"):
        return _at_edge(document, op, found, lines)
    pattern = pattern_of(op.find)
    places = 0
    made = document
    for old in lines:
        last = len(pattern.findall(words(old))) if op.place == "last" else 0
        new, times = with_words(old, _ranged(pattern, op), lambda said: _changed(op, said), only=last)
        places += times
        if times:
            made = replaced(made, old, (new,))
    target = found.nodes[0].eid or ""
    if places:
        return made, Outcome(op, "applied", f"{places} places" if places > 1 else "", target)
    if op.text and any(pattern_of(op.text.strip(" ,")).search(words(each)) for each in lines):
        return document, Outcome(op, "already", f"“{op.text.strip()}” stands there", target)
    if op.place == "inflected":
        return document, Outcome(op, "not_found", f"“{op.find}” is not there in this form; other cases need a person")
    return document, Outcome(op, "not_found", _near_words(op.find, lines), target)


def _ranged(pattern: re.Pattern[str], op: Operation) -> re.Pattern[str]:
    if op.op != "delete_range":
        return pattern
    if op.place == "to_end":
        return re.compile(pattern.pattern + r".*?(?=[.;]?$)", re.DOTALL)
    return re.compile(rf"(?<={re.escape(op.find)})\s+\S.*?(?=[.;]?$)", re.DOTALL)


def _changed(op: Operation, said: str) -> str:
    if op.op == "replace_words" or (op.op == "delete_range" and op.text):
        new = op.text
        if op.op == "delete_range":
            return " " + new.rstrip(".;")
        return new[:1].upper() + new[1:] if op.place == "all" and said[:1].isupper() else new
    if op.op == "insert_words":
        glue = "" if op.text[:1] in ",.;:)" else " "
        return f"{said}{glue}{op.text}" if op.place == "after" else f"{op.text} {said}"
    return ""


def _at_edge(document: Document, op: Operation, found: Found, lines: list[Line]) -> tuple[Document, Outcome]:
    """Words or a sentence at the beginning or the end of a unit, or one of its sentences taken out."""
    own = [each for each in lines if each.kind not in ("heading", "subheading")]
    target = found.nodes[0].eid or ""
    if not own:
        return document, Outcome(op, "not_found", "the unit has no words of its own", target)
    old = own[0] if op.place == "start" or op.op == "delete_sentence" else own[-1]
    text = words(old)
    if op.op == "delete_sentence":
        sentences = _SENTENCE.findall(text)
        which = ordinal(op.find) or (len(sentences) if op.find.startswith(("последн", "last")) else 0)
        if not 0 < which <= len(sentences):
            return document, Outcome(op, "not_found", f"there are {len(sentences)} sentences", target)
        new = text.replace(sentences[which - 1], "", 1).strip()
        return replaced(document, old, ((line(old.kind, new),) if new else ())), Outcome(op, "applied", "", target)
    if pattern_of(op.text.rstrip(".;")).search(text):
        return document, Outcome(op, "already", "the words stand there", target)
    if op.op == "add_sentence":
        runs: tuple[Node | str, ...] = (*old.children, f" {op.text}")
    elif op.place == "start":
        runs = (f"{op.text} ", *old.children)
    else:
        ending = re.search(r"[.;:,]$", text)
        tail = ending[0] if ending else ""
        body = old.children[:-1] if tail else old.children
        last = old.children[-1] if tail else ""
        if tail and not isinstance(last, str):
            return document, Outcome(op, "ambiguous", "the end of the unit is inside a mark", target)
        glue = "" if op.text[:1] in ",;:" else " "
        stem = last[:-1] if isinstance(last, str) and tail else ""
        runs = (*body, stem, f"{glue}{op.text.rstrip('.;') if tail else op.text}{tail}")
    return replaced(document, old, (old.with_children(tidy(runs)),)), Outcome(op, "applied", "", target)


def _near_words(said: str, lines: list[Line]) -> str:
    """Why words were not found, with the words that come closest."""
    stem = re.compile(re.escape(said[: max(4, len(said) - 3)]), re.IGNORECASE)
    near = sorted({found for each in lines for found in re.findall(stem.pattern + r"\w*", words(each), re.IGNORECASE)})
    return f"“{said}” is not there" + (f"; near: {', '.join(near[:5])}" if near else "")


# --- units ------------------------------------------------------------------------------------------------------------


def _delete(document: Document, op: Operation, found: Found) -> tuple[Document, Outcome]:
    made = document
    for node in found.nodes:
        holder = parent_of(made, node)
        alone = holder is not None and len(holder.children) == 1 and not isinstance(holder, Unit)
        made = replaced(made, holder if alone and holder is not None and holder.kind != "body" else node, ())
    why = "references to it need a person" if "references" in op.formula else ""
    return made, Outcome(op, "applied", why, found.nodes[0].eid or "")


def _replace(document: Document, op: Operation, found: Found, profile: Profile) -> tuple[Document, Outcome]:
    if len(found.nodes) != 1:
        return document, Outcome(op, "ambiguous", "one new wording for several units")
    if not op.text:
        return document, Outcome(op, "not_executable", "the new wording is in an annex that is not given")
    node = found.nodes[0]
    target = node.eid or ""
    if isinstance(node, Unit):
        units = new_units(op.text, node, profile)
    else:
        units = tuple(line("p", text) for text in op.text.split("\n"))
    if (node,) == units:
        return document, Outcome(op, "already", "the wording is the same", target)
    return replaced(document, node, units), Outcome(op, "applied", "", target)


def _add(document: Document, op: Operation, found: Found, profile: Profile) -> tuple[Document, Outcome]:
    if op.target.steps and not found.nodes:
        return document, Outcome(op, "ambiguous" if found.many else "not_found", _with_near(found))
    host = found.nodes[0] if found.nodes else document
    made, why, status = place_for(document, host, op, profile)
    return made, Outcome(op, status, why, host.eid or "")


def _move(document: Document, op: Operation, found: Found) -> tuple[Document, Outcome]:
    beside = find(document, op.other)
    if len(beside.nodes) != 1:
        return document, Outcome(op, "not_found", _with_near(beside))
    anchor = beside.nodes[0]
    without = document
    for node in found.nodes:
        without = replaced(without, node, ())
    new = (anchor, *found.nodes) if op.place == "after" else (*found.nodes, anchor)
    still = find(without, op.other).nodes
    return replaced(without, still[0] if still else anchor, new), Outcome(op, "applied", "", found.nodes[0].eid or "")


def _several(document: Document, op: Operation, found: Found, profile: Profile) -> tuple[Document, Outcome]:
    """Operations on several units at once: new numbers, places exchanged, units joined."""
    nodes, target = found.nodes, found.nodes[0].eid or ""
    if op.op == "renumber":
        if op.other.steps and op.other.steps[-1].rank == "alinea":
            return document, Outcome(op, "already", "paragraphs without numbers are counted, not numbered", target)
        numbers = op.other.steps[-1].numbers if op.other.steps else ()
        if len(numbers) != len(nodes):
            return document, Outcome(op, "ambiguous", f"{len(nodes)} units, {len(numbers)} new numbers", target)
        made = document
        for node, number in zip(nodes, numbers, strict=True):
            made = replaced(made, node, (renumbered(node, number),))
        return made, Outcome(op, "applied", "", target)
    if op.op == "swap":
        if len(nodes) != 2:
            return document, Outcome(op, "ambiguous", "two units can change places", target)
        one, two = nodes
        held = line("p", "…")
        made = replaced(replaced(replaced(document, one, (held,)), two, (one,)), held, (two,))
        return made, Outcome(op, "applied", "", target)
    if not isinstance(nodes[0], Unit):
        return document, Outcome(op, "not_found", "only units can be joined", target)
    made = replaced(document, nodes[0], new_units(op.text, nodes[0], profile))
    for node in nodes[1:]:
        made = replaced(made, node, ())
    return made, Outcome(op, "applied", "", target)


def _heading(document: Document, op: Operation, found: Found) -> tuple[Document, Outcome]:
    if not op.target.steps:
        preface = document.of_kind("preface")
        titles = (
            [each for each in lines_of(preface) if any(n.kind == "docTitle" for n in each.nodes)] if preface else []
        )
        if not titles:
            return document, Outcome(op, "not_found", "the text has no title")
        mark = next(node for node in titles[0].nodes if node.kind == "docTitle")
        return replaced(document, mark, (mark.with_children((op.text,)),)), Outcome(op, "applied")
    if len(found.nodes) != 1 or not isinstance(found.nodes[0], Unit):
        return document, Outcome(op, "ambiguous" if found.many else "not_found", _with_near(found))
    made = with_heading(found.nodes[0], op.text)
    return replaced(document, found.nodes[0], (made,)), Outcome(op, "applied", "", made.eid or "")
