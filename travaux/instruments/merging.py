"""Agreed amendments made into one text: each carried out on the base by itself, then merged; nothing by guess."""

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.core.text.amend.operations import Operation
from travaux.core.text.diff import Change, diff
from travaux.core.text.merge import Conflict, merge
from travaux.core.text.tree import Document

from .operations import DONE, carried_out
from .reading import in_our_words


@dataclass(frozen=True)
class Agreed:
    """An amendment as the merge takes it."""

    number: str
    operations: Sequence[Operation]
    amends: str = ""  # number of the amendment that it is a sub-amendment to


@dataclass(frozen=True)
class Result:
    """The text that all of them leave, and which change came of which."""

    document: Document
    applied: tuple[tuple[str, Change], ...]  # (number, change)


class NotExecutable(Exception):
    """Some amendments have no operations in this language, or do not fit the text."""

    def __init__(self, why: Sequence[str]) -> None:
        self.why = tuple(why)
        super().__init__("; ".join(why))


class Conflicting(Exception):
    """Some amendments cannot all be taken."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        self.why = tuple(f"{', '.join(c.amendments)}: {c.reason} ({', '.join(c.units)})" for c in conflicts)
        super().__init__("; ".join(self.why))


def agreed_text(base: Document, amendments: Sequence[Agreed], profile: str) -> Result:
    """The base with all of them. Raises `NotExecutable` or `Conflicting`.

    A sub-amendment changes the text as the amendment leaves it that it is to; what it changed is told by comparing.
    """
    texts: dict[str, Document] = {}
    own: list[tuple[str, Change]] = []  # changes of sub-amendments
    failed: list[str] = []
    outer = [each for each in amendments if not each.amends]
    known = {each.number for each in outer}
    failed += [f"{each.number}: → {each.amends}" for each in amendments if each.amends and each.amends not in known]
    for each in outer:
        texts[each.number] = after(base, each, profile, failed)
        for sub in (other for other in amendments if other.amends == each.number):
            changed = after(texts[each.number], sub, profile, failed)
            own += [(sub.number, change) for change in diff(texts[each.number], changed).changes]
            texts[each.number] = changed
    if failed:
        raise NotExecutable(failed)
    with in_our_words():
        merged = merge(base, list(texts.items()))
    if merged.conflicts:
        raise Conflicting(merged.conflicts)
    applied = [(number, change) for numbers, change in merged.applied for number in numbers]
    return Result(merged.document, (*applied, *own))


def after(base: Document, amendment: Agreed, profile: str, failed: list[str]) -> Document:
    """The base as one amendment leaves it; what does not fit is added to `failed`."""
    made, outcomes = carried_out(base, amendment.operations, profile)
    if not outcomes:
        failed.append(f"{amendment.number}: —")
    failed += [f"{amendment.number}: {o.operation.formula} — {o.why}" for o in outcomes if o.status not in DONE]
    return made
