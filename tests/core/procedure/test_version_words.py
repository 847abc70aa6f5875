"""Differences between versions in words: no part of the rules is left without its name, nor without its value."""

from dataclasses import fields

import pytest

from travaux.core.procedure import Step, shipped, shipped_ids, shipped_versions
from travaux.core.procedure.version_words import PARTS, told
from travaux.core.procedure.versions import _OWN


def test_every_part_that_can_change_has_a_name_in_both_languages() -> None:
    parts = {field.name for field in fields(Step) if field.compare} - {"id", "actors"} | set(_OWN)

    assert parts - set(PARTS) == set()
    assert all(set(texts) == {"en", "ru"} for texts in PARTS.values())


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_change_says_what_was_and_what_is(lang: str) -> None:
    old, new = shipped_versions("exercise")

    found = told(old, new, lang)

    terms = next(each for each in found if each.step == "X02")
    assert ("45" in terms.before, "30" in terms.after) == (True, True)
    added = [each.step for each in found if each.step and not each.before]
    assert added == ["X09", "X10", "X17"]
    assert [each.step for each in told(new, old, lang) if each.step and not each.after] == added
    assert not any("Happened(" in side or "When(" in side for each in found for side in (each.before, each.after))


def test_nothing_changed_says_nothing() -> None:
    assert all(told(shipped(id), shipped(id), "en") == [] for id in shipped_ids())
