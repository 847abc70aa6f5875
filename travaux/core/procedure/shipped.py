"""The procedures that come with the product: data files beside the package, read once.

``NAME.yaml`` holds the rules as they stand, ``NAME.VERSION.yaml`` an earlier or a proposed version of them. Calendars
lie beside them; one that is named ``NAME-ACTOR.csv`` says on which days that actor sits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.engine import exists
from travaux.core.procedure.model import Procedure
from travaux.core.procedure.reading import load

FOLDER = Path(__file__).parents[2] / "procedures"


def shipped_ids() -> tuple[str, ...]:
    """Ids of the procedures that are here, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if "." not in path.stem))


@cache
def shipped(id: str, version: str = "") -> Procedure:
    """A procedure by its id, as it stands or in one of its versions. Raises `LookupError` that names them."""
    if id not in shipped_ids():
        raise LookupError(f"There is no procedure “{id}” here. There are: {', '.join(shipped_ids())}.")
    if not version:
        return load(FOLDER / f"{id}.yaml")
    known = {rules.version: rules for rules in shipped_versions(id)}
    if version not in known:
        raise LookupError(f"There is no version “{version}” of “{id}” here. There are: {', '.join(known)}.")
    return known[version]


@cache
def shipped_versions(id: str) -> tuple[Procedure, ...]:
    """Every version of a procedure, oldest first. Raises `LookupError`.

    >>> [(rules.version, str(rules.status)) for rules in shipped_versions("exercise")]
    [('1', 'repealed'), ('2', 'in_force')]
    """
    others = (path for path in FOLDER.glob(f"{id}.*.yaml") if not path.stem.endswith(".cases"))
    return tuple(sorted((shipped(id), *map(load, others)), key=lambda rules: rules.first.earliest or date.min))


def shipped_on(id: str, day: date) -> Procedure:
    """The version that exists on a day; where none does, the rules as they stand. Raises `LookupError`."""
    found = [rules for rules in shipped_versions(id) if exists(rules.first, rules.last, day)]
    return found[-1] if found else shipped(id)


@cache
def shipped_calendars(id: str) -> Mapping[str, Calendar]:
    """Calendars of a procedure by their own names and, where they say when one of its actors sits, by that actor."""
    prefix = f"{id}-"
    found = {path.stem: load_calendar(path) for path in sorted(FOLDER.glob(f"{prefix}*.csv"))}
    sitting = {name.removeprefix(prefix): calendar for name, calendar in found.items() if calendar.has_sittings}
    return found | {actor: calendar for actor, calendar in sitting.items() if actor in shipped(id).actors}
