"""Stories of levels: who may know of a row, on which day, and how it opens."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import EVERYBODY, Cast
from tests.record.things.models import Letter, Page
from travaux.accounts.actions import release, withdraw_release
from travaux.accounts.models import Release
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR, Level
from travaux.record.actions import act
from travaux.record.models import Body
from travaux.registry.models import Affiliation

pytestmark = pytest.mark.django_db
STAFF = {"secretariat", "operator"}
OF_A = {"head_a", "delegate_a", "secretary_a", "expert_a"}
MEMBERS = {name for name in EVERYBODY if name not in ("public", "stranger", *STAFF)}
READERS = {
    Level.PUBLIC: set(EVERYBODY),
    Level.ASSEMBLY: MEMBERS | STAFF,
    Level.DELEGATION: OF_A | STAFF,
    Level.COMMISSION: {"chair", "member"} | STAFF,
    Level.SECRETARIAT: STAFF,
}


def letter(cast: Cast, **about: Any) -> Letter:
    made = Letter(
        **{"to": cast.bodies["delegation_a"].pk, "before": cast.bodies["commission"].pk,
           "house": cast.bodies["assembly"].pk, **about}
    )  # fmt: skip
    with act(by=OPERATOR, verb="wrote") as a:
        a.save(made)
    return made


def readers(cast: Cast, row: Any, on: dt.date | None = None) -> set[str]:
    day = on or timezone.localdate()
    kind = type(row)
    return {name for name in EVERYBODY if kind.objects.visible(cast.viewer(name), day).filter(pk=row.pk).exists()}


@pytest.mark.parametrize("level", Level.values)
def test_each_level_opens_a_row_to_those_it_names(cast: Cast, level: str) -> None:
    assert readers(cast, letter(cast, level=level)) == READERS[Level(level)]


@pytest.mark.parametrize("level", Level.values)
def test_a_row_is_hidden_with_what_it_hangs_on_at_every_level(cast: Cast, level: str) -> None:
    with act(by=OPERATOR, verb="wrote") as a:
        page = Page(letter=letter(cast, level=level))
        a.save(page)
    assert readers(cast, page) == READERS[Level(level)]


def test_a_row_that_knows_no_audience_is_open_to_nobody_but_the_secretariat(cast: Cast) -> None:
    with act(by=OPERATOR, verb="wrote") as a:
        page = Page(letter=letter(cast), level=Level.DELEGATION)
        a.save(page)
    assert readers(cast, page) == STAFF


def test_its_author_knows_of_a_row_at_every_level(cast: Cast) -> None:
    row = letter(cast, level=Level.SECRETARIAT, author=cast.accounts["expert_a"].pk)
    assert readers(cast, row) == STAFF | {"expert_a"}


def test_what_is_sealed_is_its_delegations_alone_until_the_day_is_over(cast: Cast) -> None:
    today = timezone.localdate()
    sealed = letter(cast, level=Level.ASSEMBLY, sealed=today)
    opened = letter(cast, level=Level.ASSEMBLY, sealed=today - dt.timedelta(days=1))

    assert readers(cast, sealed) == OF_A | STAFF
    assert readers(cast, opened) == MEMBERS | STAFF
    assert readers(cast, sealed, today + dt.timedelta(days=400)) == OF_A | STAFF, "an address must not open it"


def test_a_release_opens_a_row_at_once_and_is_recorded_with_its_reason(cast: Cast) -> None:
    row = letter(cast, level=Level.SECRETARIAT)

    assert release(by=OPERATOR, row=row, level=Level.ASSEMBLY, why="Decided on 3 June.") is None

    assert readers(cast, row) == READERS[Level.ASSEMBLY]
    said = Body.objects.order_by("-line_id").first()
    assert said is not None and '"released"' in said.text and "Decided on 3 June." in said.text


def test_a_release_on_a_day_to_come_opens_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row, today = letter(cast, level=Level.DELEGATION), timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    release(by=OPERATOR, row=row, level=Level.PUBLIC, when=tomorrow, why="The embargo ends.")

    assert readers(cast, row) == READERS[Level.DELEGATION]
    assert readers(cast, row, tomorrow) == READERS[Level.DELEGATION], "a day in an address opens nothing early"

    monkeypatch.setattr("travaux.lib.rows.timezone.localdate", lambda: tomorrow)
    assert readers(cast, row, tomorrow) == READERS[Level.PUBLIC]
    assert readers(cast, row, today) == READERS[Level.DELEGATION]


def test_a_release_can_be_withdrawn_until_it_opens(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row, today = letter(cast, level=Level.SECRETARIAT), timezone.localdate()
    tomorrow = today + dt.timedelta(days=1)
    waiting = release(by=OPERATOR, row=row, level=Level.ASSEMBLY, when=tomorrow, why="After the session.")
    assert waiting is not None
    withdraw_release(by=OPERATOR, release=waiting, why="The session was put off.")

    monkeypatch.setattr("travaux.lib.rows.timezone.localdate", lambda: tomorrow)
    assert readers(cast, row) == STAFF
    with pytest.raises(Refused):
        withdraw_release(by=OPERATOR, release=Release.objects.get(), why="Again.")


@pytest.mark.parametrize("name", ["public", "chair", "head_a", "secretary_a", "observer"])
def test_only_staff_release(cast: Cast, name: str) -> None:
    row = letter(cast, level=Level.SECRETARIAT)
    with pytest.raises(NotAllowed):
        release(by=cast.viewer(name), row=row, level=Level.PUBLIC, why="I want to.")
    assert readers(cast, row) == STAFF


@pytest.mark.parametrize(("level", "to", "why"), [("public", "assembly", "x"), ("assembly", "public", " ")])
def test_what_is_no_release_is_refused(cast: Cast, level: str, to: str, why: str) -> None:
    with pytest.raises(Refused):
        release(by=OPERATOR, row=letter(cast, level=level), level=to, why=why)


def test_the_public_still_asks_one_plain_question(cast: Cast) -> None:
    """The most frequent question of all must stay one that an index answers: no release table, no list of bodies."""
    asked = str(Affiliation.objects.visible(cast.viewer("public"), timezone.localdate()).query).partition("WHERE")[2]
    assert "EXISTS" not in asked and " IN " not in asked and asked.count('"level" = public') == 3
