"""What the register keeps ready is what a page computes, for every day and viewer; an act touches one dossier."""

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any

import pytest

from tests.counts import SOAK
from tests.dossiers.conftest import Path
from travaux.captures.rulings import correct, withdraw
from travaux.core.procedure import shipped
from travaux.dossiers.actions import Day, Report, govern
from travaux.dossiers.index import LOOKS, listed, rebuild, renew
from travaux.dossiers.loading import Shelf
from travaux.dossiers.models import Audience, Dossier, Event, Place
from travaux.dossiers.places import span
from travaux.dossiers.queries import dossier
from travaux.dossiers.queries.one import events_of, standing_of
from travaux.dossiers.told import WHOLE
from travaux.instruments.actions import register_instrument, relate
from travaux.lib.viewer import OPERATOR, PUBLIC, Level, Viewer
from travaux.record.actions import act
from travaux.registry.actions.bodies import name_body, register_body
from travaux.registry.queries.look import Look

pytestmark = pytest.mark.django_db

DOSSIERS = 600 if SOAK else 100
DAYS = 12 if SOAK else 5  # asked about for each
FIRST = dt.date(2023, 12, 1)
DATES = (
    "",
    "2024-02",
    "2024-03-01/2024-04-15",
    "2024-05-06?",
    "2024-06-10/..",
    "2024-02-11",
    "2024-03-12",
    "2024-07-01",
)


def random_life(path: Path, chance: random.Random, text: Dossier) -> None:
    """Events in no order that a procedure would expect; some hidden, some only decided, some dated within bounds."""
    steps = list(shipped("exercise").steps.values())
    about = [[]]
    if chance.random() < 0.3:
        annex = register_instrument(by=path.by, kind="agreement", title="Annex", lang="en", citations=path.told)
        relate(by=path.by, subject=annex, kind="annexed_to", to=text.instrument, citations=path.told)
        about += [[annex], [annex, text.instrument]]
    for n in range(chance.randrange(7)):
        step = chance.choice(steps)
        mood = chance.choice(["done", "done", "done", "decided", "state", "advocated"])
        said = step.options and mood == "done" and chance.random() < 0.7
        path.happen(
            text, f"event {n}", chance.choice(DATES), mood=mood, steps=[step.id] if mood != "state" else [],
            outcome=[chance.choice(step.options).id] if said else [],
            orders=[chance.choice(steps).id] if mood == "decided" else [], instruments=chance.choice(about),
            report=Report(published=Day(f"2024-0{chance.randrange(1, 9)}-15")),
        )  # fmt: skip


def hide(rows: Iterable[Event], by: Viewer) -> None:
    with act(by=by, verb="kept to itself") as a:
        for row in rows:
            a.amend(row, level=Level.SECRETARIAT)


def kept(viewer: Viewer, day: dt.date) -> dict[str, Place]:
    """Where each text stands."""
    return {dossier: row for (dossier, part), row in kept_of_all(viewer, day).items() if part == WHOLE}


def kept_of_all(viewer: Viewer, day: dt.date) -> dict[tuple[str, str], Place]:
    """Where each text and each part of one stands that has a path of its own."""
    audience = next(a for a, each in LOOKS.items() if each.sees_all is viewer.sees_all)
    rows = Place.objects.filter(audience__in=[Audience.ALL, audience], begins__lte=day).order_by("begins")
    found = {(row.dossier_id, row.part): row for row in rows if row.changes is None or row.changes > day}
    assert sum(row.changes is None or row.changes > day for row in rows) == len(found), "two answers for one day"
    return found


def columns(row: Place) -> tuple[Any, ...]:
    lists = {"waits", "follows", "actors", "barred"}
    names = ("procedure", "phase", "here", "begun", "over", "waits", "follows", "actors", "barred", "since", "due",
             "due_step", "due_clock", "known")  # fmt: skip
    return tuple(listed(getattr(row, name)) if name in lists else getattr(row, name) for name in names)


