"""A text through time: commencement by item, acts of the past, acts repealed in between, the history of a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.core.text.amend.test_provenance import BASE, act
from travaux.core.text.amend.consolidate import Act
from travaux.core.text.amend.history import history
from travaux.core.text.amend.timeline import DatedAct, Work, text_at, versions, work_from
from travaux.core.text.listing import listing
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.profiles import profile
from travaux.core.text.refusals import TextRefused

FIRST = act("в статье 2 слово «десять» заменить словом «двадцать»;", "часть 2 статьи 1 признать утратившей силу.")
SECOND = act("в статье 2 слово «двадцать» заменить словом «тридцать»;")


def dated(text: str, name: str, year: int, **more: object) -> DatedAct:
    made = DatedAct(Act(read_text(text).document, name), date(year, 1, 10), date(year, 6, 1))
    return replace(made, **more)  # type: ignore[arg-type]


def work(*acts: DatedAct) -> Work:
    base = read_text(BASE, profile_id="ru-federal").document
    return Work(base, profile("ru-federal"), acts, language="rus", in_force=date(2010, 1, 1))


def term(made: Work, on: date, known: date | None = None) -> str:
    rows = {eid: text for eid, _, text in listing(text_at(made, on, known=known).document)}
    return rows["art_2"].split(" ")[3]


def test_each_act_works_from_its_day() -> None:
    made = work(dated(FIRST, "first", 2015), dated(SECOND, "second", 2018))
    assert [term(made, date(year, 6, 1)) for year in (2010, 2015, 2018, 2030)] == [
        "десять", "двадцать", "тридцать", "тридцать",
    ]  # fmt: skip
    assert [(str(v.since), str(v.until)) for v in versions(made)] == [
        ("2010-01-01", "2015-06-01"), ("2015-06-01", "2018-06-01"), ("2018-06-01", "None"),
    ]  # fmt: skip


def test_an_item_may_have_a_day_of_its_own() -> None:
    made = work(dated(FIRST, "first", 2015, items=(("Статья 1 2)", date(2016, 1, 1)),)))
    parts = [
        any(row[0] == "art_1__para_2" for row in listing(text_at(made, date(y, 7, 1)).document)) for y in (2015, 2016)
    ]
    assert parts == [True, False]
    assert term(made, date(2015, 7, 1)) == "двадцать"


def test_an_act_of_the_past_is_seen_from_its_adoption() -> None:
    made = work(dated(FIRST, "first", 2015, applies_from=date(2012, 1, 1)))
    assert term(made, date(2013, 1, 1)) == "двадцать"
    assert term(made, date(2013, 1, 1), known=date(2014, 12, 31)) == "десять"


def test_an_act_repealed_before_its_day_never_works_and_one_undone_is_taken_back() -> None:
    never = work(dated(FIRST, "first", 2015, repealed=date(2015, 3, 1)))
    stays = work(dated(FIRST, "first", 2015, repealed=date(2017, 3, 1)))
    undone = work(dated(FIRST, "first", 2015, repealed=date(2017, 3, 1), undone=True))
    assert [term(each, date(2018, 1, 1)) for each in (never, stays, undone)] == ["десять", "двадцать", "десять"]
    assert term(undone, date(2016, 1, 1)) == "двадцать"


def test_the_history_of_a_unit_names_act_and_item() -> None:
    [moments] = history(work(dated(FIRST, "first", 2015), dated(SECOND, "second", 2018)), "art_2")
    assert [(m.kind, m.text.split(" ")[-2], str(m.since), m.by) for m in moments] == [
        ("base", "десять", "2010-01-01", ()), ("changed", "двадцать", "2015-06-01", (("first", "Статья 1 1)"),)),
        ("changed", "тридцать", "2018-06-01", (("second", "Статья 1 1)"),)),
    ]  # fmt: skip


def test_a_unit_that_went_keeps_its_history() -> None:
    [moments] = history(work(dated(FIRST, "first", 2015)), "art_1__para_2")
    assert [(m.kind, str(m.since), m.by) for m in moments] == [
        ("base", "2010-01-01", ()), ("removed", "2015-06-01", (("first", "Статья 1 2)"),)),
    ]  # fmt: skip


def test_before_its_first_day_the_text_is_refused() -> None:
    with pytest.raises(TextRefused, match="not in force on 2009-12-31"):
        text_at(work(), date(2009, 12, 31))


def reading(name: str) -> Reading:
    return read_text({"base": BASE, "act": FIRST}[name])


@pytest.mark.parametrize(("given", "error"), [
    ([], "describes no work"), ({"acts": []}, "describes no work"),
    ({"base": "base", "acts": [{"in_force": "2015-01-01"}]}, "no list of amending acts"),
    ({"base": "base", "in_force": "soon"}, "“soon” is no day"),
    ({"base": "base", "acts": [{"file": "act", "items": [1]}]}, "no table of items and days"),
])  # fmt: skip
def test_a_work_that_cannot_be_read_is_refused(given: object, error: str) -> None:
    with pytest.raises(TextRefused, match=error):
        work_from(given, reading)


def test_a_work_is_read_from_data() -> None:
    items = {"Статья 1 2)": date(2016, 1, 1)}
    first = {"file": "act", "adopted": "2015-01-10", "in_force": "2015-06-01", "items": items}
    given = {"base": "base", "in_force": "2010-01-01", "acts": [first]}
    made = work_from(given, reading)
    assert (term(made, date(2015, 5, 31)), term(made, date(2015, 6, 1))) == ("десять", "двадцать")
