"""Operations applied to a text, one after another, with a log: nothing is applied silently or by guess.

An operation that was done before is `already`; one whose place or words are not there is `not_found` with what comes
near; one that fits several places is `ambiguous`. A failed operation changes nothing; the others are applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..batch import collector_paused
from ..profiles import Profile
from ..tree import Document
from .change_units import change_unit
from .change_words import change_words
from .draft import Draft
from .find import find
from .operations import Operation, Outcome, Trace

_WORDS = frozenset(
    (
        "replace_words", "delete_words", "insert_words", "delete_range", "add_sentence", "delete_sentence",
        "replace_sentence",
    )
)  # fmt: skip


_NEEDS_A_PLACE = frozenset(("delete_unit", "replace_unit", "split", "join", "move", "swap", "renumber"))


@dataclass(frozen=True, slots=True)
class Amended:
    """A text as operations left it: what became of each, and who wrote which span."""

    document: Document
    outcomes: tuple[Outcome, ...]
    traces: tuple[Trace, ...]


@collector_paused()
def carry_out(base: Document, operations: Iterable[Operation], profile: Profile) -> Amended:
    """The text with the operations applied in their order."""
    draft = Draft(base)
    given = list(operations)
    done = {at: _apply(draft, given[at], profile) for at in working_order(given)}
    outcomes = tuple(done[at] for at in range(len(given)))
    draft.named()
    traces = draft.traces()
    return Amended(draft.document, outcomes, tuple(traces))


def working_order(operations: Sequence[Operation]) -> list[int]:
    """The order to work in: a unit that takes the number of another comes after the order that frees the number.

    «а) дополнить новой частью 2 …; б) части 2–4 считать соответственно частями 3–5»: the parts are renumbered first.
    """
    order = list(range(len(operations)))
    for at in reversed(range(len(operations))):
        op = operations[at]
        numbers = _numbers_taken(op)
        last = next((later for later in range(at + 1, min(at + 12, len(operations)))
                     if numbers and _frees(operations[later], op, numbers)), None)  # fmt: skip
        if last is not None:
            order.remove(at)
            order.insert(order.index(last) + 1, at)
    return order


def _numbers_taken(op: Operation) -> tuple[str, ...]:
    """The numbers that units bear after an order and did not bear before it."""
    new = op.other.last
    if op.op not in ("add_unit", "renumber"):
        return ()
    if new is not None and new.numbers:
        return new.numbers if op.op == "renumber" else new.numbers[:1]
    opened = re.match(r"\s*\(?([\w.]+?)[.)]*(?=\s|$|[.)])", op.text)
    return (opened[1],) if opened else ()


def _frees(later: Operation, op: Operation, numbers: tuple[str, ...]) -> bool:
    """Whether a later order of the act gives the unit that now bears the number of the new one another number."""
    last, new = later.target.last, op.other.last
    renumbered = later.op == "renumber" or (later.op == "delete_unit" and op.op == "renumber")
    if not renumbered or last is None or not set(numbers) & set(last.numbers) or later.act != op.act:
        return False
    if new is not None and new.rank != last.rank:
        return False
    return later.target.steps[:-1] in (op.target.steps, op.target.steps[:-1])


def apply_operations(
    base: Document, operations: Iterable[Operation], profile: Profile
) -> tuple[Document, list[Outcome]]:
    """The new text and what became of each operation."""
    amended = carry_out(base, operations, profile)
    return amended.document, list(amended.outcomes)


def _apply(draft: Draft, op: Operation, profile: Profile) -> Outcome:
    refusal = _not_for(draft.document, op)
    if refusal:
        return Outcome(op, "not_executable", refusal)
    if op.op == "renumber" and op.other.last is not None and op.other.last.rank in ("alinea", "passage", "sentence"):
        return Outcome(op, "already", "paragraphs without numbers are counted, not numbered")
    if not op.target and op.op in _NEEDS_A_PLACE:
        return Outcome(op, "not_found", "no place is named")
    draft.now = op
    place = replace(op.target, part="") if op.op == "replace_heading" else op.target
    found = find(draft.document, place, op.find.partition("⟦…⟧")[0])
    if not found.nodes and op.op != "add_unit":
        return Outcome(op, "ambiguous" if found.many else "not_found", found.said)
    outcome = change_words(draft, op, found) if op.op in _WORDS else change_unit(draft, op, found, profile)
    draft.now = None
    return outcome


def _not_for(document: Document, op: Operation) -> str:
    """Why this operation cannot be executed on this text at all, or nothing."""
    if op.soft:
        return "a proposal, not an order to the text"
    if op.op == "proposal":
        return f"the formula is not understood{': ' + op.find if op.find else ''}"
    if op.op == "amend_amendment":
        number = op.other.steps[-1].numbers[0] if op.other.steps else ""
        return f"it amends amendment {number}, not this text"
    if op.language and op.language not in (document.language or ""):
        return f"for the {op.language} text only"
    return ""
