"""What can no longer happen is said as soon as it is certain: votes that are spent, terms that are over."""

from datetime import date

from travaux.core.dates import When
from travaux.core.procedure import Event, Next, load, status

CONSENSUS = """
id: consensus
title: {en: Consensus minus one, ru: Консенсус без одного}
actors: {a: {en: A, ru: А}, b: {en: B, ru: Б}, c: {en: C, ru: В}, all: {en: All, ru: Все, members: [a, b, c]}}
phases:
  - id: all
    title: {en: All, ru: Всё}
    steps:
      - {id: vote, title: {en: Vote, ru: Голос}, actor: all, each: yes, after: start, rule: {certainty: A},
         options: {for: {en: for, ru: за}, against: {en: against, ru: против}}}
      - {id: adopted, title: {en: Adopted, ru: Принято}, then: must, concludes: yes, rule: {certainty: A},
         after: {at_least: 2, of: {step: vote, outcome: for, by: any of all}}}
      - {id: failed, title: {en: Failed, ru: Не принято}, then: must, concludes: yes, rule: {certainty: A},
         after: {at_least: 2, of: {step: vote, outcome: against, by: any of all}}}
"""
SILENCE = """
id: silence
title: {en: Silence, ru: Умолчание}
phases:
  - id: all
    title: {en: All, ru: Всё}
    steps:
      - {id: sent, title: {en: Sent, ru: Разослано}, after: start, rule: {certainty: A}}
      - {id: broken, title: {en: Broken, ru: Нарушено}, rule: {certainty: A},
         after: {all: [sent, {none: [{ended: term}]}]}, %s}
      - {id: adopted, title: {en: Adopted, ru: Принято}, after: {ended: term}, then: must, rule: {certainty: A},
         concludes: yes, clocks: [{id: term, starts: sent, count: 10}]}
"""


def next_of(text: str, events: list[Event], on: str) -> dict[str, Next]:
    return {id: step.next for id, step in status(load(text), events, date.fromisoformat(on)).steps.items()}


def votes(*cast: str) -> list[Event]:
    return [
        Event(f"v{at}", "vote", When(f"2022-01-0{at + 1}"), actor="abc"[at], outcome=outcome)
        for at, outcome in enumerate(cast)
    ]


def test_a_majority_that_the_votes_left_cannot_make_is_out_of_reach() -> None:
    assert next_of(CONSENSUS, votes("for"), "2022-02-01") == {
        "vote": Next.MAY, "adopted": Next.NOT_YET, "failed": Next.NOT_YET
    }  # fmt: skip
    assert next_of(CONSENSUS, votes("for", "for"), "2022-02-01") == {
        "vote": Next.MAY, "adopted": Next.MUST, "failed": Next.CANNOT
    }  # fmt: skip
    assert next_of(CONSENSUS, votes("against", "against"), "2022-02-01")["adopted"] is Next.CANNOT


def test_a_term_that_is_over_stays_over_unless_something_lengthens_it() -> None:
    sent = [Event("e", "sent", When("2022-01-01"))]

    assert next_of(SILENCE % "then: may", sent, "2022-01-11")["broken"] is Next.MAY
    assert next_of(SILENCE % "then: may", sent, "2022-01-12")["broken"] is Next.CANNOT
    longer = next_of(SILENCE % "effects: [{extends: term, by: 5}]", sent, "2022-01-12")
    assert longer["broken"] is Next.NOT_YET
