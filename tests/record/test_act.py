"""What an act writes, what it refuses, and that it is all or nothing."""

import datetime as dt
import json

import pytest
from django.db import IntegrityError

from tests.record.things.models import Entry, Paper
from travaux.core.log.canonical import canonical, digest
from travaux.core.log.chain import GENESIS, commit
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import LevelRefused, act
from travaux.record.guard import door
from travaux.record.models import Body, Line, Touch
from travaux.record.states import NotRecordable

pytestmark = pytest.mark.django_db


def test_one_deed_is_one_line_that_names_all_it_touched(by):
    paper, entry = Paper(title="Draft"), Entry(words="Was sent.", day=dt.date(2022, 6, 6))
    entry.paper = paper
    with act(by=by, verb="registered", why="the letter of 6 June", for_whom="the commission") as a:
        a.save(paper)
        a.save(entry, cites=[paper])

    line = Line.objects.get()
    assert json.loads(line.body.text) == {
        "who": {"role": "secretariat", "account": "acc0unt00001"},
        "for_whom": "the commission",
        "did": "registered",
        "objects": [
            {"type": "things.paper", "id": paper.pk, "sha256": digest(paper.state())},
            {"type": "things.entry", "id": entry.pk, "sha256": digest(entry.state())},
        ],
        "why": "the letter of 6 June",
        "level": {"line": "public", "body": "public"},
    }
    assert entry.state()["cites"] == [paper.pk]
    assert (line.seq, line.prev, line.hash) == (1, GENESIS, line.as_hashed().hash())
    assert line.commitment == commit(canonical(json.loads(line.body.text)), salt=line.body.salt)
    assert line.at == a.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert [(t.type, t.object_id) for t in Touch.objects.order_by("id")] == [
        ("things.paper", paper.pk),
        ("things.entry", entry.pk),
    ]


def test_each_line_names_the_one_before_it(register):
    for _ in range(3):
        register()
    first, second, third = Line.objects.all()
    assert (second.prev, third.prev) == (first.hash, second.hash)


def test_an_import_is_one_line_however_many_rows(by, django_assert_max_num_queries):
    papers = [Paper(title=f"Paper {n}") for n in range(1200)]
    entries = [Entry(paper=paper, words="Was listed.") for paper in papers]
    with django_assert_max_num_queries(45), act(by=by, verb="imported") as a:
        a.save_all(papers)
        a.save_all(entries, cites={entry.pk: [entry.paper] for entry in entries})
    assert len(json.loads(Body.objects.get().text)["objects"]) == 2400
    assert list(entries[7].cites.all()) == [papers[7]]


def test_rows_of_several_kinds_go_in_the_order_given(by):
    paper = Paper(title="Draft")
    with act(by=by, verb="imported") as a:
        a.save_all([paper, Entry(paper=paper, words="One."), Entry(paper=paper, words="Two.")])
    assert list(Touch.objects.order_by("id").values_list("type", flat=True)) == [
        "things.paper", "things.entry", "things.entry",
    ]  # fmt: skip


def test_an_amended_row_is_named_with_its_new_state(by, register):
    paper, _ = register()
    with act(by=by, verb="withdrew from the public") as a:
        a.amend(paper, level="secretariat")
    assert Paper.objects.get().level == "secretariat"
    assert Touch.objects.get(line_id=2).sha256 == digest(paper.state())


def test_an_act_inside_an_act_joins_it(by):
    with act(by=by, verb="opened") as outer:
        outer.save(Paper(title="One"))
        with act(by=OPERATOR, verb="never said") as inner:
            inner.save(Paper(title="Two"))
            assert inner.at == outer.at
    body = json.loads(Body.objects.get().text)
    assert (body["did"], body["who"]["role"], len(body["objects"])) == ("opened", "secretariat", 2)


def test_an_inner_act_that_fails_is_forgotten_and_the_outer_carries_on(by):
    one = Paper(title="One")
    with act(by=by, verb="opened") as a:
        a.save(one)
        with pytest.raises(IntegrityError), act(by=by, verb="tried", level="secretariat") as inner:
            inner.save_all([Paper(title="Two"), Paper(id=one.pk, title="Three")])
    body = json.loads(Body.objects.get().text)
    assert (Paper.objects.get().title, len(body["objects"]), body["level"]["body"]) == ("One", 1, "public")


def test_an_act_that_fails_leaves_no_row_and_no_line(by):
    paper = Paper(title="Draft")

    def register_and_stumble():
        with act(by=by, verb="registered") as a:
            a.save(paper)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        register_and_stumble()
    assert (Paper.objects.count(), Line.objects.count()) == (0, 0)


def test_an_act_that_touched_nothing_writes_nothing(by):
    with act(by=by, verb="looked"):
        pass
    assert not Line.objects.exists()


def test_a_second_row_of_the_same_id_is_not_an_update(by, register):
    paper, _ = register(title="Draft")
    with pytest.raises(IntegrityError), act(by=by, verb="registered") as a:
        a.save(Paper(id=paper.pk, title="Other"))


def test_what_was_done_by_mistake_in_code_is_refused_by_name(by, register):
    paper, _ = register()
    with act(by=by, verb="registered") as a:
        with pytest.raises(NotRecordable, match="Line is not a recorded row"):
            a.save(Line())
        with pytest.raises(NotRecordable, match="things.Paper has no field “colour”"):
            a.amend(paper, colour="red")
        with pytest.raises(NotRecordable, match=r"things\.Paper\.id cannot be amended"):
            a.amend(paper, id="other")
        with pytest.raises(NotRecordable, match="things.Entry has no many-to-many field “papers”"), act(by=by, verb=""):
            a.save(Entry(paper=paper, words="x"), papers=[paper])
    assert Line.objects.count() == 1


def test_time_in_the_record_never_runs_backwards(register, monkeypatch):
    register()
    before = Line.objects.get().at
    monkeypatch.setattr("travaux.record.actions.timezone.now", lambda: dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    register()
    assert Line.objects.get(seq=2).at == before


@pytest.mark.parametrize(
    ("paper", "entry", "asked", "written"),
    [
        ("public", "public", {}, {"line": "public", "body": "public"}),
        ("public", "secretariat", {}, {"line": "secretariat", "body": "secretariat"}),
        # the entry is public in itself, but hangs on a paper that is not
        ("secretariat", "public", {}, {"line": "secretariat", "body": "secretariat"}),
        ("public", "public", {"level": "secretariat"}, {"line": "secretariat", "body": "secretariat"}),
        (
            "public", "secretariat", {"known_to": "public"}, {"line": "public", "body": "secretariat"},
        ),
    ],
)  # fmt: skip
def test_a_line_is_public_only_if_all_it_touches_is(by, paper, entry, asked, written):
    paper = Paper(title="Draft", level=paper)
    with act(by=by, verb="registered", **asked) as a:
        a.save(paper)
        a.save(Entry(paper=paper, words="Was sent.", level=entry))
    assert json.loads(Body.objects.get().text)["level"] == written
    assert {"line": Line.objects.get().level, "body": Body.objects.get().level} == written


def test_a_public_line_over_what_is_not_public_is_refused(by):
    with pytest.raises(LevelRefused), act(by=by, verb="registered", level="public") as a:
        a.save(Paper(title="Draft", level="secretariat"))
    assert not Paper.objects.exists()


def test_a_row_deleted_within_its_act_is_refused(by):
    def register_and_delete():
        paper = Paper(title="Draft")
        with act(by=by, verb="registered") as a:
            a.save(paper)
            with door():
                paper.delete()

    with pytest.raises(NotRecordable, match="was deleted within its act"):
        register_and_delete()
