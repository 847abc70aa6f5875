"""The promise of the engine: an acknowledged commit stays, and a set-up that could break that is refused in words."""

import sqlite3 as interpreters_own_or_ours
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from travaux.lib.sqlite import base as engine
from travaux.lib.sqlite import choose, keeps_commits
from travaux.lib.sqlite.base import APPLICATION_ID, DatabaseWrapper, file_system_of, refuse_network

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="about the embedded database")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 7, 0), False), ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False),
        ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 0), False), ((3, 51, 2), False), ((3, 51, 3), True),
        ((3, 52, 0), False), ((3, 52, 1), True), ((3, 53, 4), True),
    ],
)  # fmt: skip
def test_which_versions_keep_acknowledged_commits(version: tuple[int, int, int], safe: bool) -> None:
    assert keeps_commits(version) is safe


def module(name: str, *version: int) -> Any:
    return SimpleNamespace(
        __name__=name, sqlite_version=".".join(map(str, version)), sqlite_version_info=version
    )  # fmt: skip


def test_the_first_safe_one_is_taken() -> None:
    bundled, system = module("bundled", 3, 53, 4), module("system", 3, 51, 3)
    assert choose([bundled, system]) is bundled
    assert choose([module("bundled", 3, 51, 1), system]) is system


def test_where_none_is_safe_the_refusal_names_both_and_the_remedy() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        choose([module("bundled", 3, 51, 1), module("sqlite3", 3, 40, 1)])
    said = str(refusal.value)
    assert "bundled has SQLite 3.51.1, sqlite3 has SQLite 3.40.1" in said
    assert "pip install pysqlite3" in said and "DATABASE_URL" in said


@sqlite_only
@pytest.mark.django_db
def test_django_itself_runs_on_the_version_that_was_put_in_place() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        running = tuple(int(part) for part in cursor.fetchone()[0].split("."))
    assert running == engine.base.Database.sqlite_version_info == sys.modules["sqlite3"].sqlite_version_info
    assert keeps_commits(running)


@sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000),
        ("trusted_schema", 0), ("application_id", APPLICATION_ID),
    ],
)  # fmt: skip
def test_every_connection_has_the_switches_on(pragma: str, value: object) -> None:
    seen: list[object] = [read(pragma)]
    thread = threading.Thread(target=lambda: seen.append(read(pragma, close=True)))
    thread.start()
    thread.join()
    assert seen == [value, value]


def read(pragma: str, *, close: bool = False) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        value = cursor.fetchone()[0]
    if close:
        connection.close()
    return value


def opened(path: Path, **options: Any) -> DatabaseWrapper:
    settings = {**connection.settings_dict, "NAME": str(path), "OPTIONS": options}
    return DatabaseWrapper(settings, alias="other")


@pytest.mark.django_db
def test_settings_cannot_weaken_it(tmp_path: Path) -> None:
    database = opened(tmp_path / "x.sqlite3", transaction_mode="DEFERRED", timeout=0)
    database.ensure_connection()
    assert database.transaction_mode == "IMMEDIATE"
    assert database.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000
    database.close()


@pytest.mark.django_db(transaction=True)
def test_a_writer_waits_for_the_other_instead_of_failing(tmp_path: Path) -> None:
    """Two threads read and then write in one transaction: without IMMEDIATE one of them is told "locked" at once."""
    first = opened(tmp_path / "x.sqlite3")
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE count (n INTEGER)")
        cursor.execute("INSERT INTO count VALUES (0)")
    first.close()

    def add_many() -> None:
        database = opened(tmp_path / "x.sqlite3")
        for _ in range(50):
            database.ensure_connection()
            database.connection.execute("BEGIN IMMEDIATE")
            n = database.connection.execute("SELECT n FROM count").fetchone()[0]
            database.connection.execute("UPDATE count SET n = ?", (n + 1,))
            database.connection.execute("COMMIT")
        database.close()

    threads = [threading.Thread(target=add_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    last = opened(tmp_path / "x.sqlite3")
    with last.cursor() as cursor:
        cursor.execute("SELECT n FROM count")
        assert cursor.fetchone()[0] == 200
    last.close()


@pytest.mark.django_db
def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.sqlite3"
    file = engine.base.Database.connect(str(theirs))
    file.execute("PRAGMA application_id = 252006673")
    file.close()

    with pytest.raises(ImproperlyConfigured, match="belongs to another program"):
        opened(theirs).ensure_connection()


def test_the_kind_of_disk_is_found_by_the_longest_mount_point() -> None:
    table = [("/", "ext4"), ("/srv", "nfs4"), ("/srv/local", "xfs")]
    assert file_system_of(Path("/srv/data/travaux.sqlite3"), table) == "nfs4"
    assert file_system_of(Path("/srv/local/travaux.sqlite3"), table) == "xfs"
    assert file_system_of(Path("/srvx/travaux.sqlite3"), table) == "ext4"


def test_a_network_disk_is_refused_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # fmt: skip
    monkeypatch.setattr("travaux.lib.sqlite.base.mounts", lambda: [(str(tmp_path), "nfs4")])
    with pytest.raises(ImproperlyConfigured, match="network file system"):
        refuse_network(tmp_path / "travaux.sqlite3")
    assert not (tmp_path / "travaux.sqlite3").exists()


@sqlite_only
def test_the_interpreters_module_was_replaced_before_this_file_was_loaded() -> None:
    assert keeps_commits(interpreters_own_or_ours.sqlite_version_info)
