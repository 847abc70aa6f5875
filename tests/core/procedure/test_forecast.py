"""Forecasts from past durations: honest about small numbers, right as often as they say, and quick."""

import time
from datetime import date, timedelta
from random import Random

from travaux.core.dates import When
from travaux.core.procedure import Event, load, shipped
from travaux.core.procedure.counting import Calendar, Period
from travaux.core.procedure.forecast import durations, forecast, hit_rate

OUTCOMES = {"X02": "accept", "X05": "approve", "X06": "send", "X12": "approve", "X14": "adopt"}
PATH = ("X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X11", "X12", "X13", "X14", "X15")
PARLIAMENTS = ("alder", "birch", "cedar", "larch", "maple")


def past(chance: Random, start: date) -> list[Event]:
    """A dossier of the exercise assembly from beginning to end; each step takes 5 to 35 days."""
    events: list[Event] = []
    day = start
    for step in PATH:
        if step == "X08":
            days = [day + timedelta(days=chance.randint(5, 35)) for _ in PARLIAMENTS]
            events += [Event(f"o{at}", step, When.on(days[at]), actor=actor) for at, actor in enumerate(PARLIAMENTS)]
            day = max(days)
            continue
        day += timedelta(days=chance.randint(5, 35))
        events.append(Event(step, step, When.on(day), version="v1", outcome=OUTCOMES.get(step, ())))
    return events


def dossiers(count: int) -> list[list[Event]]:
    chance = Random(7)
    return [past(chance, date(2010, 1, 1) + timedelta(days=40 * at)) for at in range(count)]


def test_durations_are_counted_from_when_a_step_could_follow() -> None:
    found = durations(shipped("exercise"), dossiers(3))

    assert len(found["X02"]) == 3 and len(found["X08"]) == 15 and found["X16"] == []
    assert all(5 <= days <= 35 for days in found["X05"])


def test_a_forecast_names_dates_numbers_and_what_decides() -> None:
    events = [event for event in past(Random(1), date(2022, 1, 1)) if event.step <= "X07"]
    on = events[-1].date.latest

    found = forecast(shipped("exercise"), events, dossiers(20), on)

    assert found.conclusion is not None and found.conclusion.step == "X15"
    assert (found.conclusion.n, found.conclusion.least) == (20, 20)
    assert found.critical == ("X08", "X11", "X12", "X13", "X14", "X15")
    days = [(found.steps[step].likely - on).days for step in ("X08", "X11", "X12", "X13", "X14", "X15")]
    assert days == sorted(days) and 25 <= days[0] <= 36 and 100 <= days[-1] <= 160
    assert found.steps["X16"].likely is None and found.steps["X16"].n == 0
    assert found == forecast(shipped("exercise"), events, dossiers(20), on)


def test_fewer_than_five_past_durations_give_no_date_only_their_number() -> None:
    events = past(Random(1), date(2022, 1, 1))[:2]

    found = forecast(shipped("exercise"), events, dossiers(4), date(2022, 3, 1))

    assert found.conclusion is not None and found.conclusion.likely is None and found.conclusion.n == 4
    assert {outlook.likely for outlook in found.steps.values()} == {None}


def test_past_what_is_known_and_for_a_will_nobody_can_forecast_there_are_no_dates() -> None:
    events = [event for event in past(Random(1), date(2022, 1, 1)) if event.step <= "X07"]
    on = events[-1].date.latest

    late = forecast(shipped("exercise"), events, dossiers(9), date(2024, 1, 1), known_until=date(2023, 1, 1))
    without = forecast(shipped("exercise"), events, dossiers(9), on, without={"X08"})

    assert late.steps == {} and "2023-01-01" in late.refused
    assert without.conclusion is not None and not without.conclusion.known and not without.steps["X11"].known


def test_a_step_moves_to_a_day_on_which_its_body_sits() -> None:
    events = [event for event in past(Random(1), date(2022, 1, 1)) if event.step <= "X13"]
    on = events[-1].date.latest
    sessions = Calendar("plenary", on, date(2030, 1, 1), (Period("sitting", date(2023, 3, 1), date(2023, 3, 2)),))

    found = forecast(shipped("exercise"), events, dossiers(9), on, calendars={"plenary": sessions})

    assert found.steps["X14"].earliest == found.steps["X14"].latest == date(2023, 3, 1)


