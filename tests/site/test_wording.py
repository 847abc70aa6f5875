"""Dates in words: what is known is said, what is not is left out."""

from pathlib import Path

import pytest
from django.utils.translation import override

from travaux.core.claims import read
from travaux.site import wording
from travaux.site.public import captures

CASES = Path(__file__).parents[1] / "cases" / "claims"


@pytest.mark.parametrize(
    ("edtf", "en", "ru"),
    [
        ("2022-06-06", "6 June 2022", "6 июня 2022 года"),
        ("2021", "2021", "2021"),
        ("2021-11-29/2022-06-06", "between 29 November 2021 and 6 June 2022", None),
        ("", "", ""),
        ("..", "still going on", None),
        ("../2022-06-06", "not after 6 June 2022", None),
        ("2022-06-06?", "6 June 2022 (doubtful)", None),
    ],
)
def test_a_date_in_words(edtf, en, ru):
    with override("en"):
        assert wording.date_words(edtf) == en
    if ru is not None:
        with override("ru"):
            assert wording.date_words(edtf) == ru


def test_a_period_says_only_what_is_known():
    with override("en"):
        assert wording.interval_words("2021", "") == "from 2021, end not stated"
        assert wording.interval_words("2021", "..") == "from 2021, still going on"
        assert wording.interval_words("", "2022") == "until 2022, start not stated"
        assert wording.interval_words("", "") == ""


def test_an_uncertain_count_of_days_is_a_range():
    with override("en"):
        assert wording.days((1, 1)) == "1 day"
        assert wording.days((24, 213)) == "24 to 213 days"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_field_that_the_reader_fills_has_a_name_for_people(lang):
    texts = [file.read_text("utf-8") for file in sorted(CASES.glob("*.txt"))]
    names = {name for text in texts for claim in read(text).claims for name in (*claim.fields, *claim.values)}
    with override(lang):
        shown = {name: captures.field_words(name) for name in names}
    assert len(shown) > 15
    assert {name for name, words in shown.items() if lang == "ru" and words.isascii()} == set()
    assert {name for name, words in shown.items() if "_" in words or words == "edtf"} == set()
