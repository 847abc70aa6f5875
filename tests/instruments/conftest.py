"""What the tests of this room share: a short text in two languages, and those who want it otherwise."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.instruments.texts import ENGLISH, RUSSIAN, TODAY
from travaux.captures.actions import cite_entry
from travaux.instruments.actions import File, add_expression, add_version, register_instrument
from travaux.instruments.models import Expression, Instrument, Version
from travaux.lib.viewer import OPERATOR, Viewer
from travaux.registry.actions.bodies import register_body
from travaux.registry.models import Body


@pytest.fixture
def told(by: Viewer) -> Any:
    return [cite_entry(by=by, capacity="secretary", on=TODAY)]


@pytest.fixture
def wells(by: Viewer, told: Any) -> Instrument:
    """Recommendations on wells; an exercise."""
    return register_instrument(
        by=by, kind="recommendations", title="Recommendations on Wells", lang="en", citations=told, notice="exercise"
    )


@pytest.fixture
def english(by: Viewer, wells: Instrument) -> Expression:
    return add_expression(by=by, instrument=wells, lang="en", authentic=True)


@pytest.fixture
def russian(by: Viewer, wells: Instrument) -> Expression:
    return add_expression(by=by, instrument=wells, lang="ru", authentic=True)


@pytest.fixture
def first(by: Viewer, english: Expression) -> Version:
    return add_version(by=by, expression=english, number="1", file=txt(ENGLISH), made="2026-03-02")


@pytest.fixture
def first_ru(by: Viewer, russian: Expression, first: Version) -> Version:
    return add_version(by=by, expression=russian, number="1", file=txt(RUSSIAN), made="2026-03-02")


@pytest.fixture
def alder(by: Viewer, told: Any) -> Body:
    return register_body(by=by, kind="delegation", name="Delegation of Alder", lang="en", citations=told)


@pytest.fixture
def birch(by: Viewer, told: Any) -> Body:
    return register_body(by=by, kind="delegation", name="Delegation of Birch", lang="en", citations=told)


def txt(text: str) -> File:
    return File(text.encode(), "wells.txt", "text/plain")


def wells_of(cast: Cast) -> Version:
    """The same text in English, in the assembly of the shared cast."""
    work = register_instrument(by=OPERATOR, kind="recommendations", title="Wells", lang="en", citations=cast.cited)
    english = add_expression(by=OPERATOR, instrument=work, lang="en", authentic=True)
    return add_version(by=OPERATOR, expression=english, number="1", file=txt(ENGLISH))
