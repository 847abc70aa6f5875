"""What a reader is shown of the record."""

import pytest

from tests.record.conftest import TODAY
from tests.record.things.models import Paper
from travaux.lib.viewer import PUBLIC
from travaux.record import queries
from travaux.record.actions import act, erase

pytestmark = pytest.mark.django_db


@pytest.fixture
def withheld(by):
    """A paper that the public knows, and a deed on it that it may only know to have happened."""
    paper = Paper(title="Draft")
    with act(by=by, verb="registered") as a:
        a.save(paper)
    with act(
        by=by, verb="marked for the council", why="ahead of the sitting", level="secretariat", known_to="public"
    ) as a:
        a.amend(paper, title="Draft, marked")
    return paper


def seen(page):
    return [(line.seq, line.verb, line.withheld) for line in page.lines]


def test_the_public_reads_what_was_done_by_which_role_and_not_by_whom(register):
    paper, entry = register()
    (line,) = queries.lines(viewer=PUBLIC, on=TODAY).lines
    assert (line.verb, line.role, line.account, line.why) == ("registered", "secretariat", None, "the letter of 6 June")
    assert [(o.type, o.id) for o in line.objects] == [("things.paper", paper.pk), ("things.entry", entry.pk)]


def test_a_withheld_line_is_shown_to_exist_and_says_nothing(by, withheld):
    assert seen(queries.lines(viewer=PUBLIC, on=TODAY)) == [(2, "", True), (1, "registered", False)]
    line = queries.line(2, viewer=PUBLIC, on=TODAY)
    assert (line.role, line.why, line.objects, line.objects_total) == ("", "", (), 0)
    assert seen(queries.lines(viewer=by, on=TODAY)) == [(2, "marked for the council", False), (1, "registered", False)]


def test_a_line_that_is_not_public_is_not_there_for_the_public(by, register):
    register()
    register(entry="secretariat")
    assert seen(queries.lines(viewer=PUBLIC, on=TODAY)) == [(1, "registered", False)]
    assert queries.line(2, viewer=PUBLIC, on=TODAY) is None
    assert (queries.count(viewer=PUBLIC, on=TODAY), queries.count(viewer=by, on=TODAY)) == (1, 2)


def test_the_history_of_an_object_does_not_tell_that_a_withheld_line_touched_it(by, withheld):
    assert seen(queries.acts_on(withheld, viewer=PUBLIC, on=TODAY)) == [(1, "registered", False)]
    assert [seq for seq, *_ in seen(queries.acts_on(withheld, viewer=by, on=TODAY))] == [2, 1]


def test_an_erased_line_says_that_and_why(by, register):
    paper, _ = register()
    erase(seq=1, by=by, why="court order 17")
    line = queries.line(1, viewer=PUBLIC, on=TODAY)
    assert (line.erased, line.erased_why, line.verb, line.objects) == (True, "court order 17", "", ())
    assert [line.seq for line in queries.acts_on(paper, viewer=PUBLIC, on=TODAY).lines] == [2, 1]


def test_pages_follow_one_another_without_a_gap(register):
    for _ in range(5):
        register()
    first = queries.lines(viewer=PUBLIC, on=TODAY, limit=2)
    second = queries.lines(viewer=PUBLIC, on=TODAY, limit=2, before=first.older)
    third = queries.lines(viewer=PUBLIC, on=TODAY, limit=2, before=second.older)
    assert [[line.seq for line in page.lines] for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert third.older is None


def test_a_page_of_lines_costs_one_query(register, django_assert_num_queries):
    for _ in range(3):
        register()
    with django_assert_num_queries(1):
        queries.lines(viewer=PUBLIC, on=TODAY)


def test_a_long_import_names_the_first_objects_and_counts_the_rest(by):
    with act(by=by, verb="imported") as a:
        a.save_all([Paper(title="Listed") for _ in range(25)])
    (line,) = queries.lines(viewer=PUBLIC, on=TODAY).lines
    assert (len(line.objects), line.objects_total, line.objects_not_shown) == (20, 25, 5)


def test_the_long_text_of_an_import_is_read_once(by, register, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(queries, "SHORT", 1000)
    with act(by=by, verb="imported", why="one file") as a:
        a.save_all([Paper(title="Listed") for _ in range(25)])
    register()
    with django_assert_num_queries(2):
        first = queries.lines(viewer=PUBLIC, on=TODAY)
    assert [(line.verb, line.objects_total) for line in first.lines] == [("registered", 2), ("imported", 25)]
    with django_assert_num_queries(1):
        assert queries.lines(viewer=PUBLIC, on=TODAY) == first


def test_a_long_text_that_was_erased_is_not_shown_from_memory(by, monkeypatch):
    monkeypatch.setattr(queries, "SHORT", 10)
    with act(by=by, verb="imported", why="one file") as a:
        a.save(Paper(title="Listed"))
    assert queries.line(1, viewer=PUBLIC, on=TODAY).why == "one file"
    erase(seq=1, by=by, why="court order 17")
    assert queries.line(1, viewer=PUBLIC, on=TODAY).why == ""
