"""The demonstration sample, loaded, and a small assembly of three texts to record with."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from tests.loaded import load_samples
from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Actor, Day, open_dossier, record_event
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.actions import register_instrument
from travaux.lib.viewer import Viewer
from travaux.registry.actions.bodies import register_body

LATER = dt.date(2026, 11, 23)  # a day long after every source of the sample


@contextmanager
def kept(name: str, blocker: Any) -> Iterator[str]:
    """A sample loaded once for all tests of a module that only read it; the id of its dossier."""
    with blocker.unblock(), transaction.atomic():
        yield load_samples(name)[0]
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def csto(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The id of the dossier that the demonstration sample holds."""
    with kept("csto-pa", django_db_blocker) as id:
        yield id


@pytest.fixture(scope="module")
def archives(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The id of the dossier that the invented sample holds."""
    with kept("exercise", django_db_blocker) as id:
        yield id


@pytest.fixture
def told(by: Viewer) -> Any:
    """Somebody's word for it."""
    return [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))]


@pytest.fixture
def path(by: Viewer, told: Any) -> "Path":
    return Path(by, told)


class Path:
    """Opens dossiers on the exercise procedure and lets things happen to them, as a test says."""

    def __init__(self, by: Viewer, told: Any) -> None:
        self.by, self.told = by, told
        self.assembly = register_body(by=by, kind="assembly", name="Assembly of the Rivers", lang="en", citations=told)

    def open(self, title: str = "Text on bridges", **about: Any) -> Dossier:
        text = register_instrument(by=self.by, kind="model_act", title=title, lang="en", citations=self.told)
        return open_dossier(by=self.by, instrument=text, assembly=self.assembly, procedure="exercise", **about)

    def happen(self, dossier: Dossier, label: str, date: str = "", **rest: Any) -> Event:
        words = {"en": label, "ru": label}
        return record_event(
            by=self.by, dossier=dossier, label=words, citations=self.told, date=Day(date),
            actor=Actor("the committee"), **rest,
        )  # fmt: skip
