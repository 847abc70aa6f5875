"""The days of bodies: from files, added and corrected; what is known of a span, and what is not."""

import datetime as dt
from pathlib import Path

import pytest

from tests.cast import Cast, build
from travaux.core.procedure.calendar_files import read_calendar
from travaux.dossiers.actions import add_calendar
from travaux.dossiers.models import DayCalendar
from travaux.dossiers.queries.day_calendars import days_of
from travaux.dossiers.samples import FOLDER, load
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR
from travaux.registry.models import Body

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 30)


def table(*rows: str, years: str = "2026-01-01/2026-12-31") -> bytes:
    return "\n".join(("date,kind,note", f"{years},covers,", *rows)).encode()


def add(cast: Cast, body: str, data: bytes, name: str = "days.csv", **about: object) -> DayCalendar:
    return add_calendar(
        by=OPERATOR, body=cast.bodies[body], calendar=read_calendar(data, name), data=data, capacity="Clerk", **about
    )  # type: ignore[arg-type]  # fmt: skip


def known(cast: Cast, body: str, first: str, last: str) -> tuple[str, int] | None:
    """(the days that are spoken for, days of recess); None where none is."""
    id = cast.bodies[body].pk
    span = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    found = days_of(OPERATOR, [id], *span, on=TODAY)[id].calendar
    return (f"{found.first}/{found.last}", len(found.of_kind("recess"))) if found else None


def test_files_that_touch_are_one_and_a_chamber_has_its_parliaments_days() -> None:
    cast = build()
    add(cast, "parliament_a", table("2026-12-21/2026-12-31,recess,winter"))
    add(cast, "parliament_a", table("2027-01-01/2027-01-10,recess,winter", years="2027-01-01/2027-12-31"), "next.csv")
    add(cast, "parliament_a", table(years="2031-01-01/2031-12-31"), "far.csv")

    for body in ("parliament_a", "chamber_a", "delegation_a"):
        assert known(cast, body, "2026-12-01", "2027-02-01") == ("2026-01-01/2027-12-31", 21)
    assert known(cast, "parliament_a", "2031-02-01", "2031-03-01") == ("2031-01-01/2031-12-31", 0)
    assert known(cast, "parliament_a", "2029-02-01", "2029-03-01") is None
    assert known(cast, "parliament_b", "2026-12-01", "2027-02-01") is None


def test_a_chamber_with_days_of_its_own_goes_by_them() -> None:
    cast = build()
    add(cast, "parliament_a", table("2026-12-21/2026-12-31,recess,winter"))
    add(cast, "chamber_a", table("2026-12-30/2026-12-31,recess,winter"))
    assert known(cast, "chamber_a", "2026-12-01", "2026-12-31") == ("2026-01-01/2026-12-31", 2)


def test_a_corrected_file_takes_the_place_of_the_wrong_one_with_a_reason() -> None:
    cast = build()
    wrong = add(cast, "parliament_a", table("2026-12-01/2026-12-31,recess,"))
    right = table("2026-12-21/2026-12-31,recess,")
    with pytest.raises(Refused):
        add(cast, "parliament_b", right, corrects=wrong, reason="Mistyped.")
    add(cast, "parliament_a", right, corrects=wrong, reason="Mistyped.", languages=("kk", "ru"))
    assert known(cast, "parliament_a", "2026-12-01", "2026-12-31") == ("2026-01-01/2026-12-31", 11)
    with pytest.raises(Refused):
        add(cast, "parliament_a", right, languages=("kk", "ru"))


def test_a_table_parted_by_semicolons_is_read_and_a_fault_named() -> None:
    data = table("2026-12-21/2026-12-31,recess,зима").replace(b",", b";")
    assert len(read_calendar(data, "d.csv").of_kind("recess")) == 11
    with pytest.raises(ValueError, match=r"line 3: “rest” is no kind of day"):
        read_calendar(table("2026-12-21,rest,"), "d.csv")
    with pytest.raises(ValueError, match="not written in UTF-8"):
        read_calendar("date,kind,note\n2026-01-01,holiday,Новый год".encode("cp1251"), "d.csv")


def test_the_exercise_knows_the_days_of_all_but_one_of_its_parliaments() -> None:
    load(by=OPERATOR, name="exercise")
    files = {path.stem for path in Path(FOLDER / "exercise" / "calendars").glob("*.[ci]*")}
    assert files == {"alder", "birch", "cedar", "larch"} and DayCalendar.objects.count() == 4
    maple = Body.objects.get(pk="21yhvvwrbsef")
    assert days_of(OPERATOR, [maple.pk], TODAY, TODAY, on=TODAY)[maple.pk].calendar is None
    assert not load(by=OPERATOR, name="exercise").new
