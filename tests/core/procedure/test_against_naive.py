"""The engine agrees with a second one, written from the definitions alone, on thousands of random procedures."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.procedure import naive
from tests.counts import PROCEDURES
from travaux.core.procedure import Next, status
from travaux.core.procedure.conditions import Condition
from travaux.core.procedure.engine import ABSENT, ALLOWS, FALSE, TRUE, World, compiled
from travaux.core.procedure.events import Event
from travaux.core.procedure.history import Run
from travaux.core.procedure.model import Certainty, Follows, Procedure, Repeats

VALUES = {TRUE: "T", FALSE: "F", ALLOWS: "A", ABSENT: ""}
many = settings(
    max_examples=PROCEDURES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@many
@given(st.data())
def test_status_agrees_step_by_step(data: st.DataObject) -> None:
    procedure = data.draw(naive.procedures())
    events = data.draw(naive.histories(tuple(procedure.steps)))
    on = date(2022, 1, data.draw(st.integers(1, 31)))
    past = [event for event in events if event.date.latest <= on]

    found = status(procedure, events, on)

    for step in procedure.steps.values():
        got = found.steps[step.id]
        assert got.done == sum(event.step == step.id for event in past)
        assert got.pass_ == 1 + sum(step.id in body for event in past for body in naive.returned(procedure, event))
        assert got.next.open is naive.open_now(procedure, step, past, on)
        if got.next.open:
            assert got.next is _expected(procedure, step.id, past, on)
        elif step.rule.certainty is not Certainty.A:
            assert got.next is Next.NOT_YET
    assert found.concluded is bool(naive.over(procedure, past))


def _expected(procedure: Procedure, id: str, past: list[Event], on: date) -> Next:
    step = procedure.steps[id]
    if step.rule.certainty is not Certainty.A:
        return Next.USUAL
    again = step.repeats is Repeats.YES and naive.living(procedure, past, id)
    again = again and not naive.awaited(procedure, step, past)
    allowed = naive.value(procedure, step.condition, past, on) == "A"
    return Next.MAY if allowed or again or step.follows is Follows.MAY else Next.MUST


@many
@given(st.data())
def test_an_event_is_foreseen_if_its_step_was_open(data: st.DataObject) -> None:
    procedure = data.draw(naive.procedures())
    events = data.draw(naive.histories(tuple(procedure.steps)))

    found = status(procedure, events, date(2022, 1, 31))

    strange = [
        event.id
        for at, event in enumerate(events)
        if not naive.open_now(procedure, procedure.steps[event.step], events[:at], event.date.latest, event.actor)
    ]
    assert list(found.unforeseen) == strange


@many
@given(st.data())
def test_what_cannot_happen_happens_in_no_run(data: st.DataObject) -> None:
    procedure = data.draw(naive.procedures())
    past = data.draw(naive.histories(tuple(procedure.steps), longest=3))
    on = date(2022, 1, 31)
    cannot = {id for id, step in status(procedure, past, on).steps.items() if step.next is Next.CANNOT}

    events = list(past)
    for _ in range(data.draw(st.integers(0, 12))):
        able = [step for step in procedure.steps.values() if naive.open_now(procedure, step, events, on)]
        assert not {step.id for step in able} & cannot
        if not able:
            break
        step = data.draw(st.sampled_from(able))
        actors = [actor for actor in naive.PEOPLE if naive.open_now(procedure, step, events, on, actor)]
        answers = data.draw(st.sampled_from(["", *(event.id for event in events)]))
        outcome = data.draw(st.sampled_from([(), ("yes",), ("back",), ("end",)]))
        event = Event(
            f"n{len(events)}",
            step.id,
            past[-1].date if past else naive.When.on(on),
            answers=answers,
            outcome=outcome,
            actor=data.draw(st.sampled_from(actors)),
            version=data.draw(st.sampled_from(["", "v1", "v3"])),
        )
        events.append(event)


@many
@given(st.data())
def test_a_condition_has_the_value_its_gates_give(data: st.DataObject) -> None:
    procedure = data.draw(naive.procedures())
    condition: Condition = data.draw(naive.conditions(tuple(procedure.steps), depth=3))
    events = data.draw(naive.histories(tuple(procedure.steps)))
    on = date(2022, 1, 31)

    run = Run.begin(compiled(procedure), on, lambda _world: lambda _clock: None)
    for event in events:
        run.take(event)

    assert isinstance(run.world, World)
    assert VALUES[compiled(procedure).compile(condition)(run.world)] == naive.value(procedure, condition, events, on)
