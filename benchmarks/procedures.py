"""Claim: one status of a 40-step procedure takes at most 1 ms, of a 1,000-step map at most 20 ms, on one core, and the
work grows in line with the map: as many functions called for each step of a small map and of a large one (time grows a
little faster, as a large map no longer fits the processor's cache); a check of every shipped procedure takes seconds.

Peers, in the same run, where they do the same work and are installed: `transitions` fires as many events on a machine
of as many states and lists what may follow; `networkx` asks which steps are reachable; pm4py's woflan checks the
soundness of a net of parallel branches. None of them knows dates, conditions, passes or reasons. A peer that is not
installed is SKIPPED by name.

    make bench
    pip install --target DIR transitions networkx pm4py && PYTHONPATH=DIR .venv/bin/python benchmarks/procedures.py
"""

from __future__ import annotations

import importlib
import json
import math
import os
import platform
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file from the Makefile

from travaux.core.dates import When
from travaux.core.procedure import Event, Procedure, load, shipped, shipped_ids, status
from travaux.core.procedure.check import check

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
ON = date(2022, 1, 1)
ROUNDS = 25
RESULTS = Path(__file__).parent / "results" / "procedures.json"


def made_up(steps: int) -> Procedure:
    """A map in which each step follows one of, or two of, the twenty before it, unless a third has happened."""
    chance = random.Random(1)
    lines = []
    for at in range(steps):
        a, b, c = (f"s{chance.randrange(max(0, at - 20), at)}" for _ in range(3)) if at > 2 else ("", "", "")
        after = f"{{any: [{a}, {{all: [{b}, {{none: [{c}]}}]}}]}}" if a else "start"
        rest = f"after: {after}, then: must, rule: {{certainty: A}}"
        lines.append(f"      - {{id: s{at}, title: {{en: S, ru: Ш}}, {rest}}}\n")
    head = "id: made-up\ntitle: {en: M, ru: М}\nphases:\n  - id: all\n    title: {en: All, ru: Всё}\n    steps:\n"
    return load(head + "".join(lines))


