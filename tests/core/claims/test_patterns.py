"""The pattern files hold together: every rule compiles, says what it gives, and cannot be made slow."""

import time

import pytest

from travaux.core.claims import read
from travaux.core.claims.model import ALWAYS
from travaux.core.claims.patterns import LANGUAGES, BadPattern, Rule, expand, language, plain

RULES = [rule for code in LANGUAGES for group in language(code).groups.values() for rule in group]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_rule(rule: Rule) -> None:
    assert rule.id.startswith(f"{rule.lang}.")
    slots = dict(rule.slots)
    assert set(rule.pattern.groupindex) == set(slots), "a field is written <name:macro>"
    if rule.each is not None:
        assert "items" in slots
        assert set(rule.each.pattern.groupindex) == set(rule.each.slots)
        slots.update(rule.each.slots)
    given = {slot.split("__")[0] for slot in slots} - {"items"}
    for emits in rule.emits:
        if emits.kind == "report":
            continue
        assert emits.kind in ALWAYS
        settled_later = {
            "event": {"reported_by", "actor", "date"},
            "statement": {"words", "capacity"},
            "website": {"chamber", "url"},
            "seat_count": {"chamber", "parliament"},
            "session": {"date"},
            "representative": set(),
            "office": set(),
        }.get(emits.kind, set())
        assert set(ALWAYS[emits.kind]) <= given | set(emits.constants) | settled_later | {"role"}


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_an_unknown_macro_is_named() -> None:
    with pytest.raises(BadPattern, match="en.example: there is no macro called nonsense"):
        expand("<field:nonsense>", {}, where="en.example")


def test_a_field_that_looks_like_a_look_behind_is_named() -> None:
    with pytest.raises(BadPattern, match="<date:date> is not put in"):
        expand(r"\(?<date:date>", {"date": "x"}, where="en.example")


def test_patterns_see_one_kind_of_blank_letter_for_letter() -> None:
    text = "the\u00a0Council’s\tdraft"

    assert len(plain(text, lang="en")) == len(text)
    assert plain(text, lang="en").replace("\u2005", " ") == "the Council's draft"


TRAPS = [
    "Council of the ",
    "Aaa Bbb ",
    "the Council adopted ",
    "word ",
    "the Council adopted a, ",
    "7 deputies and ",
    "Committee on Aaa and Bbb, ",
    "Delegation of the ",
    "on 6 June 2022, ",
    "«",
    '"',
    "“a ",
    "Совета Палаты ",
    " ",
    "совет по вопросам и ",
    "делегация Совета состоит из 7 депутатов и ",
    "Комитет по делам, вопросам и ",
    "– сказал он. – ",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_no_repetition_makes_reading_slow(trap: str) -> None:
    text = (trap * 4000)[:3990]
    read(text[:200])  # patterns compile once
    began = time.perf_counter()

    read(text)

    assert time.perf_counter() - began < 3