def computed(viewer: Viewer, day: dt.date) -> dict[tuple[str, str], tuple[Any, ...]]:
    look = Look(viewer, day, None, "en")
    dossiers = list(Dossier.objects.visible(viewer, day))
    shelf = Shelf(look, events_of(look, dossiers), dossiers_too=[d.pk for d in dossiers])
    events = {d.pk: [shelf.event(row) for row in shelf.events if row.dossier_id == d.pk] for d in dossiers}
    whole = {d.pk: standing_of(look, d, events[d.pk], shelf) for d in dossiers}
    parts = {(id, part.part): part for id, standing in whole.items() for part in (standing, *standing.parts)}
    return {key: span(standing, day).says for key, standing in parts.items()}


def test_the_columns_are_what_a_page_computes_on_every_day_for_everybody(path: Path, by: Viewer) -> None:
    chance = random.Random(20241130)
    with act(by=by, verb="recorded"):
        for n in range(DOSSIERS):
            random_life(path, chance, path.open(f"Text {n}"))
    hide(chance.sample(list(Event.objects.all()), Event.objects.count() // 5), by)
    for _ in range(DAYS):
        day = FIRST + dt.timedelta(days=chance.randrange(500))
        for viewer in (PUBLIC, by):
            expected, found = computed(viewer, day), kept_of_all(viewer, day)
            assert {id: columns(row) for id, row in found.items()} == expected, (day, viewer.role)


def test_nothing_is_different_when_everything_is_worked_out_anew(path: Path, by: Viewer) -> None:
    chance = random.Random(7)
    for n in range(5):
        random_life(path, chance, path.open(f"Text {n}"))
    before = [columns(row) for row in Place.objects.order_by("dossier", "audience", "begins")]
    assert (renew(), rebuild()) == (0, 5)
    assert [columns(row) for row in Place.objects.order_by("dossier", "audience", "begins")] == before
    Place.objects.all().update(made_of="other rules")
    assert renew() == 5
    assert [columns(row) for row in Place.objects.order_by("dossier", "audience", "begins")] == before


def test_the_page_of_a_dossier_says_the_same(path: Path) -> None:
    text = path.open()
    path.happen(text, "lodged", "2024-02-01", steps=["X01"])
    path.happen(
        text, "decided to take it", "2024-02-09", mood="decided", steps=["X02"], outcome=["accept"], orders=["X03"]
    )
    for day in (dt.date(2024, 1, 1), dt.date(2024, 2, 5), dt.date(2024, 3, 1), dt.date(2025, 1, 1)):
        page, row = dossier(PUBLIC, text.pk, on=day, lang="en"), kept(PUBLIC, day)[text.pk]
        assert page is not None
        assert listed(row.waits) == tuple(waiting.step.id for waiting in page.waiting)
        assert listed(row.follows) == tuple(step.id for step in page.next)
        assert row.due == min((each.latest for each in page.outlook.deadlines if each.latest), default=None)
        assert (row.begun, row.over) == (page.begun, page.over)


def test_an_act_touches_the_places_of_its_own_dossier_alone(path: Path) -> None:
    mine, other = path.open("Bridges"), path.open("Ferries")
    before = set(Place.objects.filter(dossier=other).values_list("pk", flat=True))
    path.happen(mine, "considered", "2024-03-01", steps=["X06"])
    assert set(Place.objects.filter(dossier=other).values_list("pk", flat=True)) == before
    assert kept(PUBLIC, dt.date(2024, 6, 1))[mine.pk].here == "X06"


def test_a_correction_and_a_withdrawal_move_it(path: Path) -> None:
    text = path.open()
    event = path.happen(text, "considered", "2024-03-01", steps=["X06"])
    moved = correct(by=path.by, fact=event, reason="another step", steps=["X05"])
    assert kept(PUBLIC, dt.date(2024, 6, 1))[text.pk].here == "X05"
    withdraw(by=path.by, fact=moved, reason="another text was meant")
    assert kept(PUBLIC, dt.date(2024, 6, 1))[text.pk].here == ""


def test_what_is_hidden_does_not_leak_through_a_column(path: Path, by: Viewer) -> None:
    text = path.open()
    path.happen(text, "lodged", "2024-02-01", steps=["X01"])
    secret = path.happen(text, "refused", "2024-02-09", steps=["X02"], outcome=["refuse"])
    day = dt.date(2024, 6, 1)
    assert kept(PUBLIC, day)[text.pk].over is True
    hide([secret], by)
    assert (kept(PUBLIC, day)[text.pk].over, kept(PUBLIC, day)[text.pk].here) == (None, "X01")
    assert kept(by, day)[text.pk].over is True


def test_a_body_that_gets_its_name_later_is_known_as_an_actor_then(path: Path, by: Viewer, told: Any) -> None:
    text, house = path.open(), register_body(by=by, kind="parliament")
    path.happen(text, "sent", "2024-02-01", steps=["X07"])
    event = path.happen(text, "opinion", "2024-02-09", steps=["X08"], outcome=["support"])
    correct(by=by, fact=event, reason="it is known who", actor=house, actor_link="implied")
    day = dt.date(2024, 6, 1)
    assert "alder" in listed(kept(PUBLIC, day)[text.pk].actors)
    name_body(by=by, body=house, text="Parliament of Alder", lang="en", citations=told)
    assert "alder" not in listed(kept(PUBLIC, day)[text.pk].actors)
    assert "birch" in listed(kept(PUBLIC, day)[text.pk].actors)


def test_rules_that_begin_to_govern_on_a_day_to_come_need_nobody_s_doing(path: Path, by: Viewer) -> None:
    text = path.open()
    decision = path.happen(text, "new rules", "2024-02-01", steps=["X01"])
    govern(by=by, dossier=text, procedure="exercise", version="2", start=Day("2024-09-01"), decision=decision)
    page = dossier(PUBLIC, text.pk, on=dt.date(2024, 8, 31), lang="en")
    later = dossier(PUBLIC, text.pk, on=dt.date(2024, 9, 1), lang="en")
    assert page is not None
    assert later is not None
    assert ([each.now for each in page.outlook.governed], [each.now for each in later.outlook.governed]) == (
        [True, False], [False, True],
    )  # fmt: skip
    for viewer in (PUBLIC, OPERATOR):
        for day in (dt.date(2024, 8, 31), dt.date(2024, 9, 1)):
            assert columns(kept(viewer, day)[text.pk]) == computed(viewer, day)[text.pk, WHOLE]


def test_a_term_that_runs_out_opens_a_step_on_its_own_day(path: Path, by: Viewer, told: Any) -> None:
    text = path.open()
    path.happen(text, "sent", "2024-02-01", steps=["X07"], report=Report(published=Day("2024-02-01")))
    for name in ("Alder", "Birch", "Cedar"):
        house = register_body(by=by, kind="parliament", name=f"Parliament of {name}", lang="en", citations=told)
        event = path.happen(text, f"opinion of {name}", "2024-02-09", steps=["X08"], outcome=["support"])
        correct(by=by, fact=event, reason="it is known who", actor=house, actor_link="implied")
    path.happen(text, "the work goes on", "2024-12-01", mood="state", report=Report(published=Day("2024-12-01")))
    days = [dt.date(2024, 2, 1) + dt.timedelta(days=n) for n in range(150)]
    found = [listed(kept(PUBLIC, day)[text.pk].follows) for day in days]
    assert ("X11" in found[0], "X11" in found[-1]) == (False, True)
    opened = next(n for n, follows in enumerate(found) if "X11" in follows)
    for day in days[opened - 1 : opened + 1]:
        assert columns(kept(PUBLIC, day)[text.pk]) == computed(PUBLIC, day)[text.pk, WHOLE]
    assert days[opened] == dt.date(2024, 4, 2)  # sixty days after the text was sent are over on the first of April
