"""What a command meets and cannot help is said in words, with what to do."""

import sqlite3

from travaux.cli.run import explained


def test_a_database_that_is_held_is_said_and_what_to_do() -> None:
    told = explained(sqlite3.OperationalError("database is locked"))

    assert told["error"] == "Another process holds the database."
    assert told["kept"] == "Nothing was changed."
    assert told["remedy"]


def test_a_missing_file_is_named_with_a_remedy() -> None:
    told = explained(FileNotFoundError(2, "No such file or directory", "cp.txt"))

    assert (told["where"], bool(told["remedy"])) == ("cp.txt", True)