def test_four_conclusions_in_five_fall_where_they_were_forecast() -> None:
    hits, of = hit_rate(shipped("exercise"), dossiers(40), runs=400)

    assert of == 40
    assert 0.65 <= hits / of <= 0.97


def test_a_dossier_that_was_sent_back_is_counted() -> None:
    sent_back = [Event("a", "X05", When("2015-01-01"), outcome="return")]

    found = forecast(shipped("exercise"), [], [*dossiers(5), sent_back], date(2022, 1, 1))

    assert found.returned == (1, 6)


def test_ten_thousand_runs_of_forty_steps_take_well_under_a_second() -> None:
    steps = "".join(
        f"      - {{id: s{at}, title: {{en: S, ru: Ш}}, after: {f's{at - 1}' if at else 'start'}, then: must"
        f"{', concludes: yes' if at == 39 else ''}}}\n" for at in range(40)
    )  # fmt: skip
    procedure = load(
        f"id: p\ntitle: {{en: P, ru: П}}\nphases:\n  - id: a\n    title: {{en: A, ru: А}}\n    steps:\n{steps}"
    )
    chance = Random(3)
    history = []
    for _ in range(8):
        day = date(2000, 1, 1)
        history.append([Event(f"e{at}", f"s{at}", When.on(day := day + timedelta(days=chance.randint(1, 60))))
                        for at in range(40)])  # fmt: skip

    begin = time.process_time()
    found = forecast(procedure, history[0][:1], history, date(2000, 3, 1))
    took = time.process_time() - begin

    assert found.runs == 10_000 and found.conclusion is not None and found.conclusion.known
    assert took < 2  # a loaded machine; about 0.3 s on a quiet one


def sent_back(chance: Random, start: date, rounds: int) -> list[Event]:
    """A dossier that the experts send back so many times, each round 100 days longer."""
    events = past(chance, start)
    at = next(n for n, event in enumerate(events) if event.step == "X05")
    loop: list[Event] = []
    day = events[at].first
    assert day is not None
    for n in range(rounds):
        loop.append(Event(f"r{n}", "X05", When.on(day), version="v1", outcome="return"))
        loop.append(Event(f"d{n}", "X04", When.on(day + timedelta(days=70)), version="v1"))
        day += timedelta(days=100)
    later = timedelta(days=100 * rounds)
    moved = [Event(e.id, e.step, When.on(e.first + later), actor=e.actor, version=e.version, outcome=e.outcome)
             for e in events[at:] if e.first]  # fmt: skip
    return [*events[:at], *loop, *moved]


def test_returns_are_counted_where_enough_rounds_are_known() -> None:
    chance = Random(5)
    history = [sent_back(chance, date(2010, 1, 1) + timedelta(days=40 * at), rounds=at % 2) for at in range(20)]
    events = [event for event in past(Random(1), date(2022, 1, 1)) if event.step <= "X04"]
    on = events[-1].date.latest
    assert on is not None

    found = forecast(shipped("exercise"), events, history, on)
    forward = forecast(shipped("exercise"), events, dossiers(20), on)

    known = found.returns["X05"]
    assert (known.back, known.of, len(known.rounds), known.counted) == (10, 30, 10, True)
    assert known.rounds[0] == known.rounds[-1] == 100
    assert not found.returns["X06"].counted and not forward.returns["X05"].counted
    five, plain = found.steps["X05"], forward.steps["X05"]
    assert five.latest and plain.latest and (five.latest - plain.latest).days > 80
    assert five.early and plain.early and (five.early - plain.early).days < 20


def test_too_few_rounds_assume_no_return_and_say_so() -> None:
    chance = Random(5)
    history = [*dossiers(9), sent_back(chance, date(2011, 1, 1), 2)]

    found = forecast(shipped("exercise"), past(Random(1), date(2022, 1, 1))[:4], history, date(2022, 5, 1))

    assert (found.returns["X05"].back, found.returns["X05"].counted) == (2, False)
    assert found.returned == (1, 10)
