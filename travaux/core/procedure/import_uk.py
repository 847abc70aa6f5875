"""The UK Parliament's published procedure maps, read from its tables and decompiled from gates to conditions.

Tables are tab-separated without a header, as published: ``steps`` (id first, name third, type id last), ``routes``
(id, code, from, to, …, start date, end date), ``procedure_routes`` (id, route, procedure), ``procedures`` (id, code,
name, …); ``house_steps`` (id, step, house) may be missing. A header is passed over, and ``.csv`` is read too.
A business step becomes ``s<its number>``; a gate becomes part of the condition of the business step that it leads to:
TRUE there means *must*, ALLOWS means *may*.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from travaux.core.dates import OPEN, UNKNOWN, BadDate, When
from travaux.core.procedure.conditions import All, Allow, Always, Any, Condition, Dated, Happened, Not, can_allow
from travaux.core.procedure.faults import BadProcedure, FaultKind
from travaux.core.procedure.model import (
    Actor,
    Certainty,
    Follows,
    Force,
    Phase,
    Procedure,
    Repeats,
    Rule,
    Source,
    Step,
)
from travaux.core.procedure.nodes import Page, read_text

# type id: (name, inputs); the published degrees. A summation passes its one input on.
KINDS: Mapping[str, tuple[str, int]] = {
    "1": ("Business step", 1), "2": ("Decision", 1), "3": ("NOT", 1), "4": ("AND", 2), "5": ("OR", 2),
    "8": ("SUM", 2), "9": ("INCREMENT", 1), "10": ("EQUALS", 2), "11": ("Summation", 1),
}  # fmt: skip
ARITHMETIC = ("SUM", "INCREMENT", "EQUALS")
ONE_OUTPUT = ("Decision", "NOT", "AND", "OR", *ARITHMETIC)
_SOURCE_TITLE = {
    "en": "UK Parliament, published procedure map",
    "ru": "Парламент Великобритании, опубликованная схема процедуры",
}
SOURCE = Source("map", _SOURCE_TITLE, "https://github.com/ukparliament/ontologies")
HOUSES = {"1": "commons", "2": "lords"}
ACTORS = {
    "commons": Actor("commons", {"en": "House of Commons", "ru": "Палата общин"}),
    "lords": Actor("lords", {"en": "House of Lords", "ru": "Палата лордов"}),
}
PHASES = {
    "commons": {"en": "House of Commons", "ru": "Палата общин"},
    "lords": {"en": "House of Lords", "ru": "Палата лордов"},
    "other": {"en": "Both Houses and others", "ru": "Обе палаты и прочее"},
}


@dataclass(frozen=True)
class _Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class _Route:
    line: int
    id: str
    start: str
    end: str
    first: When
    last: When


@dataclass
class _Map:
    """One procedure's routes on the way to conditions."""

    page: Page  # of routes.tsv, where faults of the map are told
    names: Mapping[str, str]  # step: name
    kinds: Mapping[str, str]  # step: kind
    routes: list[_Route]
    into: dict[str, list[_Route]] = field(default_factory=dict)
    done: dict[str, Condition] = field(default_factory=dict)

    def link(self) -> None:
        """Put every route at its end; count what goes into and out of each step."""
        out: dict[str, int] = {}
        for route in self.routes:
            self.into.setdefault(route.end, []).append(route)
            out[route.start] = out.get(route.start, 0) + 1
        for step in dict.fromkeys([end for route in self.routes for end in (route.start, route.end)]):
            self._count(step, len(self.into.get(step, [])), out.get(step, 0))

    def _count(self, step: str, inputs: int, outputs: int) -> None:
        kind = self.kinds[step]
        wanted = next(number for name, number in KINDS.values() if name == kind)
        line = self.into[step][0].line if step in self.into else 0
        begins = kind == "Business step" and inputs == 0  # some maps show what begins them without a route
        if inputs != wanted and not begins:
            self.page.fault(
                FaultKind.BAD_ARITY,
                line,
                f"The {kind} {step} has {inputs} routes into it, not {wanted}.",
                "Correct the routes; a step of this kind takes no other number.",
            )
        if (kind in ONE_OUTPUT and outputs != 1) or (kind == "Summation" and outputs < 1):
            self.page.fault(
                FaultKind.BAD_ARITY,
                line,
                f"The {kind} {step} has {outputs} routes out of it.",
                "Correct the routes; it leads to one step.",
            )

    def condition(self, step: str) -> Condition:
        """What must hold for a step; a gate is worked out once. Without recursion: maps may be deep."""
        stack = [step]
        waiting: set[str] = set()
        while stack:
            at = stack[-1]
            sources = [route.start for route in self.into.get(at, [])]
            missing = [start for start in sources if self.kinds[start] != "Business step" and start not in self.done]
            if missing and at in waiting and any(start in waiting for start in missing):
                raise self.page.stop(
                    FaultKind.WRONG_SHAPE,
                    self.into[at][0].line,
                    f"The gates around {at} feed themselves.",
                    "Let a business step stand between them.",
                )
            waiting.add(at)
            if missing:
                stack += missing
                continue
            self.done[at] = self._gate(at)
            stack.pop()
        return self.done.pop(step) if self.kinds[step] == "Business step" else self.done[step]

    def _gate(self, step: str) -> Condition:
        kind = self.kinds[step]
        inputs = self.into.get(step, [])
        line = inputs[0].line if inputs else 0
        if kind in ARITHMETIC:
            raise self.page.stop(
                FaultKind.NO_TRUTH_TABLE,
                line,
                f"The {kind} {step} counts, and no truth table is published.",
                "Leave this procedure out, or write its condition with “at_least” or “open”.",
            )
        parts = tuple(self._along(route) for route in inputs)
        if not parts:
            return Always()
        if kind == "NOT" and can_allow(parts[0]):
            raise self.page.stop(
                FaultKind.NO_TRUTH_TABLE,
                line,
                f"The NOT {step} can be given ALLOWS, and has no value for it.",
                "Correct the map: a decision must lead straight to a business step.",
            )
        match kind:
            case "AND":
                return All(parts)
            case "OR":
                return Any(parts)
            case "NOT":
                return Not(Any(parts))  # as the loader reads “none”
            case "Decision":
                return Allow(parts[0])
            case _:
                return parts[0]

    def _along(self, route: _Route) -> Condition:
        business = self.kinds[route.start] == "Business step"
        carried: Condition = Happened(f"s{route.start}") if business else self.done[route.start]
        return Dated(carried, route.first, route.last) if route.first.known or route.last.known else carried


