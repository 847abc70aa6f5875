"""A body is erased by an act that says so; the chain and every row can still be verified."""

import json

import pytest

from tests.record.things.models import Paper
from travaux.core.log.chain import stamp
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC
from travaux.record.actions import ErasingRefused, act, erase
from travaux.record.models import Body, Line
from travaux.record.verify import verify

pytestmark = pytest.mark.django_db


def test_an_erased_body_leaves_the_record_whole(by, register):
    paper, entry = register()
    register()
    before = Line.objects.get(seq=1)

    erase(seq=1, by=by, why="court order 17")

    body = Body.objects.get(line_id=1)
    assert (body.text, body.salt, body.erased_why) == ("", "", "court order 17")
    assert Line.objects.get(seq=1).hash == before.hash
    assert verify().ok
    erasing = Line.objects.get(seq=3)
    said = json.loads(erasing.body.text)
    assert (said["did"], said["why"], erasing.at) == ("erased", "court order 17", stamp(body.erased_at))
    assert [(o["type"], o["id"]) for o in said["objects"]] == [
        ("things.paper", paper.pk), ("things.entry", entry.pk), ("record.body", "1"),
    ]  # fmt: skip


def test_what_the_erased_line_named_is_still_watched(by, register, forge):
    paper, _ = register()
    erase(seq=1, by=by, why="court order 17")
    forge(f"UPDATE things_paper SET title = 'Other' WHERE id = '{paper.pk}'")
    assert [each.id for each in verify().altered] == [paper.pk]


def test_erasing_tells_no_more_than_the_erased_line_did(by, register):
    with act(by=by, verb="noted", level="secretariat") as a:
        a.save(Paper(title="Draft"))
    erase(seq=1, by=by, why="court order 17")
    erasing = Line.objects.get(seq=2)
    assert (erasing.level, erasing.body.level) == ("secretariat", "secretariat")


def test_an_erased_body_put_back_is_named(by, register, forge):
    register()
    kept = Body.objects.get()
    erase(seq=1, by=by, why="court order 17")
    forge(
        f"UPDATE record_body SET text = '{kept.text}', salt = '{kept.salt}', erased_at = NULL, erased_why = '' "
        "WHERE line_id = 1"
    )
    assert [(each.type, each.id, each.why) for each in verify().altered] == [
        ("record.body", "1", "was erased by an act, and stands again")
    ]


@pytest.mark.parametrize(
    ("seq", "why", "words"),
    [
        (9, "court order", "The record has no such line."),
        (1, " ", "An erasure needs a reason."),
        (2, "court order", "This line's body was erased before."),
        (3, "court order", "This line says which line was erased; without it the record could not be verified."),
    ],
)
def test_what_cannot_be_erased_is_refused(by, register, seq, why, words):
    register()
    register()
    erase(seq=2, by=by, why="court order 17")
    with pytest.raises(ErasingRefused) as refusal:
        erase(seq=seq, by=by, why=why)
    assert str(refusal.value.what) == words
    assert Line.objects.count() == 3


def test_the_public_erases_nothing(register):
    register()
    with pytest.raises(Refused):
        erase(seq=1, by=PUBLIC, why="because")
    assert Body.objects.get().text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_line SET level = 'secretariat' WHERE seq = 1",
        "UPDATE record_body SET level = 'secretariat' WHERE line_id = 1",
        "UPDATE record_body SET erased_why = 'nothing of note' WHERE line_id = 1",
        "UPDATE record_body SET erased_at = '2021-01-01 00:00:00+00:00' WHERE line_id = 1",
    ],
)
def test_what_is_left_of_an_erased_line_cannot_be_changed(by, register, forge, statement):
    register()
    erase(seq=1, by=by, why="court order 17")
    forge(statement)
    assert [(each.type, each.id, each.why) for each in verify().altered] == [
        ("record.line", "1", "was erased, and what was left of it has changed")
    ]
