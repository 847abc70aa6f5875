"""Consolidation: amending acts applied to a base text, in order, with one log and the origin of every changed span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..plain import Reading, read_text
from ..profiles import Profile, detect, profile
from ..tree import Document
from .act import parse, parse_act
from .execute import Amended, apply_operations, carry_out
from .operations import Operation, Outcome
from .script import annex_named, paragraphs, paragraphs_in
from .whom import is_for, is_for_another, names_of


@dataclass(frozen=True, slots=True)
class Act:
    """An amending act and how it is called in a log."""

    document: Document
    name: str = ""


def consolidate(base: Document, acts: Iterable[Act], used: Profile, *, language: str = "") -> Amended:
    """The text as the acts leave it, what became of each operation, and who wrote which span."""
    operations: list[Operation] = []
    for act in acts:
        operations += operations_of(act, base, language)
    ours = [op for op in operations if not op.amends.startswith("≠")]
    amended = carry_out(base, ours, used)
    done = iter(amended.outcomes)
    outcomes = tuple(_elsewhere(op) if op.amends.startswith("≠") else next(done) for op in operations)
    return replace(amended, outcomes=outcomes)


def operations_of(act: Act, base: Document, language: str = "") -> list[Operation]:
    """What an act orders for this text. An order for another text says so in `amends`, with ≠ before its name."""
    operations = parse_act(act.document, language or base.language or "", name=act.name)
    operations = [_with_annex(op, act.document) if op.place == "annex" and not op.text else op for op in operations]
    named = list(dict.fromkeys(op.amends for op in operations if op.amends))
    title = names_of(base)
    if len(named) == 1 and is_for_another(named[0], title):
        return [replace(op, amends=f"≠{op.amends}") if op.amends else op for op in operations]
    if len(named) < 2:
        return operations
    fitting = [name for name in named if is_for(name, title)]
    if not fitting and len({op.amends for op in operations if op.amends and op.op != "delete_unit"}) == 1:
        fitting = [op.amends for op in operations if op.amends and op.op != "delete_unit"][:1]
    return [op if not op.amends or op.amends in fitting else replace(op, amends=f"≠{op.amends}") for op in operations]


def profile_for(reading: Reading, given: str | None = None) -> Profile:
    """The profile that new wording is read with: the one given, the base's own, or the one that its words show."""
    if given or reading.profile:
        return profile(given or reading.profile)
    lines = (text for text, annexed in paragraphs(reading.document) if not annexed)
    return detect("\n".join(islice(lines, 400)))[0]


def _elsewhere(op: Operation) -> Outcome:
    name = op.amends.removeprefix("≠")
    return Outcome(replace(op, amends=name), "not_executable", f"an order for another text: {name}")


def _with_annex(op: Operation, act: Document) -> Operation:
    """The operation with the wording that stands in the annex of the amending act."""
    component = annex_named(op.formula, act.components)
    return op if component is None else replace(op, text="\n".join(paragraphs_in(component)))


def amend(
    base: Document, acts: Sequence[Document], used: Profile, *, language: str = ""
) -> tuple[Document, list[Outcome]]:
    """The text as the acts leave it, and what became of each of their operations."""
    amended = consolidate(base, [Act(act) for act in acts], used, language=language)
    return amended.document, list(amended.outcomes)


def amend_by_formula(
    base: Document, formula: str, used: Profile, *, language: str = ""
) -> tuple[Document, list[Outcome]]:
    """The text as one formula leaves it."""
    return apply_operations(base, parse(formula, language), used)


def amend_by_text(base: Document, act: str, used: Profile) -> tuple[Document, list[Outcome]]:
    """The text as an amending act in plain text leaves it."""
    return amend(base, [read_text(act).document], used)
