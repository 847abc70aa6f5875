"""What an amendment does, and where: operations and locators, whatever language they were written in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

# Ranks of units from large to small, under one name for both languages. `lawsub` is the subsection of an English
# section, `item` what stands under a sub-clause, `passage` a part without a number inside a numbered unit.
RANKS = (
    "annex", "part", "section", "subsection", "chapter", "paragraf", "article", "lawsub", "paragraph", "point",
    "subpoint", "item", "definition", "passage", "alinea", "table", "row", "column", "note", "sentence",
)  # fmt: skip
OPS = (
    "replace_words", "delete_words", "insert_words", "delete_range", "replace_unit", "add_unit", "delete_unit", "move",
    "swap", "renumber", "split", "join", "add_sentence", "delete_sentence", "replace_sentence", "replace_heading",
    "amend_amendment", "proposal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a locator: a rank and numbers as printed ("2", "3.1", "б"); none means the only such unit."""

    rank: str
    numbers: tuple[str, ...] = ()
    said: str = ""  # the word as written, in its first form: "пункт", "clause"
    worded: bool = field(default=False, compare=False)  # the number was a word: «часть вторая» has none of its own


@dataclass(frozen=True, slots=True)
class Locator:
    """A place, large to small. `part` is a special place: "title", "preamble" or none."""

    steps: tuple[Step, ...] = ()
    part: str = ""

    def within(self, outer: Locator) -> Locator:
        """This place inside another: what a nested item inherits from the line above it."""
        if self.steps and self.steps[0].rank == "paragraph" and self.steps[0].worded and outer.ends_below("paragraph"):
            self = replace(self, steps=(replace(self.steps[0], rank="passage"), *self.steps[1:]))
        mine = {step.rank for step in self.steps}
        kept = [step for step in outer.steps if step.rank not in mine and (not mine or _above(step.rank, mine))]
        steps = sorted((*kept, *self.steps), key=lambda step: RANKS.index(step.rank))
        return Locator(tuple(steps), self.part or outer.part)

    def above(self, rank: str) -> Locator:
        """The part of the place that is larger than a rank: where a new unit of that rank goes."""
        return Locator(tuple(s for s in self.steps if RANKS.index(s.rank) < RANKS.index(rank)), self.part)

    def ends_below(self, rank: str) -> bool:
        """Whether there are smaller steps than a rank, and none of it."""
        ranks = [step.rank for step in self.steps]
        return rank not in ranks and any(RANKS.index(each) > RANKS.index(rank) for each in ranks)

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    def __bool__(self) -> bool:
        return bool(self.steps or self.part)

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
    text: str = ""  # the new words or the new wording, paragraphs apart by line ends, table rows as | a | b |
    place: str = ""  # after, before, start, end, all, last, first, inflected, annex …
    other: Locator = field(default_factory=Locator)  # a second place: where to move, the new numbers
    formula: str = ""  # the words of the amendment
    item: str = ""  # its number in the amending act: "1) а)"
    language: str = ""  # the only language version that it is for
    soft: bool = False  # a proposal that cannot be executed
    act: str = ""  # the amending act, as its file or title is called
    amends: str = ""  # the text that the act says it amends, when it amends several

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values; `operation_from` reads it back."""
        return asdict(self)


def operation_from(given: dict[str, Any]) -> Operation:
    """The operation that `as_json` wrote. Raises `KeyError` or `TypeError` when it is none."""

    def place(said: dict[str, Any]) -> Locator:
        steps = (
            Step(step["rank"], tuple(step["numbers"]), step.get("said", ""), step.get("worded", False))
            for step in said["steps"]
        )
        return Locator(tuple(steps), said.get("part", ""))

    return Operation(**{**given, "target": place(given["target"]), "other": place(given["other"])})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one operation."""

    operation: Operation
    status: str  # applied, already, ambiguous, not_found, not_executable
    why: str = ""
    target: str = ""  # eId of what was changed

    def as_json(self) -> dict[str, str]:
        op = self.operation
        said = {
            "item": op.item, "formula": op.formula, "op": op.op,
            "target": self.target or str(op.target), "status": self.status, "why": self.why,
        }  # fmt: skip
        return {"act": op.act, **said} if op.act else said


@dataclass(frozen=True, slots=True)
class Trace:
    """One span of the new text, or one thing that went, and the act and item that did it."""

    eid: str  # the unit in the new text; of what went, the eId that it had
    kind: str  # unit, words, heading, number, removed
    text: str  # the words of the span, or those that went; for a whole unit its number
    start: int  # characters in the unit's own words as `listing` gives them; -1 when it is no span of them
    end: int
    operation: Operation

    def as_json(self) -> dict[str, str | int]:
        op = self.operation
        return {"eId": self.eid, "kind": self.kind, "text": self.text, "start": self.start, "end": self.end,
                "act": op.act, "item": op.item, "op": op.op}  # fmt: skip
