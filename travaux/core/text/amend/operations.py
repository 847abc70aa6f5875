"""What an amendment does, and where: operations and locators, whatever language they were written in."""

from __future__ import annotations

from dataclasses import dataclass, field

# Ranks of units from large to small, under one name for both languages.
RANKS = ("annex", "part", "section", "subsection", "chapter", "paragraf", "article", "paragraph", "point", "subpoint",
         "alinea", "table", "row", "column")  # fmt: skip
OPS = (
    "replace_words", "delete_words", "insert_words", "delete_range", "replace_unit", "add_unit", "delete_unit", "move",
    "swap", "renumber", "split", "join", "add_sentence", "delete_sentence", "replace_heading", "proposal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a locator: a rank and numbers as printed ("2", "3.1", "б"); none means the only such unit."""

    rank: str
    numbers: tuple[str, ...] = ()
    said: str = ""  # the word as written, in its first form: "пункт", "clause"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place, large to small. `part` is a special place: "title", "preamble", "heading", "whole" or none."""

    steps: tuple[Step, ...] = ()
    part: str = ""

    def within(self, outer: Locator) -> Locator:
        """This place inside another: what a nested item inherits from the line above it."""
        mine = {step.rank for step in self.steps}
        kept = [step for step in outer.steps if step.rank not in mine and (not mine or _above(step.rank, mine))]
        steps = sorted((*kept, *self.steps), key=lambda step: RANKS.index(step.rank))
        return Locator(tuple(steps), self.part or outer.part)

    def __str__(self) -> str:
        steps = " › ".join(f"{step.said or step.rank} {', '.join(step.numbers)}".strip() for step in self.steps)
        return " › ".join(filter(None, (steps, self.part))) or "the text"


def _above(rank: str, others: set[str]) -> bool:
    return RANKS.index(rank) < min(RANKS.index(other) for other in others)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do to a text."""

    op: str  # one of OPS
    target: Locator
    find: str = ""  # the words to be found
    text: str = ""  # the new words or the new wording, paragraphs apart by line ends
    place: str = ""  # after, before, start, end, all, punctuation …
    other: Locator = field(default_factory=Locator)  # a second place: where to move, the new numbers
    formula: str = ""  # the words of the amendment
    item: str = ""  # its number in the amending act: "1) а)"
    language: str = ""  # the only language version that it is for
    soft: bool = False  # a proposal that cannot be executed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation."""

    operation: Operation
    status: str  # applied, already, ambiguous, not_found, not_executable
    why: str = ""
    target: str = ""  # eId of what was changed

    def as_json(self) -> dict[str, str]:
        return {
            "item": self.operation.item, "formula": self.operation.formula, "op": self.operation.op,
            "target": self.target or str(self.operation.target), "status": self.status, "why": self.why,
        }  # fmt: skip
