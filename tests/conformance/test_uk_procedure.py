"""The UK Parliament's two published procedure maps: they load, obey the truth tables, and run like a second evaluator.

The evaluator here works on the raw gates, in repeated passes as the published parser does; it shares nothing with the
engine, which decompiles gates to conditions.
"""

import os
import random
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.counts import PROCEDURES
from travaux.core.dates import OPEN, UNKNOWN, When
from travaux.core.procedure import Event, Next, load, status
from travaux.core.procedure.conditions import All, Allow, Always, Any, Condition, Dated, Not, inner
from travaux.core.procedure.engine import ALLOWS, FALSE, TRUE, compiled
from travaux.core.procedure.history import Run
from travaux.core.procedure.import_uk import import_uk, procedures_in
from travaux.core.procedure.model import Certainty, Follows, Force, Phase, Procedure, Rule, Step
from travaux.core.procedure.writing import write

DATA = Path(os.environ.get("TRAVAUX_CONFORMANCE_DATA", "")) / "uk-procedure"
HERE = bool(os.environ.get("TRAVAUX_CONFORMANCE_DATA")) and DATA.is_dir()
if not HERE:
    print("SKIPPED: TRAVAUX_CONFORMANCE_DATA is not set; the UK maps were NOT run", file=sys.stderr)  # noqa: T201
pytestmark = pytest.mark.skipif(not HERE, reason="SKIPPED: TRAVAUX_CONFORMANCE_DATA is not set")

ON = date(2022, 6, 1)
GATE = {"2": "DECISION", "3": "NOT", "4": "AND", "5": "OR"}


def rows(name: str) -> list[list[str]]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def truth() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for gate, one, two, out in rows("truth_tables")[1:]:
        found[(gate, one, two) if two else (gate, one)] = out
    return found


def test_the_two_maps_load_and_come_back_from_their_files_equal() -> None:
    maps = {id: import_uk(DATA, id) for id in procedures_in(DATA)}

    assert {id: len(procedure.steps) for id, procedure in maps.items()} == {"2": 15, "10": 11}
    assert all(load(write(procedure)) == procedure for procedure in maps.values())


def test_step_ids_carry_the_published_numbers() -> None:
    published = {f"s{row[0]}" for row in rows("steps") if row[-1] == "1"}

    assert {step for id in ("2", "10") for step in import_uk(DATA, id).steps} == published


def test_every_line_of_the_truth_tables_holds() -> None:
    for line, out in truth().items():
        assert _gate(line) == out, line


def _gate(line: tuple[str, ...]) -> str:
    """The value of one gate with given inputs, through the engine."""
    inputs = {"TRUE": Always(), "FALSE": Not(Always()), "ALLOWS": Allow(Always())}
    parts: tuple[Condition, ...] = tuple(inputs[value] for value in line[1:])
    gates = {
        "NOT": lambda: Not(parts[0]),
        "AND": lambda: All(parts),
        "OR": lambda: Any(parts),
        "DECISION": lambda: Allow(parts[0]),
    }
    step = Step("s", {}, (), Follows.MUST, gates[line[0]](), Rule(Certainty.A), "p")
    made = compiled(Procedure("p", "", {}, {}, Force.IN_FORCE, UNKNOWN, OPEN, {}, {}, (Phase("p", {}, "p", (step,)),)))
    run = Run.begin(made, ON, lambda _world: lambda _clock: None)
    return {TRUE: "TRUE", FALSE: "FALSE", ALLOWS: "ALLOWS"}[made.value["s"](run.world)]


