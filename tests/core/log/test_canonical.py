import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.log.canonical import NotCanonical, canonical, digest

text = st.text(st.characters(exclude_categories=["Cs"]))
whole = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_reads_back_the_same(value):
    assert json.loads(canonical(value)) == value


@given(values)
def test_it_is_the_standard_form(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.dictionaries(text, whole, min_size=2))
def test_the_order_in_which_keys_were_given_does_not_matter(value):
    assert digest(dict(reversed(value.items()))) == digest(value)


def test_keys_are_ordered_by_utf_16_units_as_the_standard_has_it():
    assert canonical({"\ue000": 1, "\U0001f600": 2}).decode() == '{"\U0001f600":2,"\ue000":1}'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"seats": [1, 2.5]}, "$.seats[1] is a fraction (2.5); write it as a string"),
        (float("nan"), "$ is a fraction (nan); write it as a string"),
        (2**53, "9007199254740992 exceeds safe integer domain for JSON floats"),
        ("\ud800", "input contains non-UTF-8 codepoints"),
    ],
)
def test_what_has_no_single_form_is_refused(value, words):
    with pytest.raises(NotCanonical) as refusal:
        canonical(value)
    assert str(refusal.value) == words
