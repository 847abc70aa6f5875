"""`travaux procedure prose | table | read-table | changes | fair`: rules for lawyers, and whether a term is fair."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from travaux.core.dates import When
from travaux.core.procedure import Procedure
from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.fair_words import say_warning
from travaux.core.procedure.fairness import Addressee, check_term
from travaux.core.procedure.prose import describe
from travaux.core.procedure.table import read_table, write_table
from travaux.core.procedure.version_words import told
from travaux.core.procedure.words import Lang
from travaux.core.procedure.writing import write

from .procedure import NO, AsJson, File, Language, _open, app, refusals, show

Out = Annotated[Path, typer.Option("-o", "--out", help="The file to write. Default: on the screen.")]
SCREEN = Path("-")


@app.command()
def prose(file: File, lang: Language = "en") -> None:
    """The rules in words: who must or may do what, after what, in which term, by which rule."""
    with refusals(False):
        rules = _open(file)
    typer.secho(rules.title.get(lang, rules.id), bold=True)
    for phase in rules.phases:
        typer.secho(f"\n{phase.title.get(lang, phase.id)}", dim=True)
        for step in phase.steps:
            typer.echo(f"{step.id}  {describe(rules, step, lang)}")


@app.command()
def table(
    file: File, out: Annotated[Path, typer.Option("-o", "--out", help="The spreadsheet to write, .xlsx.")],
    lang: Language = "en",
) -> None:  # fmt: skip
    """The rules as a spreadsheet, one row a step: to be changed by lawyers and read back by `read-table`."""
    with refusals(False):
        rules = _open(file)
    write_table(rules, out, lang)
    typer.echo(f"{out}: {len(rules.steps)} steps")


@app.command(name="read-table")
def read_changed_table(
    spreadsheet: Annotated[Path, typer.Argument(help="A table that `travaux procedure table` wrote, changed or not.")],
    base: Annotated[str, typer.Option(help="The rules it came from: a file, or the id of a shipped one.")],
    out: Out = SCREEN,
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Read a changed table back into a file of rules and say what it changes. Faults are named by their row."""
    with refusals(as_json):
        old = _open(base)
    with refusals(as_json, lang=lang, place="строка" if lang == "ru" else "row"):
        new = read_table(spreadsheet, old)
    if str(out) == "-" and not as_json:
        sys.stdout.write(write(new))
        return
    if str(out) != "-":
        out.write_text(write(new), encoding="utf-8")
    tell_changes(old, new, lang, as_json)


@app.command()
def changes(
    old: Annotated[str, typer.Argument(help="The earlier version: a file, or ID or ID@VERSION of a shipped one.")],
    new: Annotated[str, typer.Argument(help="The later version.")],
    lang: Language = "en",
    as_json: AsJson = False,
) -> None:
    """What changed between two versions of rules. Exit code 1 where something did."""
    with refusals(as_json):
        before, after = _open(old), _open(new)
    if tell_changes(before, after, lang, as_json):
        raise typer.Exit(NO)


def tell_changes(old: Procedure, new: Procedure, lang: Lang, as_json: bool) -> bool:
    """Print the differences; whether there are any."""
    found = told(old, new, lang)

    def human(_report: object) -> None:
        for each in found:
            typer.secho(f"{each.step} {each.name}: {each.part}".strip(), bold=True)
            typer.secho(f"  − {each.before or '—'}", fg=typer.colors.RED)
            typer.secho(f"  + {each.after or '—'}", fg=typer.colors.GREEN)
        if not found:
            typer.echo("Nothing changed." if lang == "en" else "Ничего не изменилось.")

    show([asdict(each) for each in found], as_json, human)
    return bool(found)


@app.command()
def fair(
    start: Annotated[str, typer.Option("--from", help="The day the term runs from.")],
    end: Annotated[str, typer.Option("--to", help="Its last day; “travaux procedure days” counts it.")],
    addressee: Annotated[
        list[str], typer.Option(help="NAME:LANGUAGES[:CALENDAR], as alder:en,ru:alder.csv; may be given again.")
    ],
    text: Annotated[
        list[str], typer.Option(help="Since when the text exists in a language, as ru:2021-07-11; may be given again.")
    ] = [],  # noqa: B006  typer reads the default and never changes it
    lang: Annotated[Literal["en", "ru"], typer.Option(help="Language of the words.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Whether a term is fair to its addressees: recess, election, a text they can read. Exit code 1 on any doubt."""
    with refusals(as_json), plain_dates():
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        texts = {name: When.parse(day) for name, _, day in (each.partition(":") for each in text)}
        found = check_term(first, last, [read_addressee(each) for each in addressee], texts)

    def human(_report: object) -> None:
        for warning in found:
            typer.echo(say_warning(warning, lang))
        if not found:
            typer.echo("Nothing speaks against this term." if lang == "en" else "Возражений против этого срока нет.")

    report: list[dict[str, Any]] = [asdict(each) | {"en": say_warning(each, "en"), "ru": say_warning(each, "ru")}
                                    for each in found]  # fmt: skip
    show(json.loads(json.dumps(report, default=str)), as_json, human)
    if found:
        raise typer.Exit(NO)


def read_addressee(text: str) -> Addressee:
    """``NAME:LANGUAGES[:CALENDAR]``; without a calendar nothing is known of its days. Raises `ValueError`."""
    name, _, rest = text.partition(":")
    languages, _, path = rest.partition(":")
    if not name or not languages:
        raise ValueError(f"“{text}” names no languages. Write NAME:LANGUAGES or NAME:LANGUAGES:CALENDAR.")
    calendar: Calendar | None = load_calendar(Path(path)) if path else None
    return Addressee(name, tuple(part.strip() for part in languages.split(",")), calendar)


@contextmanager
def plain_dates() -> Iterator[None]:
    """Says how a day is written, where one is not."""
    try:
        yield
    except ValueError as error:
        if "isoformat" not in str(error):
            raise
        raise ValueError("A day is written with the year, the month and the day: 2022-06-06.") from None