def brute(procedure: str, happened: set[str], absent: frozenset[str] = frozenset()) -> dict[str, str | None]:
    """The value on the route into each business step, by passes over all gates until nothing is left to resolve.

    ``absent`` routes carry nothing; a gate leaves out what is absent, and gives nothing if all of it is.
    """
    table = truth()
    kind = {row[0]: row[-1] for row in rows("steps")}
    wanted = {row[1] for row in rows("procedure_routes") if row[2] == procedure}
    routes = [(row[0], row[2], row[3]) for row in rows("routes") if row[0] in wanted]
    value: dict[str, str | None] = {}
    while len(value) < len(routes):
        before = len(value)
        for id, start, _end in routes:
            if id in value:
                continue
            if id in absent:
                value[id] = None
            elif kind[start] == "1":
                value[id] = "TRUE" if start in happened else "FALSE"
            else:
                inputs = [other for other, _start, end in routes if end == start]
                if all(other in value for other in inputs):
                    given = [found for other in inputs if (found := value[other]) is not None]
                    one = len(given) == 1 and GATE[kind[start]] in ("AND", "OR")
                    value[id] = None if not given else given[0] if one else table[(GATE[kind[start]], *given)]
        assert len(value) > before, "the gates do not resolve"
    return {f"s{end}": value[id] for id, _start, end in routes if kind[end] == "1"}


@pytest.mark.parametrize("id", ["2", "10"])
def test_random_actualisations_agree_with_a_second_evaluator(id: str) -> None:
    procedure = import_uk(DATA, id)
    chance = random.Random(2)
    said = {"TRUE": Next.MUST, "ALLOWS": Next.MAY}
    for _ in range(PROCEDURES // 2):
        happened = [step for step in procedure.steps if chance.random() < chance.random()]
        events = [Event(step, step, When("2022-05-01")) for step in happened]

        found = status(procedure, events, ON)

        for step, value in brute(id, {step[1:] for step in happened}).items():
            if value == "FALSE":
                assert found.steps[step].next in (Next.NOT_YET, Next.CANNOT)
            else:
                assert found.steps[step].next is said[str(value)]


def test_every_single_step_and_every_pair_agree_too() -> None:
    for id in ("2", "10"):
        procedure = import_uk(DATA, id)
        steps = list(procedure.steps)
        for one in steps:
            for other in steps:
                found = status(
                    procedure, [Event("a", one, When("2022-05-01")), Event("b", other, When("2022-05-02"))], ON
                )
                values = brute(id, {one[1:], other[1:]})
                assert {step for step, value in values.items() if value in ("TRUE", "ALLOWS")} == set(found.open)


@pytest.mark.parametrize("id", ["2", "10"])
def test_a_route_outside_its_dates_is_absent_and_what_only_it_reaches_cannot_happen(id: str, tmp_path: Path) -> None:
    wanted = [row[1] for row in rows("procedure_routes") if row[2] == id]
    chance = random.Random(int(id))
    for ended in chance.sample(wanted, 12):
        procedure = _with_end(tmp_path, id, ended)

        found = status(procedure, [], ON)

        for step, value in brute(id, set(), frozenset({ended})).items():
            if value is None:
                assert found.steps[step].next is Next.CANNOT
            assert (found.steps[step].next in (Next.MUST, Next.MAY)) is (value in ("TRUE", "ALLOWS"))


def test_what_is_reached_only_by_a_route_that_has_ended_cannot_happen(tmp_path: Path) -> None:
    """The first laying before the Lords of map 2 is fed by route 2027 alone."""
    procedure = _with_end(tmp_path, "2", "2027")

    before, after = status(procedure, [], date(2021, 1, 1)), status(procedure, [], ON)

    seen = {step: (str(before.steps[step].next), str(after.steps[step].next)) for step in ("s12", "s19", "s108", "s4")}
    gone = ("not_yet", "cannot")
    assert seen == {"s12": gone, "s19": gone, "s108": gone, "s4": ("not_yet", "not_yet")}


def _with_end(folder: Path, id: str, ended: str) -> Procedure:
    for name in ("steps", "procedures", "procedure_routes", "house_steps"):
        (folder / f"{name}.tsv").write_text("\n".join("\t".join(row) for row in rows(name)), encoding="utf-8")
    routes = [[*row[:7], "2021-12-31 00:00:00 +00:00"] if row[0] == ended else row for row in rows("routes")]
    (folder / "routes.tsv").write_text("\n".join("\t".join(row) for row in routes), encoding="utf-8")
    procedure = import_uk(folder, id)
    assert any(isinstance(part, Dated) for step in procedure.steps.values() for part in _inside(step.condition))
    return procedure


def _inside(condition: Condition) -> list[Condition]:
    return [condition, *(below for part in inner(condition) for below in _inside(part))]
