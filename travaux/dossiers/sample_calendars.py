"""The calendars of a sample: `calendars/KEY.csv` or `.ics`, KEY naming a body of the sample's own file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from travaux.core.procedure.calendar_files import read_calendar
from travaux.lib.viewer import Viewer
from travaux.registry.models import Body

from .actions import add_calendar
from .models import DayCalendar

CAPACITY = "Secretariat of the Exercise Assembly (EXERCISE)"


def waiting(folder: Path, data: Mapping[str, Any]) -> list[Path]:
    """The files whose body has no calendar yet: a sample may have been loaded before it had any."""
    files = [path for path in sorted((folder / "calendars").glob("*")) if path.suffix in (".csv", ".ics")]
    held = set(DayCalendar.objects.values_list("body_id", flat=True)) if files else set()
    return [path for path in files if data["bodies"][path.stem]["id"] not in held]


def load(*, by: Viewer, data: Mapping[str, Any], files: Sequence[Path]) -> None:
    """Take in each file. Called inside the act of `samples.load`."""
    for path in files:
        content = path.read_bytes()
        body = Body.objects.get(pk=data["bodies"][path.stem]["id"])
        calendar = read_calendar(content, path.name)
        add_calendar(by=by, body=body, calendar=calendar, data=content, capacity=CAPACITY)