def history(count: int) -> list[Event]:
    return [Event(f"e{at}", f"s{at}", When.on(date(2020, 1, 1) + timedelta(days=at))) for at in range(count)]


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor time of one call, the fastest of many: whatever else runs on the machine only adds to it."""
    work()
    found = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        found.append((time.process_time() - begin) * 1000)
    return min(found)


def peer(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"SKIPPED: {name} IS NOT INSTALLED")
        return None


def one_status() -> dict[str, float]:
    found: dict[str, float] = {}
    for steps, events in ((40, 20), (250, 50), (500, 100), (1000, 200), (2000, 400), (4000, 800)):
        procedure, past = made_up(steps), history(events)
        found[str(steps)] = milliseconds(lambda: status(procedure, past, ON))  # noqa: B023 - called at once
        calls = called(lambda: status(procedure, past, ON)) / steps  # noqa: B023 - called at once
        print(f"status, {steps:>5} steps, {events:>3} events: {found[str(steps)]:8.2f} ms, {calls:.1f} calls a step")
    print(f"growth: time goes with steps to the power {math.log(found['4000'] / found['500'], 8):.2f} (1 is in line)")
    return {steps: round(ms, 2) for steps, ms in found.items()}


def called(work: Callable[[], object]) -> int:
    """How many functions one call enters: the growth that no cache and no other program of the machine can blur."""
    count = 0

    def seen(_frame: object, what: str, _with: object) -> None:
        nonlocal count
        count += what == "call"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def many_dossiers() -> float:
    """Dossiers of the shipped path, each at another point of it."""
    path = ["A02′", "A03", "A04", "A05", "A06", "A07", "A09", "A10", "A11", "A12", "A13", "A14"]
    procedure, count = shipped("cis-model-act"), int(5000 * SCALE)
    dossiers = []
    for number in range(count):
        days = [date(2020, 1, 1) + timedelta(days=20 * at + number % 20) for at in range(number % len(path) + 1)]
        dossiers.append([Event(step, step, When.on(day), outcome="send" if step == "A07" else ())
                         for step, day in zip(path, days, strict=False)])  # fmt: skip
    begin = time.process_time()
    for events in dossiers:
        status(procedure, events, ON)
    took = time.process_time() - begin
    print(f"{count:,} dossiers of the shipped path: {took:.2f} s, {took / count * 1000:.2f} ms each")
    return round(took, 2)


def checks() -> dict[str, float]:
    found = {}
    for id in shipped_ids():
        begin = time.process_time()
        report = check(shipped(id), on=ON)
        found[id] = round(time.process_time() - begin, 2)
        print(
            f"check {id}: {found[id]:.2f} s, {report.situations} situations, {'sound' if report.sound else 'NOT SOUND'}"
        )
    return found


def walk_by_transitions(ours: float) -> float | None:
    """200 events on a machine of 1,000 states, and what may follow where it stands."""
    transitions = peer("transitions")
    if transitions is None:
        return None
    procedure = made_up(1000)
    links = [{"trigger": f"to_{end}_from_{start}", "source": start, "dest": end}
             for start, ends in procedure.followers.items() for end in ends]  # fmt: skip
    machine = transitions.Machine(states=list(procedure.steps), transitions=links, initial="s0")

    def walk() -> object:
        machine.set_state("s0")
        for at in range(200):
            able = [
                name for name in machine.get_triggers(machine.state) if name.startswith("to_s") and "_from_" in name
            ]
            if not able:
                break
            machine.trigger(able[at % len(able)])
        return machine.get_triggers(machine.state)

    return told("transitions, a plain state walk", milliseconds(walk, 5), ours)


def reach_by_networkx(ours: float) -> float | None:
    networkx = peer("networkx")
    if networkx is None:
        return None
    procedure = made_up(1000)
    graph = networkx.DiGraph((start, end) for start, ends in procedure.followers.items() for end in ends)

    def walk() -> object:
        return set().union(*(networkx.descendants(graph, f"s{at}") for at in range(200) if f"s{at}" in graph))

    return told("networkx, descendants of 200 steps", milliseconds(walk, 3), ours)


def soundness_by_pm4py() -> float | None:
    """Three branches side by side, six steps each, then a join: as a procedure, and as the workflow net it is."""
    if peer("pm4py") is None:
        return None
    from pm4py.algo.analysis.woflan import algorithm as woflan
    from pm4py.objects.petri_net.obj import Marking, PetriNet
    from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to

    branches, length = 3, 6
    title = "title: {en: S, ru: Ш}"
    lines = [f"{{id: begin, {title}, after: start}}"]
    for branch in range(branches):
        before = ["begin", *(f"b{branch}.{at}" for at in range(length))]
        lines += [f"{{id: b{branch}.{at}, {title}, after: {before[at]}}}" for at in range(length)]
    ends = ", ".join(f"b{branch}.{length - 1}" for branch in range(branches))
    lines.append(f"{{id: end, {title}, after: {{all: [{ends}]}}, concludes: yes}}")
    head = f"id: net\ntitle: {{en: N, ru: С}}\nphases:\n  - id: all\n    {title}\n    steps:\n"
    procedure = load(head + "".join(f"      - {line}\n" for line in lines))

    net = PetriNet("net")
    source, sink = PetriNet.Place("source"), PetriNet.Place("sink")
    rows = [[PetriNet.Place(f"p{branch}.{at}") for at in range(length + 1)] for branch in range(branches)]
    net.places.update([source, sink, *(place for row in rows for place in row)])

    def link(name: str, before: list[Any], after: list[Any]) -> None:
        transition = PetriNet.Transition(name, name)
        net.transitions.add(transition)
        for place in before:
            add_arc_from_to(place, transition, net)
        for place in after:
            add_arc_from_to(transition, place, net)

    link("begin", [source], [row[0] for row in rows])
    for row in rows:
        for at in range(length):
            link(f"t{id(row)}.{at}", [row[at]], [row[at + 1]])
    link("end", [row[-1] for row in rows], [sink])

    def look() -> object:
        return woflan.apply(net, Marking({source: 1}), Marking({sink: 1}),
                            parameters={"print_diagnostics": False, "return_asap_when_not_sound": False})  # fmt: skip

    report = check(procedure, on=ON)
    print(f"three branches of six steps: {report.situations} situations, {'sound' if report.sound else 'NOT SOUND'}")
    ours = milliseconds(lambda: check(procedure, on=ON), 3)
    return told("pm4py woflan on the same net", milliseconds(look, 3), ours)


def told(name: str, peers: float, ours: float) -> float:
    print(f"{name}: {peers:.2f} ms, ours {ours:.2f} ms, ratio {peers / ours:.2f}")
    return round(peers / ours, 1)


def main() -> None:
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    statuses = one_status()
    results: dict[str, Any] = {"status_ms": statuses, "dossiers_s": many_dossiers(), "check_s": checks()}
    results["ratios"] = {
        "transitions": walk_by_transitions(statuses["1000"]),
        "networkx": reach_by_networkx(statuses["1000"]),
        "pm4py": soundness_by_pm4py(),
    }
    results = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
    } | results
    figures = json.dumps(results, indent=2, default=str)
    print(figures)
    if SCALE == 1:
        RESULTS.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
