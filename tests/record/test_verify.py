"""The tamper drill: a forger with the database's own key, and a verifier who names what was touched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.record.conftest import forging
from tests.record.things.models import Entry, Paper
from travaux.core.log.chain import GENESIS
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.record.models import Body, Line, Touch
from travaux.record.queries import checkpoint
from travaux.record.verify import Altered, Report, verify

pytestmark = pytest.mark.django_db

NO_HASH = "its content does not give its hash"
NOT_AFTER = "does not name the hash of the line before it"
NOT_COMMITTED = "is not what its line committed to"


@pytest.fixture
def five(register):
    """Five lines, each with a paper and an entry of its own."""
    return [register(title=f"Draft {n}") for n in range(1, 6)]


def found(report):
    return {(each.type, each.id, each.why) for each in report.altered}


def test_an_untouched_record_is_whole(five):
    head = Line.objects.get(seq=5).hash
    assert verify() == Report(ok=True, lines=5, head=head, first_bad=None, altered=[])
    assert verify(checkpoint=checkpoint()).ok


def test_an_empty_record_is_whole():
    assert verify(checkpoint=checkpoint()) == Report(ok=True, lines=0, head=GENESIS, first_bad=None, altered=[])


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE record_line SET at = '2021-01-01T00:00:00.000000Z' WHERE seq = 3",
         {("record.line", "3", NO_HASH), ("record.line", "3", "is dated before the line before it")}),
        (f"UPDATE record_line SET commitment = '{GENESIS}' WHERE seq = 3",
         {("record.line", "3", NO_HASH), ("record.body", "3", NOT_COMMITTED)}),
        (f"UPDATE record_line SET prev = '{GENESIS[:-1]}1' WHERE seq = 3",
         {("record.line", "3", NO_HASH), ("record.line", "3", NOT_AFTER)}),
        (f"UPDATE record_line SET hash = '{GENESIS}' WHERE seq = 3",
         {("record.line", "3", NO_HASH), ("record.line", "4", NOT_AFTER)}),
        ("UPDATE record_line SET v = 2 WHERE seq = 3",
         {("record.line", "3", NO_HASH), ("record.line", "3", "format version 2 is not known")}),
        ("UPDATE record_line SET level = 'secretariat' WHERE seq = 3",
         {("record.line", "3", "is shown to others than the act said")}),
        ("UPDATE record_body SET level = 'secretariat' WHERE line_id = 3",
         {("record.line", "3", "is shown to others than the act said")}),
        ("UPDATE record_body SET text = replace(text, 'the letter', 'a letter') WHERE line_id = 3",
         {("record.body", "3", NOT_COMMITTED)}),
        ("UPDATE record_body SET salt = 'pepper' WHERE line_id = 3",
         {("record.body", "3", NOT_COMMITTED)}),
        ("UPDATE record_body SET salt = '', text = '', erased_at = '2022-06-06' WHERE line_id = 3",
         {("record.body", "3", "was emptied, and no act says so"),
          ("things.paper", "draft3", "is named by no act"), ("things.entry", "entry3", "is named by no act")}),
        ("DELETE FROM record_body WHERE line_id = 3",
         {("record.body", "3", "is missing")}),
        ("UPDATE things_paper SET title = 'Draft' WHERE id = 'draft3'",
         {("things.paper", "draft3", "is not as the last act left it")}),
        ("UPDATE things_paper SET level = 'secretariat' WHERE id = 'draft3'",
         {("things.paper", "draft3", "is not as the last act left it")}),
        ("DELETE FROM things_entry_cites WHERE entry_id = 'entry3'",
         {("things.entry", "entry3", "is not as the last act left it")}),
        ("INSERT INTO things_entry_cites (entry_id, paper_id) VALUES ('entry3', 'draft4')",
         {("things.entry", "entry3", "is not as the last act left it")}),
        ("INSERT INTO things_paper (id, level, title) VALUES ('slipped-in', 'public', 'Draft 6')",
         {("things.paper", "slipped-in", "is named by no act")}),
        ("UPDATE record_touch SET sha256 = '' WHERE object_id = 'draft3'",
         {("record.touch", "3", "the index does not name what the body names"),
          ("things.paper", "draft3", "is not as the last act left it")}),
        ("DELETE FROM record_touch WHERE object_id = 'draft3'",
         {("record.touch", "3", "the index does not name what the body names"),
          ("things.paper", "draft3", "is named by no act")}),
    ],
)  # fmt: skip
def test_each_alteration_is_named(by, forge, statement, expected):
    office(by)
    forge(statement)
    report = verify()
    assert found(report) == expected
    assert not report.ok
    lines = {int(each.id) for each in report.altered if each.type.startswith("record.")}
    assert report.first_bad == min(lines, default=None)


def office(by):
    """Five lines over rows whose ids a statement can name."""
    for n in range(1, 6):
        paper = Paper(id=f"draft{n}", title=f"Draft {n}")
        with act(by=by, verb="registered", why="the letter of 6 June") as a:
            a.save(paper)
            a.save(Entry(id=f"entry{n}", paper=paper, words="Was sent."), cites=[paper])


def test_a_deleted_row_is_named(five, forge):
    _, entry = five[2]
    forge(
        f"DELETE FROM things_entry_cites WHERE entry_id = '{entry.pk}'",
        f"DELETE FROM things_entry WHERE id = '{entry.pk}'",
    )
    assert verify().altered == [Altered("things.entry", entry.pk, "was named by an act and is gone")]


def test_a_deleted_line_is_named_missing_and_so_is_what_hung_on_it(five):
    with forging():
        Touch.objects.filter(line_id=3).delete()
        Body.objects.filter(line_id=3).delete()
        Line.objects.filter(seq=3).delete()
    report = verify()
    assert (report.first_bad, report.lines) == (3, 4)
    assert found(report) == {
        ("record.line", "3", "is missing"),
        ("things.paper", five[2][0].pk, "is named by no act"),
        ("things.entry", five[2][1].pk, "is named by no act"),
    }


def test_a_line_slipped_in_between_is_named(five):
    with forging():
        for seq in (5, 4):
            move(seq, seq + 1)
        Line.objects.create(
            seq=4, at=Line.objects.get(seq=3).at, prev="1" * 64, commitment="2" * 64, hash="3" * 64, level="public"
        )
        Body.objects.create(line_id=4, salt="ab" * 32, text="{}", level="public")
    assert {
        ("record.line", "4", NOT_AFTER),
        ("record.line", "4", NO_HASH),
        ("record.body", "4", NOT_COMMITTED),
    } <= found(verify())


def test_lines_that_changed_places_are_both_named(five):
    with forging():
        move(2, 99)
        move(4, 2)
        move(99, 4)
    report = verify()
    assert {("record.line", "2", NO_HASH), ("record.line", "4", NO_HASH)} <= found(report)
    assert report.first_bad == 2


def move(seq, to):
    """Give a line another number, its body and its index with it."""
    Line.objects.filter(seq=seq).update(seq=to)
    Body.objects.filter(line_id=seq).update(line_id=to)
    Touch.objects.filter(line_id=seq).update(line_id=to)


def test_a_body_without_a_line_is_named(five, forge):
    forge("INSERT INTO record_body (line_id, salt, text, level, erased_why) VALUES (77, 'ab', '{}', 'public', '')")
    assert verify().altered == [Altered("record.body", "77", "belongs to no line")]
    forge("DELETE FROM record_body WHERE line_id = 77")  # or the foreign key fails the test when it ends


def test_a_kind_of_row_that_is_not_known_any_more_is_named(five, monkeypatch):
    monkeypatch.setattr("travaux.record.verify.row_models", lambda: [Paper])
    assert verify().altered == [Altered("things.entry", "", "is a kind of row that this version does not know")]


def test_a_tail_cut_off_with_its_rows_shows_only_against_a_checkpoint(five, forge):
    kept = checkpoint()
    cut_off_after(3, five, forge)
    assert verify().ok
    report = verify(checkpoint=kept)
    assert report.altered == [
        Altered("record.line", "4", f"is missing: the checkpoint of {kept.at} counts 5 lines"),
    ]
    assert (report.ok, report.first_bad, report.lines) == (False, 4, 3)


def test_a_tail_written_anew_shows_only_against_a_checkpoint(five, forge, register):
    kept = checkpoint()
    cut_off_after(3, five, forge)
    for title in ("Draft 4", "Draft 5", "Draft 6"):
        register(title=title)
    assert verify().ok
    assert verify(checkpoint=kept).altered == [
        Altered("record.line", "5", "is not the line that the checkpoint names: it or one before was rewritten"),
    ]


def cut_off_after(seq, five, forge):
    rows = [row for pair in five[seq:] for row in pair]
    ids = ", ".join(f"'{row.pk}'" for row in rows)
    forge(
        f"DELETE FROM things_entry_cites WHERE entry_id IN ({ids})",
        f"DELETE FROM things_entry WHERE id IN ({ids})",
        f"DELETE FROM things_paper WHERE id IN ({ids})",
        f"DELETE FROM record_touch WHERE line_id > {seq}",
        f"DELETE FROM record_body WHERE line_id > {seq}",
        f"DELETE FROM record_line WHERE seq > {seq}",
    )


def test_a_record_that_grew_still_holds_to_an_older_checkpoint(five, register):
    kept = checkpoint()
    register()
    assert verify(checkpoint=kept).ok


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such a value in the column")
def test_a_column_that_cannot_be_read_is_an_alteration_and_no_crash(five, forge):
    forge(f"UPDATE things_entry SET day = '2022-13-45' WHERE id = '{five[1][1].pk}'")
    assert verify().altered == [Altered("things.entry", five[1][1].pk, "is not as the last act left it")]


def test_progress_is_told_up_to_the_whole(five):
    told = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (15, 15)


def test_the_cost_in_queries_does_not_grow_with_the_rows(register):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert verify().ok
        return len(queries)

    register()
    one = cost()
    for _ in range(6):
        register()
    with act(by=OPERATOR, verb="imported") as a:
        a.save_all([Paper(title="Listed") for _ in range(40)])
    assert cost() == one
