"""The demonstration dossier: what a reader is told, on which day, and what is said not to be known."""

import datetime as dt

import pytest

from tests.dossiers.conftest import LATER
from travaux.dossiers.queries import counts, dossier, news, news_item, person_events, register, task, tasks
from travaux.dossiers.summaries import DossierSummary
from travaux.lib.viewer import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(csto: str) -> DossierSummary:
    found = dossier(PUBLIC, csto, on=LATER, lang="en")
    assert found is not None
    return found


def test_last_done_and_waiting_stop_where_the_source_stops(today: DossierSummary) -> None:
    assert today.known_until.date == dt.date(2022, 6, 6)
    assert today.known_until.later
    assert today.last_done is not None
    assert today.last_done.label == "The Council is briefed on the work"
    assert (today.last_done.date.edtf, today.last_done.date.basis) == ("2022-06-06?", "inferred")
    assert [(w.step.id, w.days) for w in today.waiting] == [("A09", (0, 189)), ("A10", (0, 189))]
    later = dossier(PUBLIC, today.id, on=dt.date(2031, 1, 1), lang="en")
    assert later is not None
    assert later.waiting == today.waiting


def test_a_source_says_that_it_is_not_over(today: DossierSummary) -> None:
    assert today.over is False
    assert today.state is not None
    assert today.state.label == "Work on the draft is in progress"


def test_the_stage_line_has_two_levels_and_tells_decided_from_done(today: DossierSummary) -> None:
    marks = {step.id: (phase.mark, step.mark, step.ordered) for phase in today.phases for step in phase.steps}
    assert marks["A01"] == ("done", "not_reported", False)
    assert marks["A02′"] == ("done", "done", False)
    assert marks["A07"] == ("done", "done", False)
    assert marks["A09"] == ("current", "current", True)
    assert marks["A10"] == ("current", "ahead", True)
    assert marks["A14"] == ("ahead", "ahead", False)
    assert not any(step.verified for phase in today.phases for step in phase.steps)


def test_what_is_not_known_is_said_as_facts(today: DossierSummary) -> None:
    gaps = {gap.text: gap.kind for gap in today.not_known}
    assert gaps["The number of the Decision."] == "silent"
    assert gaps["How the vote went."] == "silent"
    assert gaps["Who engaged the lead implementer, and on what terms."] == "silent"
    assert gaps["The result of the review."] == "silent"
    assert gaps["The dates of 8 events of 10."] == "undated"
    assert gaps["Whether this was done: “Sent to parliaments”."] == "not_reported"
    assert gaps["Whether this was done: “Expert opinions of parliaments”."] == "not_reported"


def test_the_kazakh_side_stays_as_quoted(today: DossierSummary) -> None:
    (event,) = [event for event in today.history if event.mood == "advocated"]
    assert (event.actor.quoted, event.actor.link, event.actor.body) == ("the Kazakh side", "unresolved", None)


def test_the_reporting_chain_leads_to_a_speaker_only_where_one_reports(today: DossierSummary) -> None:
    chains = [event.reporting.speaker_quoted for event in today.history]
    assert chains == ["Leonid Kalashnikov", "Leonid Kalashnikov", "", "", "Leonid Kalashnikov", "Leonid Kalashnikov",
                      "", "", "", ""]  # fmt: skip
    assert {event.reporting.publisher for event in today.history} == {"CSTO Parliamentary Assembly"}


def test_people_are_shown_with_both_capacities(today: DossierSummary) -> None:
    (person,) = today.people
    assert person.person.name.text == "Leonid Kalashnikov"
    assert sorted(capacity.split()[0] for capacity in person.capacities) == ["Chairman", "member"]
    assert person.roles == ("reported", "took_part", "spoke")


def test_statements_are_places_in_a_page_that_is_not_here(today: DossierSummary) -> None:
    assert [statement.words for statement in today.statements] == [None, None]
    assert all(statement.citations[0].span for statement in today.statements)


def test_between_its_first_and_last_possible_day_an_event_possibly_happened(csto: str) -> None:
    then = dossier(PUBLIC, csto, on=dt.date(2022, 1, 1), lang="en")
    assert then is not None
    assert [event.occurred for event in then.history] == ["yes"] + ["possibly"] * 7
    assert then.waiting == ()
    assert then.last_done is not None
    assert then.last_done.date.edtf == "2021-11-29"
    assert then.over is None
    assert not then.known_until.later


def test_before_the_first_event_nothing_had_begun(csto: str) -> None:
    then = dossier(PUBLIC, csto, on=dt.date(2021, 11, 28), lang="en")
    assert then is not None
    assert (then.begun, then.history, then.last_done) == (False, (), None)


def test_in_russian_titles_stay_as_attested_with_a_translation_marked_as_ours(csto: str) -> None:
    seen = dossier(PUBLIC, csto, on=LATER, lang="ru")
    assert seen is not None
    assert seen.instrument.title.lang == "en"
    assert seen.instrument.title.translation.startswith("Рекомендации по совершенствованию")
    assert seen.history[0].label.startswith("Пленарное заседание")
    assert seen.people[0].person.name.text == "Leonid Kalashnikov"


def test_counts_of_events_dated_and_not(csto: str) -> None:
    found = counts(PUBLIC, on=LATER, dossier=csto)
    assert (found.events, found.dated, found.bounded, found.undated) == (10, 2, 8, 0)
    assert counts(PUBLIC, on=LATER, notice="exercise").events == 0


def test_the_task_shows_the_order_and_that_nothing_is_recorded_as_delivered(csto: str) -> None:
    (order,) = tasks(PUBLIC, on=LATER, lang="en")
    page = task(PUBLIC, order.id, on=LATER, lang="en")
    assert page is not None
    assert page.task.order.object.kind == "standard"
    assert page.task.delivered == ()
    assert [relation.subject.kind for relation in page.task.under_way] == ["recommendations"]
    assert [relation.subject.kind for relation in page.task.means] == ["agreement"]
    assert [row.id for row in page.dossiers] == [csto]


def test_news_stand_under_their_own_headline(csto: str) -> None:
    (row,) = news(PUBLIC, on=LATER, lang="ru")
    assert (row.lang, row.publisher, row.published.edtf) == ("en", "CSTO Parliamentary Assembly", "2022-06-06")
    item = news_item(PUBLIC, row.id, on=LATER, lang="ru")
    assert item is not None
    assert ([d.id for d in item.dossiers], len(item.instruments), len(item.events)) == ([csto], 4, 10)
    assert news(PUBLIC, on=dt.date(2022, 6, 5), lang="en") == ()


def test_the_register_says_where_it_is(csto: str) -> None:
    (row,) = register(PUBLIC, on=LATER, lang="en")
    assert (row.id, row.phase, row.over, row.notice) == (csto, "Parliaments’ opinions", False, "demonstration")
    assert register(PUBLIC, on=LATER, lang="en", state="over") == ()
    assert register(PUBLIC, on=LATER, lang="en", waiting="A09") == (row,)
    assert register(PUBLIC, on=LATER, lang="ru", q="ЗАКОНОДАТЕЛЬСТВА") != ()
    assert register(PUBLIC, on=LATER, lang="en", q="fisheries") == ()


def test_what_a_person_reported(csto: str, today: DossierSummary) -> None:
    person = today.people[0].person.id
    assert len(person_events(PUBLIC, person, on=LATER, lang="en")) == 5
