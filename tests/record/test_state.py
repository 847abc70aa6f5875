"""The state that is digested: plain JSON, the same from memory and database, silent where nothing is said."""

import datetime as dt

import pytest
from django.db import models

from tests.record.things.models import Entry, Paper
from travaux.core.log.canonical import digest
from travaux.lib.rows import says
from travaux.record.actions import act
from travaux.record.states import digests

pytestmark = pytest.mark.django_db


def test_a_state_says_what_the_row_says_and_nothing_of_the_rest(by):
    paper = Paper(id="draft", title="Draft")
    entry = Entry(id="entry", paper=paper, words="")
    with act(by=by, verb="registered") as a:
        a.save_all([paper, entry])
    assert entry.state() == {"type": "things.entry", "id": "entry", "level": "public", "paper_id": "draft"}
    entry.words, entry.day = "Was sent.", dt.date(2022, 6, 6)
    assert entry.state(links={"cites": ["other", "draft"]}) == {
        "type": "things.entry", "id": "entry", "level": "public", "paper_id": "draft",
        "words": "Was sent.", "day": "2022-06-06", "cites": ["draft", "other"],
    }  # fmt: skip


def test_many_rows_have_the_digests_they_have_one_by_one(register):
    entries = [register(title=f"Draft {n}")[1] for n in range(3)]
    assert digests(Entry, [entry.pk for entry in entries]) == {entry.pk: digest(entry.state()) for entry in entries}


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        (None, models.TextField(null=True), False),
        ("", models.TextField(null=True), True),  # said to be empty, which is not the same as not known
        ("", models.TextField(), False),
        ([], models.JSONField(), False),
        (False, models.BooleanField(), False),
        (False, models.BooleanField(null=True), True),
        (0, models.IntegerField(), True),  # no seats is a statement
        ("x", models.TextField(), True),
    ],
)
def test_what_says_nothing(value, field, expected):
    assert says(value, field) is expected
