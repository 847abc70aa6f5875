"""Whole amending acts on whole bases, in the drafting styles of several states: cases that anyone can add to."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from tests.core.text.cases import Case, cases_in
from travaux.core.text.amend.consolidate import Act, consolidate
from travaux.core.text.amend.execute import Amended
from travaux.core.text.files import open_text, write
from travaux.core.text.listing import listing
from travaux.core.text.plain import Reading
from travaux.core.text.profiles import profile
from travaux.core.text.tree import Document

CASES = Path(__file__).parents[3] / "cases" / "text" / "acts"


@lru_cache
def base(name: str) -> Reading:
    path = CASES / "bases" / f"{name}.txt"
    return open_text(path.read_bytes(), name=path.name)


def applied(reading: Reading, act: Document) -> Amended:
    return consolidate(reading.document, [Act(act)], profile(reading.profile))


def told(before: Document, amended: Amended) -> str:
    """One line an operation (item, status, operation, place), then the rows that went (-) and that came (+)."""
    lines = [
        f"{o.operation.item}: {o.status} {o.operation.op} {o.operation.target}" + (f" ({o.why})" if o.why else "")
        for o in amended.outcomes
    ]
    old, new = (["\t".join(row) for row in listing(text)] for text in (before, amended.document))
    gone, come = set(old) - set(new), set(new) - set(old)
    lines += [f"-{row}" for row in old if row in gone] + [f"+{row}" for row in new if row in come]
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_an_act_does_what_its_case_says(case: Case) -> None:
    reading = base(case.options["base"])
    act = open_text(case.given.encode(), name="act.txt")
    assert told(reading.document, applied(reading, act.document)) == case.expected.rstrip()


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_an_act_on_a_base_in_word_does_the_same(case: Case) -> None:
    plain = base(case.options["base"])
    act = open_text(case.given.encode(), name="act.txt").document
    word = open_text(write(plain.document, "docx"), name="base.docx", profile_id=plain.profile)
    amending = open_text(write(act, "docx"), name="act.docx")
    assert told(word.document, applied(word, amending.document)) == told(plain.document, applied(plain, act))


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_an_act_applied_twice_does_nothing_twice(case: Case) -> None:
    """What adds, deletes or replaces by number finds its work done; nothing is inserted a second time."""
    reading = base(case.options["base"])
    act = open_text(case.given.encode(), name="act.txt").document
    once = applied(reading, act)
    twice = consolidate(once.document, [Act(act)], profile(reading.profile))
    numbers = [row[0] for row in listing(twice.document)]
    assert len(numbers) == len(set(numbers))