def procedures_in(folder: Path) -> dict[str, str]:
    """Ids and names of the procedures that the tables hold."""
    _page, rows = _table(folder, "procedures", 3)
    return {row.cells[0]: row.cells[2] for row in rows}


def import_uk(folder: Path, procedure: str) -> Procedure:
    """One published procedure, by its id. Raises `BadProcedure` for tables or maps that cannot be read."""
    names = procedures_in(folder)
    if procedure not in names:
        page = Page(str(folder / "procedures.tsv"), BadProcedure)
        raise page.stop(
            FaultKind.BAD_REFERENCE, 0, f"There is no procedure {procedure}.", f"There are: {', '.join(names)}."
        )
    steps_page, steps = _table(folder, "steps", 4)
    kinds = {row.cells[0]: KINDS[row.cells[-1]][0] for row in steps if _known_kind(steps_page, row)}
    steps_page.finish()
    routes_page, routes = _routes(folder, procedure, kinds)
    made = _Map(routes_page, {row.cells[0]: row.cells[2] for row in steps}, kinds, routes)
    made.link()
    routes_page.finish()
    return _procedure(made, procedure, names[procedure], _houses(folder))


def _known_kind(page: Page, row: _Row) -> bool:
    return page.known(row.cells[-1], KINDS, row.line, "The type of step")


