"""`travaux procedure …`: procedures as data, without a database and without Django."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from travaux.core.procedure import BadFile, Procedure, by_component, explain, load, load_events, shipped, shipped_ids
from travaux.core.procedure import status as status_of
from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.cases import differences, load_cases
from travaux.core.procedure.check import check as check_rules
from travaux.core.procedure.check_words import say_finding, say_move, say_not_decided
from travaux.core.procedure.counting import OF_THE_CLOCK, Calendar, Counting, NoDay, Unit, day_after, moment_after
from travaux.core.procedure.draw import svg
from travaux.core.procedure.fault_words import say
from travaux.core.procedure.forecast import forecast as forecast_of
from travaux.core.procedure.forecast import hit_rate
from travaux.core.procedure.import_uk import import_uk as read_uk
from travaux.core.procedure.import_uk import procedures_in
from travaux.core.procedure.plain import explanation_as_json, forecast_as_json, status_as_json
from travaux.core.procedure.shipped import FOLDER
from travaux.core.procedure.words import Lang, step_name
from travaux.core.procedure.writing import write

from .procedure_told import NEXT, tell_forecast, tell_status

NO, REFUSED, NOT_COVERED = 1, 2, 3

app = typer.Typer(
    name="procedure", no_args_is_help=True,
    help="Rules of procedure as data: check them, and see where a dossier stands. Needs no database.",
    epilog="Exit codes: 0 done; 1 the answer is no; 2 a file was refused; 3 a calendar does not reach so far.",
)  # fmt: skip

File = Annotated[
    str,
    typer.Argument(help=f"A procedure file, or the id of a shipped one (or ID@VERSION): {', '.join(shipped_ids())}."),
]
Events = Annotated[Path, typer.Option(help="YAML list: id, step, date; actor, about, version, outcome, answers.")]
On = Annotated[str, typer.Option(help="The day asked about, 2022-06-06. Default: today.")]
KnownUntil = Annotated[str, typer.Option(help="The last day any source speaks for; past it nothing is called current.")]
Calendars = Annotated[list[Path], typer.Option("--calendar", help="A calendar, .csv or .ics; may be given again.")]
Language = Annotated[Literal["en", "ru"], typer.Option(help="Language of the words.")]
AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]


@app.callback()
def procedure() -> None:
    """Rules of procedure as data: check them, and see where a dossier stands. Needs no database."""


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Procedure files, or ids of shipped ones.")],
    on: On = "",
    most: Annotated[
        int, typer.Option(help="Situations to look at; past that the check says what it left open.")
    ] = 20_000,
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Look for unreachable steps, dead ends, traps, conditions that cannot hold, clocks without a start and the like.

    Exit codes: 0 sound; 1 something was found or left open; 2 a file was refused.
    """
    with refusals(as_json):
        reports = [(name, check_rules(_open(name), on=_dates(on, "")[0], most=most)) for name in files]
    plain = [{
        "file": name, "procedure": report.procedure, "sound": report.sound, "situations": report.situations,
        "complete": report.complete,
        "findings": [{"flaw": str(found.flaw), "place": found.place, "line": found.line, "what": found.what,
                      "run": [say_move(move) for move in found.run], "en": say_finding(found, "en"),
                      "ru": say_finding(found, "ru")} for found in report.findings],
        "not_decided": [{"flaw": str(flaw), "place": place} for flaw, place in report.not_decided],
    } for name, report in reports]  # fmt: skip

    def human(_report: object) -> None:
        for name, report in reports:
            colour = typer.colors.GREEN if report.sound else typer.colors.RED
            typer.secho(
                f"{name}: findings: {len(report.findings)}; situations: {report.situations}", fg=colour, bold=True
            )
            for found in report.findings:
                typer.echo(f"  {name}, line {found.line}: {say_finding(found, lang)}")
                if found.run:
                    typer.echo(f"      {' → '.join(map(say_move, found.run))}")
            for flaw, place in report.not_decided:
                typer.echo(f"  {say_not_decided(flaw, place, lang)}")

    show({"files": plain, "sound": all(report.sound for _name, report in reports)}, as_json, human)
    if not all(report.sound for _name, report in reports):
        raise typer.Exit(NO)


