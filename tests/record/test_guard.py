"""A write past the record fails its test, whatever way it takes."""

import pytest
from django.db import connection

from tests.record.things.models import Paper
from travaux.record import guard
from travaux.record.actions import act
from travaux.record.guard import WriteOutsideAct

pytestmark = pytest.mark.django_db

PAST_THE_RECORD = {
    "create": lambda paper, entry: Paper.objects.create(title="Other"),
    "bulk": lambda paper, entry: Paper.objects.bulk_create([Paper(title="Other")]),
    "ignore conflicts": lambda paper, entry: Paper.objects.bulk_create([Paper(title="Other")], ignore_conflicts=True),
    "update": lambda paper, entry: Paper.objects.update(title="Other"),
    "save": lambda paper, entry: paper.save(),
    "delete": lambda paper, entry: entry.delete(),
    "link": lambda paper, entry: entry.cites.add("unknown"),
    "unlink": lambda paper, entry: entry.cites.clear(),
    "raw": lambda paper, entry: connection.cursor().execute("  update things_paper set title = ''"),
}


@pytest.mark.parametrize("way", PAST_THE_RECORD)
def test_a_write_past_the_record_is_refused(way, register):
    paper, entry = register()
    with pytest.raises(WriteOutsideAct, match="nothing was written"):
        PAST_THE_RECORD[way](paper, entry)


def test_an_open_act_is_no_licence_to_go_round_it(by, register):
    paper, _ = register()
    with act(by=by, verb="corrected"), pytest.raises(WriteOutsideAct):
        Paper.objects.filter(pk=paper.pk).update(title="Other")


def test_reading_and_other_tables_are_nobodys_business(register):
    register()
    assert Paper.objects.select_for_update().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE jotting (words text)")
        cursor.execute("INSERT INTO jotting VALUES ('things_paper')")


def test_it_watches_every_recorded_table():
    assert {"things_paper", "things_entry", "things_entry_cites"} <= guard.recorded_tables()
    assert not any(table.startswith(("record_", "django_")) for table in guard.recorded_tables())
