"""Operations of the text engine as JSON values, and what they do to a text."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from travaux.core.text.amend.operations import Locator, Operation, Outcome, Step
from travaux.core.text.tree import Document

from .reading import THREE_LETTERS, in_our_words

DONE = ("applied", "already")


def read_formula(formula: str, lang: str) -> list[Operation]:
    """What the words of an amendment order; what cannot be understood is an operation that says so."""
    from travaux.core.text.amend.act import parse  # inline: most that start this room never read a formula

    with in_our_words():
        return parse(formula, THREE_LETTERS.get(lang, lang))


def as_values(operations: Iterable[Operation]) -> list[dict[str, Any]]:
    """Operations as plain values; `from_values` makes them again.

    >>> [operation] = from_values(as_values([Operation("delete_unit", Locator((Step("article", ("3",)),)))]))
    >>> str(operation.target)
    'article 3'
    """
    return [asdict(operation) for operation in operations]


def from_values(values: Iterable[Mapping[str, Any]]) -> list[Operation]:
    """Raises `TypeError` or `KeyError` on what never was an operation; fields of other releases are left out."""
    known = {field.name for field in fields(Operation)}
    return [operation({name: value for name, value in each.items() if name in known}) for each in values]


def operation(given: dict[str, Any]) -> Operation:
    places = {name: locator(value) for name, value in given.items() if isinstance(value, Mapping) and "steps" in value}
    return Operation(**{**given, **places})


def locator(value: Mapping[str, Any]) -> Locator:
    steps = tuple(Step(step["rank"], tuple(step["numbers"]), step.get("said", "")) for step in value["steps"])
    return Locator(steps, value.get("part", ""))


def carried_out(
    document: Document, operations: Iterable[Operation], profile_id: str
) -> tuple[Document, tuple[Outcome, ...]]:
    """The text as the operations leave it, and what became of each; what fails changes nothing."""
    from travaux.core.text.amend.execute import apply_operations  # inline: as above
    from travaux.core.text.profiles import profile

    with in_our_words():
        made, outcomes = apply_operations(document, operations, profile(profile_id or "generic"))
    return made, tuple(outcomes)