def _routes(folder: Path, procedure: str, kinds: Mapping[str, str]) -> tuple[Page, list[_Route]]:
    _page, links = _table(folder, "procedure_routes", 3)
    wanted = {row.cells[1] for row in links if row.cells[2] == procedure}
    page, rows = _table(folder, "routes", 4)
    found = []
    for row in rows:
        if row.cells[0] in wanted:
            start, end = row.cells[2], row.cells[3]
            ends = [page.known(step, kinds, row.line, "The step") for step in (start, end)]
            if all(ends):
                found.append(_Route(row.line, row.cells[0], start, end, *_dates(page, row)))
    for id in sorted(wanted - {row.cells[0] for row in rows}):
        page.fault(
            FaultKind.BAD_REFERENCE,
            0,
            f"The route {id} of procedure {procedure} does not exist.",
            "Add it to the table.",
        )
    page.finish()
    return page, found


def _dates(page: Page, row: _Row) -> tuple[When, When]:
    given = [cell.split(" ")[0] for cell in (*row.cells[6:8], "", "")[:2]]
    try:
        first, last = [When.parse("" if cell in ("NULL", "-") else cell) for cell in given]
    except BadDate as error:
        page.fault(FaultKind.BAD_VALUE, row.line, f"“{error.value}” is not a date.", error.remedy)
        return UNKNOWN, OPEN
    if first.earliest and last.latest and last.latest < first.earliest:
        page.fault(FaultKind.BAD_VALUE, row.line, "The route ends before it begins.", "Exchange the two dates.")
    return first, last if last.known else OPEN


def _houses(folder: Path) -> dict[str, list[str]]:
    if not (folder / "house_steps.tsv").exists():
        return {}
    found: dict[str, list[str]] = {}
    for row in _table(folder, "house_steps", 3)[1]:
        if row.cells[2] in HOUSES:
            found.setdefault(row.cells[1], []).append(HOUSES[row.cells[2]])
    return found


def _procedure(made: _Map, id: str, name: str, houses: Mapping[str, list[str]]) -> Procedure:
    phases: dict[str, list[Step]] = {phase: [] for phase in PHASES}
    used = dict.fromkeys(end for route in made.routes for end in (route.start, route.end))
    for step in sorted((step for step in used if made.kinds[step] == "Business step"), key=int):
        actors = tuple(sorted(houses.get(step, [])))
        phase = actors[0] if len(actors) == 1 else "other"
        phases[phase].append(Step(
            f"s{step}", {"en": made.names[step]}, actors, Follows.MUST, made.condition(step),
            Rule(Certainty.A, (SOURCE.id,)), phase, repeats=Repeats.BY_CONDITION,
        ))  # fmt: skip
    shown = tuple(Phase(key, PHASES[key], key, tuple(steps)) for key, steps in phases.items() if steps)
    return Procedure(
        id=f"uk-{id}",
        version="",
        title={"en": name},
        assembly={"en": "UK Parliament", "ru": "Парламент Великобритании"},
        status=Force.IN_FORCE,
        first=UNKNOWN,
        last=OPEN,
        sources={SOURCE.id: SOURCE},
        actors=ACTORS,
        phases=shown,
    )


def _table(folder: Path, name: str, columns: int) -> tuple[Page, list[_Row]]:
    commas = not (folder / f"{name}.tsv").exists() and (folder / f"{name}.csv").exists()
    page, text = read_text(folder / f"{name}.{'csv' if commas else 'tsv'}", BadProcedure)
    lines = csv.reader(text.splitlines()) if commas else (line.split("\t") for line in text.splitlines())
    rows: dict[str, _Row] = {}
    for line, cells in enumerate(lines, 1):
        if cells in ([], [""]) or cells[0].startswith("#") or (line == 1 and cells[0].casefold() == "id"):
            continue
        if len(cells) < columns:
            page.fault(
                FaultKind.WRONG_SHAPE,
                line,
                f"This row has {len(cells)} columns; {columns} are needed.",
                "Separate the columns with tabs.",
            )
        elif not (cells[0].isascii() and cells[0].isdigit()):
            page.fault(FaultKind.BAD_VALUE, line, f"The id “{cells[0]}” is no number.", "Give the published number.")
        elif cells[0] in rows:
            problem = f"“{cells[0]}” stands already at line {rows[cells[0]].line}."
            page.fault(FaultKind.DUPLICATE_ID, line, problem, "Keep one of the two rows.")
        else:
            rows[cells[0]] = _Row(line, tuple(cells))
    page.finish()
    return page, list(rows.values())
