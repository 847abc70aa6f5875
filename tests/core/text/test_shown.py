"""Blocks put in step: also lists too long to be compared as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.text.docx import shown

blocks = st.lists(st.integers(0, 25).map(str), max_size=40)


@pytest.mark.parametrize("most", [0, 20, 1_000_000])
@given(old=blocks, new=blocks)
def test_steps_cover_both_lists_and_equal_is_equal(most: int, old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown, "MAX_STEPS", most)
        at_old = at_new = 0
        for tag, start, end, begin, stop in shown.steps(old, new):
            assert (start, begin) == (at_old, at_new)
            assert tag != "equal" or old[start:end] == new[begin:stop]
            at_old, at_new = end, stop
        assert (at_old, at_new) == (len(old), len(new))


def test_a_long_list_keeps_what_stands_once_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MAX_STEPS", 4)
    old, new = [*"abcdef"], [*"abxcdef"]
    kept = [old[start] for tag, start, *_ in shown.steps(old, new) if tag == "equal"]
    assert kept == [*"abcdef"]
