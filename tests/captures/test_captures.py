"""A page comes in once, whole, and is never changed; what cites it can come before it."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from travaux.captures import queries
from travaux.captures.actions import add_capture, announce_capture, cite_span, read_capture
from travaux.captures.models import Capture, CaptureContent
from travaux.captures.queries import segments
from travaux.core.claims.page import PageRefused
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR, PUBLIC, Level
from travaux.record import guard
from travaux.record.models import Line

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 1)
PAGE = (
    "Delegation of the Parliament of Alpinia to the Assembly consists of 4 deputies.\n6 June 2022\n"
    "The weather was fine."
)
SHA = hashlib.sha256(PAGE.encode()).hexdigest()


def captured(**about):
    return add_capture(by=OPERATOR, data=PAGE.encode(), name="page.txt", **about)


def test_a_page_is_stored_with_its_hash_and_three_dates_apart():
    captured(url="https://example.org/page", published="2022-06-06", publisher="Assembly of Alpinia")
    summary = queries.capture(PUBLIC, SHA, on=TODAY)
    assert summary and summary.held
    assert (summary.sha256, summary.published, summary.published_basis) == (SHA, "2022-06-06", "stated")
    assert (summary.seen, summary.seen_basis) == ("", "unknown")
    assert summary.text_sha256 == SHA


def test_the_same_page_again_is_refused_and_says_what_is_kept():
    captured()
    with pytest.raises(Refused) as refused:
        captured()
    assert SHA in str(refused.value)
    assert Capture.objects.count() == CaptureContent.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "page.pdf"),
        (b"", "page.txt"),
        ("слово".encode("cp1251"), "page.txt"),
        (b"x" * 50_000_000, "p.txt"),
    ],
    ids=["pdf", "empty", "unknown encoding", "50 MB"],
)
def test_what_is_no_page_is_refused_and_leaves_nothing(data, name):
    with pytest.raises(PageRefused) as refused:
        add_capture(by=OPERATOR, data=data, name=name)
    assert refused.value.remedy
    assert not Capture.objects.exists()
    assert not Line.objects.exists()


def test_a_page_can_be_cited_before_it_is_held_and_lights_up_when_it_comes():
    early = announce_capture(by=OPERATOR, sha256=SHA, published="2022-06-06", title="A page")
    citation = cite_span(by=OPERATOR, capture=early, start=0, end=10)
    assert [c.words for c in queries.cited(PUBLIC, TODAY, [citation.pk])] == [None]

    captured(published="2020-01-01")

    assert [c.words for c in queries.cited(PUBLIC, TODAY, [citation.pk])] == ["Delegation"]
    assert queries.capture(PUBLIC, SHA, on=TODAY).published == "2022-06-06"  # as it was announced


def test_a_place_outside_the_page_is_not_cited():
    page = captured()
    with pytest.raises(Refused):
        cite_span(by=OPERATOR, capture=page, start=len(PAGE) - 3, end=len(PAGE) + 1)


def test_reading_keeps_the_spans_and_counts_what_was_left_unread():
    reading = read_capture(by=OPERATOR, capture=captured())
    summary = queries.capture(PUBLIC, SHA, on=TODAY)
    assert {claim.kind for claim in summary.claims} >= {"seat_count", "date"}
    assert all(claim.words == PAGE[slice(*claim.span)] for claim in summary.claims)
    assert summary.unread == len(reading.unread) == 1
    assert "".join(s.text + "\n" * s.paragraph for s in summary.segments) == PAGE


def test_only_the_secretariat_captures():
    with pytest.raises(Refused):
        add_capture(by=PUBLIC, data=PAGE.encode(), name="page.txt")


def test_what_hangs_on_a_hidden_page_is_hidden():
    page = captured(level=Level.SECRETARIAT)
    citation = cite_span(by=OPERATOR, capture=page, start=0, end=5)
    assert queries.capture(PUBLIC, SHA, on=TODAY) is None
    assert list(queries.cited(PUBLIC, TODAY, [citation.pk])) == []
    assert queries.captures(PUBLIC, on=TODAY) == []
    assert len(queries.captures(OPERATOR, on=TODAY)) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE captures_capture SET title = 'x'", "DELETE FROM captures_capturecontent"]
)
def test_the_database_refuses_to_change_a_capture(statement):
    captured()
    with guard.door(), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_overlapping_marks_become_runs_side_by_side():
    text = "abcdefgh\nij"
    runs = list(segments(text, claims=[(1, (0, 5)), (2, (3, 8))], places=[(4, 6)], unread=[(9, 11)]))
    assert [(r.text, r.claims, r.cited, r.opens, r.unread, r.paragraph) for r in runs] == [
        ("abc", (1,), False, False, False, False),
        ("d", (1, 2), False, False, False, False),
        ("e", (1, 2), True, True, False, False),
        ("f", (2,), True, False, False, False),
        ("gh", (2,), False, False, False, False),
        ("", (), False, False, False, True),
        ("ij", (), False, False, True, False),
    ]