@app.command()
def status(
    file: File,
    events: Events,
    on: On = "",
    known_until: KnownUntil = "",
    calendar: Calendars = [],  # noqa: B006  typer reads the default and never changes it
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Where a dossier stands on a day: what happened, what can follow, by when, and what was not foreseen.

    With `about` in the events there is one status more for each component.
    """
    with refusals(as_json):
        rules, happened, asked = _open(file), load_events(events), _dates(on, known_until)
        given = _calendars(calendar)
    found = status_of(rules, happened, asked[0], known_until=asked[1], calendars=given)
    report = status_as_json(found, rules)
    if any(event.about for event in happened):
        parts = by_component(rules, happened, asked[0], known_until=asked[1], calendars=given)
        report["components"] = {name: status_as_json(part, rules) for name, part in parts.items()}
    show(report, as_json, lambda told: tell_status(told, rules, lang))


@app.command(name="explain")
def explain_step(
    file: File,
    step: Annotated[str, typer.Argument(help="Id of the step.")],
    events: Events,
    on: On = "",
    known_until: KnownUntil = "",
    calendar: Calendars = [],  # noqa: B006  typer copies defaults
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Why a step can or cannot follow: what it still needs, by which rule, and the facts that led to it."""
    with refusals(as_json):
        rules, happened, asked = _open(file), load_events(events), _dates(on, known_until)
        found = explain(rules, step, happened, asked[0], known_until=asked[1], calendars=_calendars(calendar))

    def human(_report: object) -> None:
        typer.secho(f"{step_name(rules, step, lang)}: {NEXT[lang][str(found.next)]}", bold=True)
        for line in found.tell(rules, lang):
            typer.echo(f"  {line}")
        for fact in found.led_here:
            typer.echo(f"  ← {fact.event}: {step_name(rules, fact.step, lang)}, {fact.date or '—'}")

    show(explanation_as_json(found, rules), as_json, human)


@app.command()
def days(
    start: Annotated[str, typer.Option("--from", help="The day the term runs from; for hours 2022-06-06T15:30.")],
    count: Annotated[int, typer.Option(help="How many of them.", min=1)],
    calendar: Calendars = [],  # noqa: B006  typer reads the default and never changes it
    more: Annotated[list[Path] | None, typer.Argument(help="Further calendars.")] = None,
    rule: Annotated[
        str,
        typer.Option(
            help="Words with commas between: sitting, working, calendar, month, hour or minute; after or "
            "same (counting begins); both or either; backward; adjournment=4."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """The last day of a term, counted over one calendar or several. Refused, exit code 3, where they do not reach."""
    with refusals(as_json):
        given = [load_calendar(path) for path in (*calendar, *(more or ()))]
        usual: Unit = "calendar" if not given else "sitting" if any(each.has_sittings for each in given) else "working"
        counting = Counting.parse(rule, unit=usual)
        begin = _moment(start) if counting.unit in OF_THE_CLOCK else _date(start)
    names = [each.name for each in given]
    try:
        end = (
            moment_after(begin, count, counting)
            if isinstance(begin, datetime)
            else day_after(begin, count, counting, given)
        )
    except NoDay as error:
        _leave({"error": str(error)}, as_json, NOT_COVERED)
    name = names[0] if len(names) == 1 else names
    report = {"date": end.isoformat(), "count": count, "rule": str(counting), "calendar": name}
    show(report, as_json, lambda told: typer.echo(told["date"]))


@app.command(name="test")
def run_cases(
    file: Annotated[str, typer.Argument(help="A procedure, the id of a shipped one, or a file of cases.")],
    as_json: AsJson = False,
) -> None:
    """Run the scenario cases beside a procedure (NAME.cases.yaml): events in, status out. Exit code 1 if one fails."""
    with refusals(as_json):
        cases = load_cases(FOLDER / f"{file}.yaml" if file in shipped_ids() else Path(file))
    results: list[dict[str, Any]] = [
        {"case": case.title, "line": case.line, "differences": differences(cases, case)} for case in cases.cases
    ]
    failed = sum(bool(result["differences"]) for result in results)

    def human(_report: object) -> None:
        for result in results:
            good = not result["differences"]
            typer.secho(f"{'✓' if good else '✗'} {result['case']}", fg=typer.colors.GREEN if good else typer.colors.RED)
            for line in result["differences"]:
                typer.echo(f"    {line}")
        typer.echo(f"{len(results) - failed} of {len(results)} cases as expected.")

    show({"procedure": cases.procedure.id, "cases": len(results), "failed": failed, "results": results}, as_json, human)
    if failed:
        raise typer.Exit(NO)


@app.command()
def forecast(
    file: File,
    events: Events,
    history: Annotated[
        list[Path], typer.Option(help="Events of a past dossier, or a folder of such files; may be given again.")
    ],
    on: On = "",
    known_until: KnownUntil = "",
    calendar: Calendars = [],  # noqa: B006  typer reads the default and never changes it
    runs: Annotated[int, typer.Option(help="How many runs are drawn.", min=100, max=1_000_000)] = 10_000,
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """When future steps may come, judged by how long they took before. No dates where fewer than five are known.

    Nor for what hangs on the will of states: steps whose actors are all marked `of_state`, and what needs them.
    A calendar named like an actor (council.csv) holds the days on which it sits.
    """
    with refusals(as_json):
        rules, happened, asked = _open(file), load_events(events), _dates(on, known_until)
        files = [each for path in history for each in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
        past = [load_events(each) for each in files]
        found = forecast_of(
            rules, happened, past, asked[0], known_until=asked[1], calendars=_calendars(calendar), runs=runs,
            without=rules.by_will,
        )  # fmt: skip
        hits, of = hit_rate(rules, past)
    report = forecast_as_json(found) | {"hit_rate": {"hits": hits, "of": of}}
    show(report, as_json, lambda told: tell_forecast(told, rules, lang))


@app.command()
def draw(
    file: File,
    out: Annotated[Path, typer.Option("-o", "--out", help="The picture, .svg. Default: on the screen.")] = Path("-"),
    events: Annotated[Path | None, typer.Option(help="Mark where a dossier with these events stands.")] = None,
    on: On = "",
    known_until: KnownUntil = "",
    lang: Language = "en",
) -> None:
    """Draw a procedure: layers of steps, a lane for each actor, and where a dossier stands."""
    with refusals(False):
        rules, asked = _open(file), _dates(on, known_until)
        found = None if events is None else status_of(rules, load_events(events), asked[0], known_until=asked[1])
    picture = svg(rules, found, lang=lang)
    if str(out) == "-":
        sys.stdout.write(picture)
    else:
        out.write_text(picture, encoding="utf-8")


@app.command(name="import-uk")
def import_uk(
    folder: Annotated[Path, typer.Argument(help="Folder of the published tables: steps.tsv, routes.tsv and others.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write; without --procedure, a folder.")],
    procedure: Annotated[str, typer.Option(help="Id of one procedure. Default: all, a file each.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read the UK Parliament's published procedure maps and write them as procedure files."""
    with refusals(as_json):
        ids = [procedure] if procedure else list(procedures_in(folder))
        made = [read_uk(folder, id) for id in ids]
    if not procedure:
        out.mkdir(parents=True, exist_ok=True)
    files = [out if procedure else out / f"{each.id}.yaml" for each in made]
    for file, each in zip(files, made, strict=True):
        file.write_text(write(each), encoding="utf-8")
    report = [{"procedure": each.id, "title": each.title, "steps": len(each.steps), "file": str(file)}
              for file, each in zip(files, made, strict=True)]  # fmt: skip
    show(
        report,
        as_json,
        lambda told: typer.echo(
            "\n".join(f"{row['file']}: {row['title']['en']}, {row['steps']} steps" for row in told)
        ),
    )


# --- what the commands share


def show(report: Any, as_json: bool, human: Callable[[Any], None]) -> None:
    """One report, as JSON for programs or in words for people."""
    if as_json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    else:
        human(report)


@contextmanager
def refusals(as_json: bool, *, lang: Lang = "en", place: str = "line") -> Iterator[None]:
    """Turns what is wrong with a file or an argument into words and exit code 2; ``place`` is what is counted in it."""
    try:
        yield
    except BadFile as error:
        if as_json:
            _leave(error.as_json(), as_json, REFUSED)
        for fault in error.faults:
            where = f"{fault.file}, {place} {fault.line}" if fault.line else fault.file
            typer.secho(f"{where}: {say(fault.problem, lang)}", fg=typer.colors.RED, err=True)
            typer.echo(f"    {say(fault.remedy, lang)}", err=True)
        raise typer.Exit(REFUSED) from None
    except (LookupError, ValueError) as error:
        _leave({"error": str(error.args[0] if error.args else error)}, as_json, REFUSED)


def _leave(texts: dict[str, Any], as_json: bool, code: int) -> NoReturn:
    if as_json:
        sys.stdout.write(json.dumps(texts, ensure_ascii=False, indent=2) + "\n")
    else:
        typer.secho(texts["error"], fg=typer.colors.RED, err=True)
    raise typer.Exit(code)


def _open(name: str) -> Procedure:
    id, _, version = name.partition("@")
    return shipped(id, version) if id in shipped_ids() else load(Path(name))


def _calendars(paths: Sequence[Path]) -> dict[str, Calendar]:
    return {calendar.name: calendar for calendar in map(load_calendar, paths)}


def _dates(on: str, known_until: str) -> tuple[date, date | None]:
    return _date(on) if on else datetime.now(UTC).date(), _date(known_until) if known_until else None


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day. Write the year, the month and the day: 2022-06-06.") from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text if "T" in text else "")
    except ValueError:
        raise ValueError(f"“{text}” has no time of day. Hours run from one: 2022-06-06T15:30.") from None


from . import procedure_texts  # noqa: E402, F401 -- its commands join this app
