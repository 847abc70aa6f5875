"""The database itself refuses to change lines, bodies and index, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.record.conftest import forging
from travaux.lib.triggers import guarded_tables, unguarded_tables
from travaux.record.models import Body, Line

pytestmark = pytest.mark.django_db

REFUSED = {
    "a line changed": "UPDATE record_line SET level = 'secretariat'",
    "a line back-dated": "UPDATE record_line SET at = '2001-01-01T00:00:00.000000Z'",
    "a line deleted": "DELETE FROM record_line",
    "a body deleted": "DELETE FROM record_body",
    "a body rewritten": "UPDATE record_body SET text = '{}'",
    "a body opened to others": "UPDATE record_body SET level = 'secretariat'",
    "a body emptied without a reason": "UPDATE record_body SET text = '', salt = '', erased_at = CURRENT_TIMESTAMP",
    "an index row changed": "UPDATE record_touch SET sha256 = ''",
    "an index row deleted": "DELETE FROM record_touch",
}


@pytest.mark.parametrize("deed", REFUSED)
def test_the_database_refuses(deed, register):
    register()
    before = list(Line.objects.values()), list(Body.objects.values())
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REFUSED[deed])
    assert (list(Line.objects.values()), list(Body.objects.values())) == before


def test_the_database_refuses_to_put_a_row_in_another_s_place(register):
    register()
    if connection.vendor == "sqlite":
        other = "INSERT OR REPLACE INTO record_line SELECT * FROM record_line"
    else:
        connection.check_constraints()  # or TRUNCATE is refused for another reason
        other = "TRUNCATE record_line CASCADE"
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(other)


def test_every_table_that_a_migration_made_append_only_still_is():
    assert {"record_line", "record_body", "record_touch"} <= guarded_tables()
    assert unguarded_tables() == set()


def test_a_table_that_lost_a_trigger_is_named():
    on = "" if connection.vendor == "sqlite" else " ON record_touch"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER append_only_delete_record_touch{on}")
    assert unguarded_tables() == {"record_touch"}


def test_a_test_that_plays_the_forger_leaves_the_triggers_as_they_were(register):
    register()
    before = guarded_tables()
    with forging():
        assert guarded_tables() == (set() if connection.vendor == "sqlite" else before)
        Line.objects.update(level="secretariat")
    assert guarded_tables() == before
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        Line.objects.update(level="public")
