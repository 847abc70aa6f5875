"""Events from a file: dates as sources give them, every fault with its line and remedy."""

from datetime import date

import pytest

from travaux.core.dates import When
from travaux.core.procedure import Event, load_events
from travaux.core.procedure.faults import BadEvents

GOOD = """
- {id: a, step: A01, date: 2021-11, reported: 2022-06-06, actor: plenary, about: [main, annex], version: v1}
- {id: b, step: A02, outcome: [x, y], answers: a, date: }
"""


def test_events_are_read_as_they_are_given() -> None:
    assert load_events(GOOD) == [
        Event("a", "A01", When("2021-11"), date(2022, 6, 6), "plenary", ("main", "annex"), "v1"),
        Event("b", "A02", outcome=("x", "y"), answers="a"),
    ]


@pytest.mark.parametrize(("text", "line", "words"), [
    ("id: a\nstep: b\n", 1, "must be a list"), ("\n- {id: a}\n", 2, "needs “step”"),
    ("\n- {step: a}\n", 2, "needs “id”"),
    ("- {id: a, step: b}\n- {id: a, step: b}\n", 2, "already at line 1"),
    ("- {id: a, step: b}\n- {id: c, step: b, answers: z}\n", 2, "“z” does not exist"),
    ("- {id: a, step: b, date: soon}\n", 1, "not a date"), ("- {id: a, step: b,\n   when: 2021}\n", 2, "has no “when”"),
    ("- {id: a, step: b, reported: 2021-05}\n", 1, "not one day"), ("- just words\n", 1, "“key: value”"),
    ("- {id: a, step: [b, c]}\n", 1, "plain word"),
])  # fmt: skip
def test_a_malformed_file_is_refused_with_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(BadEvents, match=words) as refusal:
        load_events(text, name="events.yaml")

    assert line in [fault.line for fault in refusal.value.faults]
    assert all(fault.remedy and fault.file == "events.yaml" for fault in refusal.value.faults)
