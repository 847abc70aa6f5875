"""A thousand random edits of a small record, one at a time: every one is found, and the thing edited is named."""

import random

import pytest
from django.db import transaction

from tests.counts import TAMPERINGS
from tests.record.conftest import forging
from tests.record.things.models import Entry, Paper
from travaux.record.actions import erase
from travaux.record.models import Body, Line, Touch
from travaux.record.verify import verify

pytestmark = pytest.mark.django_db

FLIPPED = {  # kind of row: its columns, and the type under which an edit is reported
    Line: (("v", "at", "prev", "commitment", "hash", "level"), "record.line"),
    Body: (("salt", "text"), "record.body"),
    Touch: (("type", "object_id", "sha256"), "record.touch"),
    Paper: (("title", "level"), "things.paper"),
    Entry: (("words", "level", "paper_id", "day"), "things.entry"),
}


@pytest.fixture
def office(register, by):
    """Eight lines over seven papers; the third line's body is lawfully erased."""
    for n in range(7):
        register(title=f"Draft {n}", words=f"Was sent on day {n}.")
    erase(seq=3, by=by, why="court order 17")


def test_every_random_edit_is_named(office, monkeypatch):
    # The other rooms have no rows here; asking each of them a thousand times would only take the time.
    monkeypatch.setattr("travaux.record.verify.row_models", lambda: [Entry, Paper])
    dice = random.Random(2022)
    missed = []
    with forging():
        for _ in range(TAMPERINGS):
            edit = dice.choice([flip, flip, flip, delete, insert, exchange, back_date])
            with transaction.atomic():
                expected = edit(dice)
                report = verify()
                transaction.set_rollback(True)
            named = {(each.type, each.id) for each in report.altered}
            if report.ok or not expected <= named:
                missed.append((edit.__name__, expected, named))
    assert missed == []
    assert verify().ok  # every edit was rolled back, so nothing else was measured


def flip(dice):
    """Change one column of one row by as little as possible."""
    model = dice.choice(list(FLIPPED))
    columns, kind = FLIPPED[model]
    column = dice.choice(columns)
    rows = model.objects.exclude(line_id=3) if model in (Body, Touch) else model.objects.all()  # 3 is erased
    row = dice.choice(list(rows.order_by("pk")))
    model.objects.filter(pk=row.pk).update(**{column: changed(getattr(row, column), column, dice)})
    return {(kind, str(row.line_id if model is Touch else row.pk))}


def changed(value, column, dice):
    if column == "paper_id":
        return dice.choice(list(Paper.objects.exclude(pk=value).order_by("pk").values_list("pk", flat=True)))
    if column == "day":
        return "2022-06-06"
    if column == "level":
        return {"public": "secretariat", "secretariat": "public"}[value]
    if isinstance(value, int):
        return value + 1
    place = dice.randrange(len(value))
    return value[:place] + dice.choice([c for c in "0123456789abcdef" if c != value[place]]) + value[place + 1 :]


def delete(dice):
    """Take away a row, a link, or a whole line with its body and its part of the index."""
    what = dice.choice([Line, Body, Touch, Entry, Entry.cites.through])
    if what is Line:
        seq = dice.randint(1, 7)
        for model in (Touch, Body):
            model.objects.filter(line_id=seq).delete()
        Line.objects.filter(seq=seq).delete()
        return {("record.line", str(seq))}
    rows = what.objects.exclude(line_id=3) if what is Touch else what.objects.all()
    row = dice.choice(list(rows.order_by("pk")))
    if what is Entry:
        row.cites.clear()
    what.objects.filter(pk=row.pk).delete()
    return {
        Body: {("record.body", str(row.pk))},
        Touch: {("record.touch", str(getattr(row, "line_id", "")))},
        Entry: {("things.entry", str(row.pk))},
        Entry.cites.through: {("things.entry", getattr(row, "entry_id", ""))},
    }[what]


def insert(dice):
    """Slip in a row, a link, an index row or a line."""
    what = dice.choice([Paper, Entry.cites.through, Touch, Line])
    if what is Paper:
        return {("things.paper", Paper.objects.bulk_create([Paper(title="Slipped in")])[0].pk)}
    if what is Entry.cites.through:
        entry = dice.choice(list(Entry.objects.order_by("pk")))
        paper = dice.choice(list(Paper.objects.exclude(pk=entry.paper_id).order_by("pk")))
        what.objects.create(entry=entry, paper=paper)
        return {("things.entry", entry.pk)}
    if what is Touch:
        seq = dice.choice([1, 2, 4, 5, 6, 7, 8])
        Touch.objects.create(line_id=seq, type="things.paper", object_id="slipped-in", sha256="0" * 64)
        return {("record.touch", str(seq)), ("things.paper", "slipped-in")}
    last = Line.objects.get(seq=8)
    Line.objects.create(seq=9, at=last.at, prev=last.hash, commitment="0" * 64, hash="1" * 64, level="public")
    return {("record.line", "9"), ("record.body", "9")}


def exchange(dice):
    """Let two lines change places, with or without what hangs on them."""
    one, other = dice.sample(range(1, 9), 2)
    models = dice.choice([[Line], [Line, Body, Touch]])
    for model in models:
        key = "seq" if model is Line else "line_id"
        for old, new in ((one, 99), (other, one), (99, other)):
            model.objects.filter(**{key: old}).update(**{key: new})
    return {("record.line", str(one)), ("record.line", str(other))}


def back_date(dice):
    """Date a line before the one before it, and give it the hash that goes with it."""
    seq = dice.randint(2, 8)
    line = Line.objects.get(seq=seq)
    line.at = f"20{dice.randint(10, 21)}-01-01T00:00:00.000000Z"
    Line.objects.filter(seq=seq).update(at=line.at, hash=line.as_hashed().hash())
    return {("record.line", str(seq))}
