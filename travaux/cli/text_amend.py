"""``travaux text formula``, ``apply`` and ``at``: amendments understood and applied, and a text through time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .text import AsJson, File, Lang, Out, Profile, app, given, put, say


@app.command()
def formula(
    words: Annotated[str, typer.Argument(help="The formula, in English or Russian.")],
    lang: Lang = None,
    base: Annotated[
        str | None, typer.Option(help="A text to try it on: the place found and the result are shown.")
    ] = None,
    profile: Profile = None,
    as_json: AsJson = False,
) -> None:
    """Say what an amending formula orders; with `--base`, what it finds there. Exit code 1 when it cannot be executed.

    `--json` prints {"operations": [{"op", "target", "find", "text", "place", "executable"}], "result": […]}.
    """
    from travaux.core.text.amend.act import parse

    operations = parse(words, lang or "")
    report: dict[str, Any] = {"operations": [_told(op) for op in operations]}
    ok = all(told["executable"] for told in report["operations"])
    if base is not None:
        from travaux.core.text.amend.consolidate import profile_for
        from travaux.core.text.amend.execute import apply_operations
        from travaux.core.text.diff import diff
        from travaux.core.text.files import open_text

        reading = open_text(given(base), name=base, profile_id=profile)
        made, log = apply_operations(reading.document, operations, profile_for(reading, profile))
        report["log"] = [outcome.as_json() for outcome in log]
        report["result"] = [change.as_json() for change in diff(reading.document, made).changes]
        ok = ok and all(outcome.status in ("applied", "already") for outcome in log)
    if as_json:
        say(report)
    else:
        for told in report["operations"]:
            typer.echo(f"{told['op']}: {told['target']}  {told['find']!r} → {told['text']!r}")
        for entry in report.get("log", ()):
            typer.echo(f"{entry['status']}: {entry['target']} {entry['why']}")
    raise typer.Exit(0 if ok else 1)


@app.command()
def apply(
    base: File,
    acts: Annotated[list[str], typer.Argument(help="Amending acts, in the order in which they apply.")],
    out: Out = None,
    log: Annotated[Path | None, typer.Option(help="Where to write the log as JSON.")] = None,
    form: Annotated[str, typer.Option("--format", help="A format of `export`, or text (one unit a line).")] = "akn",
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Apply amending acts to a text. Exit code 1 when an operation could not be applied; the others are.

    The log is {"operations": [{"act", "item", "formula", "op", "target", "status", "why"}], "provenance": [{"eId",
    "kind", "text", "start", "end", "act", "item", "op"}]}; status is applied, already, ambiguous, not_found or
    not_executable. Akn keeps the provenance; `travaux text show --provenance` prints it.
    """
    from travaux.core.text.amend.consolidate import Act, consolidate, profile_for
    from travaux.core.text.amend.provenance import with_provenance
    from travaux.core.text.files import open_text

    reading = open_text(given(base), name=base, profile_id=profile, language=lang)
    documents = [Act(open_text(given(act), name=act, language=lang).document, Path(act).name) for act in acts]
    made = consolidate(reading.document, documents, profile_for(reading, profile), language=lang or "")
    report = {
        "operations": [outcome.as_json() for outcome in made.outcomes],
        "provenance": [trace.as_json() for trace in made.traces],
    }
    if log is not None:
        put((json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode(), log)
    _written(with_provenance(made.document, made.traces) if form == "akn" else made.document, form, out)
    done = sum(outcome.status in ("applied", "already") for outcome in made.outcomes)
    typer.secho(f"{done} of {len(made.outcomes)} operations applied", err=True)
    for outcome in made.outcomes:
        if outcome.status not in ("applied", "already"):
            said = outcome.as_json()
            typer.secho(f"{said['item']}: {said['status']}: {said['why']}", fg="yellow", err=True)
    raise typer.Exit(0 if done == len(made.outcomes) else 1)


@app.command()
def at(
    work: Annotated[str, typer.Argument(help="A YAML file: base, in_force, and acts with their files and days.")],
    on: Annotated[str | None, typer.Option(help="The day, as 2024-05-01.")] = None,
    known: Annotated[str | None, typer.Option(help="Leave out acts adopted after this day.")] = None,
    history: Annotated[str | None, typer.Option(help="The history of a unit (its eId), or of all units (all).")] = None,
    form: Annotated[
        str, typer.Option("--format", help="json, text (one unit a line), or a format of export.")
    ] = "text",
    out: Out = None,
) -> None:
    """The text of a work on a day, or the history of its units. Exit code 1 when the work is repealed on that day.

    A work file: base: FILE · in_force: DAY · repealed: DAY · acts: a list of file, name, adopted, in_force, items
    ({"1) а)": DAY}), applies_from (retroactive), repealed, undone. Files are found beside it.

    `--format json` prints {"title", "on", "known", "status": "in_force|repealed", "from", "to", "units": [{"eId",
    "num", "text"}], "operations": […], "provenance": […]}; from and to are the days between which this version stands.
    `--history` prints {"history": [[{"eId", "num", "text", "kind": "base|added|changed|removed", "from", "to",
    "by": [{"act", "item"}]}]]}, one list a unit, oldest first.
    """
    from travaux.core.text.amend.history import history as history_of
    from travaux.core.text.amend.timeline import text_at
    from travaux.core.text.listing import as_json_tree

    described = _work(work)
    day, seen = _day(on, "--on"), _day(known, "--known")
    if history is not None:
        found = history_of(described, "" if history == "all" else history, known=seen)
        say({"history": [[moment.as_json() for moment in moments] for moments in found]})
        return
    version = text_at(described, day or date.max, known=seen)
    repealed = described.repealed is not None and day is not None and day >= described.repealed
    if form == "json":
        say({
            "title": described.title, "on": on, "known": known, "status": "repealed" if repealed else "in_force",
            "from": str(version.since) if version.since else None,
            "to": str(version.until) if version.until else None, "units": as_json_tree(version.document),
            "operations": [outcome.as_json() for outcome in version.outcomes],
            "provenance": [trace.as_json() for trace in version.traces],
        })  # fmt: skip
    else:
        _written(version.document, form, out)
    if repealed:
        typer.secho(f"repealed on {described.repealed}; this is how it last stood", fg="yellow", err=True)
    raise typer.Exit(1 if repealed else 0)


def _work(path: str) -> Any:
    """The work that a YAML file describes; the files that it names are found beside it."""
    import yaml

    from travaux.core.text.amend.timeline import work_from
    from travaux.core.text.files import open_text
    from travaux.core.text.refusals import TextRefused

    folder = Path(path).parent
    try:
        described = yaml.safe_load(given(path))
    except yaml.YAMLError as fault:
        raise TextRefused("The file is no YAML.", where=f"{path}: {str(fault).splitlines()[0]}",
                          remedy="See `travaux text at --help` for what it holds.") from None  # fmt: skip
    return work_from(described, lambda name: open_text(given(str(folder / name)), name=name))


def _day(said: str | None, where: str) -> date | None:
    from travaux.core.text.refusals import TextRefused

    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise TextRefused(f"“{said}” is no day.", where=where, remedy="Write a day as 2024-05-01.") from None


def _written(document: Any, form: str, out: Path | None) -> None:
    from travaux.core.text.files import write
    from travaux.core.text.listing import as_lines, listing

    put(as_lines(listing(document)).encode() if form == "text" else write(document, form), out)


def _told(op: Any) -> dict[str, Any]:
    return {
        "op": op.op, "target": str(op.target), "find": op.find, "text": op.text, "place": op.place,
        "executable": op.op not in ("proposal", "amend_amendment") and not op.soft,
    }  # fmt: skip
