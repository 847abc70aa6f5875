"""``travaux text formula`` and ``travaux text apply``: amendments understood and applied, with a log."""

from __future__ import annotations

import json
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
        from travaux.core.text.amend.execute import apply_operations
        from travaux.core.text.diff import diff
        from travaux.core.text.files import open_text
        from travaux.core.text.profiles import profile as named

        reading = open_text(given(base), name=base, profile_id=profile)
        made, log = apply_operations(reading.document, operations, named(profile or reading.profile or "generic"))
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
    form: Annotated[str, typer.Option("--format", help="akn, txt, html or text (one unit a line).")] = "akn",
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Apply amending acts to a text. Exit code 1 when an operation could not be applied; the others are.

    The log is {"operations": [{"item", "formula", "op", "target", "status", "why"}]}; status is applied, already,
    ambiguous, not_found or not_executable.
    """
    from travaux.core.text.amend.consolidate import amend
    from travaux.core.text.files import open_text, write
    from travaux.core.text.listing import as_lines, listing
    from travaux.core.text.profiles import profile as named

    reading = open_text(given(base), name=base, profile_id=profile, language=lang)
    documents = [open_text(given(act), name=act, language=lang) for act in acts]
    used = named(profile or reading.profile or "generic")
    made, outcomes = amend(reading.document, [each.document for each in documents], used)
    report = {"operations": [outcome.as_json() for outcome in outcomes]}
    if log is not None:
        log.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    put(as_lines(listing(made)).encode() if form == "text" else write(made, form), out)
    done = sum(outcome.status in ("applied", "already") for outcome in outcomes)
    typer.secho(f"{done} of {len(outcomes)} operations applied", err=True)
    for outcome in outcomes:
        if outcome.status not in ("applied", "already"):
            said = outcome.as_json()
            typer.secho(f"{said['item']}: {said['status']}: {said['why']}", fg="yellow", err=True)
    raise typer.Exit(0 if done == len(outcomes) else 1)


def _told(op: Any) -> dict[str, Any]:
    return {
        "op": op.op, "target": str(op.target), "find": op.find, "text": op.text, "place": op.place,
        "executable": op.op != "proposal" and not op.soft,
    }  # fmt: skip
