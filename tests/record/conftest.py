"""A small assembly's office: a secretary at work, one paper registered, a forger who stays outside the door."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.record.things.models import Entry, Paper
from travaux.lib.viewer import Viewer
from travaux.record import guard
from travaux.record.actions import act

TODAY = dt.date(2022, 6, 6)


@pytest.fixture
def by():
    return Viewer(role="secretariat", account="acc0unt00001")


@pytest.fixture
def register(by):
    """Registers a paper with one entry that cites it, in one act; gives both."""

    def register(title="Draft", words="Was considered.", **levels):
        paper = Paper(title=title, level=levels.get("paper", "public"))
        entry = Entry(paper=paper, words=words, level=levels.get("entry", "public"))
        with act(by=by, verb="registered", why="the letter of 6 June") as a:
            a.save(paper)
            a.save(entry, cites=[paper])
        return paper, entry

    return register


@pytest.fixture
def forge():
    """Raw SQL by someone with the database's own key: no watch, no triggers, no foreign keys."""

    def forge(*statements):
        with forging(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return forge


@contextmanager
def forging():
    with guard.unguarded(connection), connection.constraint_checks_disabled():
        yield
