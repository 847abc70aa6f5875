"""Lists cost the same for one row and for many; what is hidden stays hidden; corrections keep what was said."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.dossiers.conftest import LATER, Path
from travaux.captures.actions import cite_entry
from travaux.captures.rulings import correct, withdraw
from travaux.core.procedure import shipped
from travaux.dossiers.actions import Day, record_participation, record_statement, report_news
from travaux.dossiers.models import Dossier
from travaux.dossiers.queries import counts, dossier, news, person_events, register, task, tasks
from travaux.instruments.actions import register_instrument, relate
from travaux.lib.dated import day_columns
from travaux.lib.viewer import PUBLIC, Level, Viewer
from travaux.registry.actions.people import register_person

pytestmark = pytest.mark.django_db


def cost(ask: Callable[[], Any]) -> int:
    """How many queries a question takes."""
    with CaptureQueriesContext(connection) as asked:
        assert ask() is not None
    return len(asked)


def fill(path: Path, text: Dossier, *, times: int) -> None:
    """So many of everything that a dossier can hold."""
    for n in range(times):
        person = register_person(by=path.by, name=f"Person {text.pk} {n}", lang="en", citations=path.told)
        event = path.happen(text, f"considered {n}", f"2024-03-{n + 1:02}", steps=["X06"], orders=["X07"],
                            instruments=[text.instrument])  # fmt: skip
        record_participation(by=path.by, event=event, person=person, citations=path.told, capacity="member")
        correct(by=path.by, fact=event, reason="misread", place="Groves")
        record_statement(by=path.by, dossier=text, speaker=person, citations=path.told)
        report_news(by=path.by, headline=f"News {n}", lang="en", publisher="P", published=Day("2024-03-20"),
                    tied_to={"dossiers": [text]})  # fmt: skip
        other = register_instrument(by=path.by, kind="decision", title=f"Decision {n}", lang="en", citations=path.told)
        relate(by=path.by, subject=other, kind="sets_task_for", to=text.instrument, citations=path.told)


def test_one_dossier_costs_the_same_with_one_and_with_many_of_everything(path: Path) -> None:
    small, large = path.open("Bridges"), path.open("Ferries")
    fill(path, small, times=1)
    fill(path, large, times=3)
    assert cost(lambda: dossier(PUBLIC, small.pk, on=LATER, lang="en")) == cost(
        lambda: dossier(PUBLIC, large.pk, on=LATER, lang="en")
    )


@pytest.mark.parametrize(
    "ask",
    [
        lambda: register(PUBLIC, on=LATER, lang="en"),
        lambda: news(PUBLIC, on=LATER, lang="en"),
        lambda: tasks(PUBLIC, on=LATER, lang="en"),
        lambda: counts(PUBLIC, on=LATER),
    ],
)
def test_lists_cost_the_same_for_one_dossier_and_for_three(path: Path, ask: Callable[[], Any]) -> None:
    fill(path, path.open("Bridges"), times=1)
    one = cost(ask)
    for title in ("Ferries", "Fords"):
        fill(path, path.open(title), times=1)
    assert cost(ask) == one


def test_a_page_of_the_register_loads_its_own_events_alone(path: Path) -> None:
    for title in ("Bridges", "Ferries", "Fords"):
        path.happen(path.open(title), f"{title} considered", "2024-03-01", steps=["X06"])
    rows = register(PUBLIC, on=LATER, lang="en", start=1, limit=1)
    assert [row.title.text for row in rows] == ["Ferries"]
    assert rows[0].last_done is not None
    assert rows[0].last_done.label == "Ferries considered"


def test_titles_are_sorted_in_the_alphabet_of_the_page(path: Path) -> None:
    for title in ("Ёлки", "Жито", "Ель", "Archives"):
        path.open(title)
    assert [row.title.text for row in register(PUBLIC, on=LATER, lang="ru")] == ["Ёлки", "Ель", "Жито", "Archives"]


def test_what_is_for_the_secretariat_is_not_there_for_the_public(path: Path, by: Viewer) -> None:
    hidden = path.open("Secret bridges", level="secretariat")
    path.happen(hidden, "considered", "2024-03-01")
    assert dossier(PUBLIC, hidden.pk, on=LATER, lang="en") is None
    assert register(PUBLIC, on=LATER, lang="en") == ()
    assert counts(PUBLIC, on=LATER).events == 0
    assert dossier(by, hidden.pk, on=LATER, lang="en") is not None
    assert counts(by, on=LATER).events == 1


def test_a_correction_keeps_the_old_value(path: Path) -> None:
    text = path.open()
    event = path.happen(text, "considered", "2024-03-01", steps=["X06"])
    moved = correct(by=path.by, fact=event, reason="the page gives another day", **day_columns("date", "2024-03-04"))
    again = correct(by=path.by, fact=moved, reason="the minutes name the place", place="Groves")
    found = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert found is not None
    (shown,) = found.history
    assert (shown.id, shown.date.edtf, shown.place) == (again.pk, "2024-03-04", "Groves")
    assert [(was.date.edtf, was.reason) for was in shown.was] == [
        ("2024-03-04", "the minutes name the place"), ("2024-03-01", "the page gives another day"),
    ]  # fmt: skip


def test_as_it_was_known_then(path: Path) -> None:
    text = path.open()
    event = path.happen(text, "considered", "2024-03-01")
    withdraw(by=path.by, fact=event, reason="another text was meant")
    now = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    then = dossier(PUBLIC, text.pk, on=LATER, known=event.recorded_at, lang="en")
    assert now is not None
    assert then is not None
    assert (len(now.history), len(then.history)) == (0, 1)


def test_an_undated_event_counts_from_its_report(path: Path) -> None:
    text = path.open()
    path.happen(text, "considered")  # reported on 1 May 2024, by an official's entry
    before = dossier(PUBLIC, text.pk, on=dt.date(2024, 4, 30), lang="en")
    after = dossier(PUBLIC, text.pk, on=dt.date(2024, 5, 1), lang="en")
    assert before is not None
    assert after is not None
    assert [event.occurred for event in (*before.history, *after.history)] == ["possibly", "yes"]
    assert [gap.text for gap in after.not_known] == ["The date of 1 event of 1."]


def test_decided_is_not_done_until_somebody_reports_it_done(path: Path) -> None:
    text = path.open()
    path.happen(text, "decides to send", "2024-03-01", mood="decided", steps=["X06"], outcome=["send"], orders=["X07"])
    waiting = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert waiting is not None
    assert [w.step.id for w in waiting.waiting] == ["X07"]
    assert waiting.waiting[0].days == (61, 61)  # until the entry of 1 May 2024, not until the day asked about
    path.happen(text, "sent", "2024-03-05", steps=["X07"])
    done = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert done is not None
    assert done.waiting == ()
    assert [step.id for step in done.next] == ["X08", "X09"]


def test_the_end_of_the_path_is_the_end(path: Path) -> None:
    text = path.open()
    path.happen(text, "withdrawn by its author", "2024-03-01", steps=["X16"])
    found = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert found is not None
    assert (found.over, found.next) == (True, ())
    assert register(PUBLIC, on=LATER, lang="en", state="over") != ()
    assert register(PUBLIC, on=LATER, lang="en", state="in_work") == ()


def test_nobody_s_dossier_task_or_news_is_none(path: Path) -> None:
    assert dossier(PUBLIC, "nothing", on=LATER, lang="en") is None
    assert task(PUBLIC, "nothing", on=LATER, lang="en") is None
    assert person_events(PUBLIC, "nobody", on=LATER, lang="en") == ()


def test_every_step_of_the_procedure_is_on_the_stage_line(path: Path) -> None:
    found = dossier(PUBLIC, path.open().pk, on=LATER, lang="ru")
    assert found is not None
    steps = [step.id for phase in found.phases for step in phase.steps]
    assert steps == list(shipped("exercise").steps)
    assert {step.mark for phase in found.phases for step in phase.steps} == {"ahead"}
    assert all(step.name for phase in found.phases for step in phase.steps)


def test_a_text_that_was_split_off_has_its_own_place(path: Path) -> None:
    text = path.open()
    part = register_instrument(by=path.by, kind="agreement", title="Agreement", lang="en", citations=path.told)
    path.happen(text, "lodged", "2024-02-01", steps=["X01"])
    accept = {"steps": ["X02"], "outcome": ["accept"]}
    split = path.happen(text, "taken up", "2024-02-09", **accept, instruments=[text.instrument, part])
    path.happen(text, "the agreement is refused", "2024-03-01", steps=["X16"], instruments=[part])
    whole = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert whole is not None
    assert (whole.over, whole.outlook.components) == (True, ())
    relate(by=path.by, subject=part, kind="split_from", to=text.instrument, citations=path.told)
    found = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    assert found is not None
    assert (found.over, found.last_done and found.last_done.event) == (None, split.pk)
    assert [step.id for step in found.next] == ["X03", "X16"]
    (component,) = found.outlook.components
    assert (component.instrument, component.over, component.next) == (part.pk, True, ())
    assert component.last_done is not None
    assert component.last_done.label == "the agreement is refused"


def test_an_annex_that_stays_has_a_stage_line_of_its_own(path: Path) -> None:
    text = path.open()
    annex = register_instrument(by=path.by, kind="agreement", title="Agreement", lang="en", citations=path.told)
    relate(by=path.by, subject=annex, kind="annexed_to", to=text.instrument, citations=path.told)
    path.happen(text, "lodged", "2024-02-01", steps=["X01"])
    path.happen(text, "considered", "2024-03-01", steps=["X06"])
    alone = dossier(PUBLIC, text.pk, on=LATER, lang="en")
    path.happen(text, "the annex is sent", "2024-04-01", steps=["X07"], instruments=[annex])
    path.happen(text, "all is considered again", "2024-05-01", steps=["X06"], instruments=[text.instrument, annex])
    found = dossier(PUBLIC, text.pk, on=dt.date(2024, 4, 15), lang="en")
    assert alone is not None
    assert found is not None
    assert alone.outlook.components == ()  # nothing was told of it apart from the rest
    (component,) = found.outlook.components
    assert found.last_done is not None
    assert component.last_done is not None
    assert (found.last_done.label, component.last_done.label) == ("considered", "the annex is sent")
    here = {step.id for phase in component.phases for step in phase.steps if step.mark == "done"}
    assert here == {"X01", "X06", "X07"}
    assert [[each.clock for each in one.deadlines] for one in (found.outlook, component)] == [["T02"], ["T02", "T08"]]


def test_an_objection_to_an_annex_holds_up_the_whole_until_it_is_split_off(path: Path) -> None:
    text = path.open()
    annex = register_instrument(by=path.by, kind="agreement", title="Agreement", lang="en", citations=path.told)
    path.happen(text, "sent", "2024-02-01", steps=["X07"])
    path.happen(text, "an objection to the annex", "2024-02-09", steps=["X09"], instruments=[annex])

    def barred() -> list[str]:
        found = dossier(PUBLIC, text.pk, on=LATER, lang="en")
        assert found is not None
        return [step.step.id for step in found.outlook.ahead if step.step.id == "X10"]

    relate(by=path.by, subject=annex, kind="annexed_to", to=text.instrument, citations=path.told)
    assert barred() == ["X10"]  # an answer is owed
    relate(by=path.by, subject=annex, kind="split_from", to=text.instrument, citations=path.told)
    assert barred() == []


def test_the_register_finds_a_text_by_where_a_part_of_it_is(path: Path) -> None:
    text, other = path.open("Bridges"), path.open("Ferries")
    annex = register_instrument(by=path.by, kind="agreement", title="Agreement", lang="en", citations=path.told)
    relate(by=path.by, subject=annex, kind="annexed_to", to=text.instrument, citations=path.told)
    for each in (text, other):
        path.happen(each, "considered", "2024-03-01", steps=["X06"])
    path.happen(text, "the annex is sent", "2024-04-01", steps=["X07"], instruments=[annex])
    day = dt.date(2024, 4, 15)

    def ids(**wanted: str) -> list[str]:
        return [row.id for row in register(PUBLIC, on=day, lang="en", **wanted)]

    assert ids(step="X07") == [text.pk]
    assert ids(step="X06") == [text.pk, other.pk]
    (row,) = register(PUBLIC, on=day, lang="en", step="X07")
    (part,) = row.parts
    assert (part.title.text, part.here and part.here.id, part.over) == ("Agreement", "X07", None)


def test_a_part_that_is_not_public_brings_no_event_to_a_persons_page(path: Path) -> None:
    event = path.happen(path.open(), "considered", "2024-03-01", steps=["X06"])
    person = register_person(by=path.by, name="Quiet Person", lang="en", citations=path.told)
    quiet = [cite_entry(by=path.by, capacity="secretary", on=LATER, level=Level.SECRETARIAT)]
    record_participation(by=path.by, event=event, person=person, citations=quiet, capacity="member")
    assert person_events(PUBLIC, person.pk, on=LATER, lang="en") == ()
    assert len(person_events(path.by, person.pk, on=LATER, lang="en")) == 1
