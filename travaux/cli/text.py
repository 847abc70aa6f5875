"""``travaux text …``: legal texts read, checked, shown, without a database and without Django.

Exit codes: 0 done; 1 done, and the answer is no (a text is not valid, an operation could not be applied); 2 refused,
nothing was written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="text", no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 done, and the answer is no; 2 refused, nothing was written.",
)  # fmt: skip

File = Annotated[str, typer.Argument(help="A text in any readable format; - is standard input.")]
Profile = Annotated[str | None, typer.Option("--profile", help="The structure profile; detected when not given.")]
Lang = Annotated[str | None, typer.Option("--lang", help="The language: ru, en, or a code of three letters.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="The file to write; standard output when not given.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def text() -> None:
    """Read, check, compare, amend and write legal texts. Needs no database."""


@app.command("import")
def import_(
    files: Annotated[list[str], typer.Argument(help="One text, or several files that make one text, in order.")],
    profile: Profile = None,
    lang: Lang = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Read a text and write it as Akoma Ntoso 3.0; what was uncertain is reported.

    `--json` prints {"profile", "language", "units", "doubts": [{"where", "text", "why", "chose"}]}.
    """
    from travaux.core.text.akn_write import write_akn
    from travaux.core.text.files import open_together

    reading = open_together([(name, given(name)) for name in files], profile_id=profile, language=lang)
    put(write_akn(reading.document), out, unless=as_json)
    report = {
        "profile": reading.profile,
        "language": reading.language,
        "units": count_units(reading.document),
        "doubts": [doubt.as_json() for doubt in reading.doubts],
    }
    if as_json:
        say(report)
        return
    typer.secho(f"profile {reading.profile or '—'}, language {reading.language}, {report['units']} units", err=True)
    for doubt in reading.doubts:
        typer.secho(f"line {doubt.where}: “{doubt.text}”: {doubt.why}; {doubt.chose}", fg="yellow", err=True)


@app.command()
def check(
    file: File,
    schema: Annotated[Path | None, typer.Option(help="akomantoso30.xsd; without it, the reading alone.")] = None,
    profile: Profile = None,
    lang: Lang = None,
    as_json: AsJson = False,
) -> None:
    """Whether a text can be read without doubt, and written as valid Akoma Ntoso. Exit code 1 when not.

    `--json` prints {"ok", "valid": true|false|null, "faults": […], "duplicate_eids": […], "doubts": […]}.
    """
    from collections import Counter

    from travaux.core.text.akn_write import check_akn, write_akn
    from travaux.core.text.files import open_text
    from travaux.core.text.listing import listing
    from travaux.core.text.refusals import NotValid

    reading = open_text(given(file), name=file, profile_id=profile, language=lang)
    faults: list[str] = []
    if schema is not None:
        try:
            check_akn(write_akn(reading.document), schema)
        except NotValid as refusal:
            faults.append(refusal.error)
    twice = sorted(eid for eid, times in Counter(row[0] for row in listing(reading.document)).items() if times > 1)
    ok = not faults and not twice and not reading.doubts
    report = {
        "ok": ok, "valid": None if schema is None else not faults, "faults": faults, "duplicate_eids": twice,
        "doubts": [doubt.as_json() for doubt in reading.doubts],
    }  # fmt: skip
    if as_json:
        say(report)
    else:
        typer.echo("no doubts" if ok else "\n".join([*faults, *twice, *(str(d.as_json()) for d in reading.doubts)]))
    raise typer.Exit(0 if ok else 1)


@app.command()
def show(
    file: File,
    form: Annotated[str, typer.Option("--format", help="tree, text, html or json.")] = "tree",
    profile: Profile = None,
    lang: Lang = None,
    provenance: Annotated[bool, typer.Option(help="Instead, which act and item each changed span comes from.")] = False,
) -> None:
    """Show a text: as a tree, one unit a line (`eId<TAB>num<TAB>text`), as HTML or as JSON.

    `--provenance` prints one span a line, eId<TAB>act<TAB>item<TAB>kind<TAB>words, of a text that `apply` wrote as
    Akoma Ntoso; with `--format json`, {"provenance": [{"eId", "kind", "text", "start", "end", "act", "item", "op"}]}.
    """
    from travaux.core.text.amend.provenance import provenance_of
    from travaux.core.text.files import open_text
    from travaux.core.text.html_write import write_html
    from travaux.core.text.listing import as_json_tree, as_lines, as_outline, listing
    from travaux.core.text.refusals import TextRefused

    reading = open_text(given(file), name=file, profile_id=profile, language=lang)
    if provenance:
        rows = provenance_of(reading.document)
        if form == "json":
            say({"provenance": rows})
        for row in rows if form != "json" else ():
            typer.echo("\t".join(" ".join(str(row[key]).split()) for key in ("eId", "act", "item", "kind", "text")))
    elif form == "text":
        sys.stdout.write(as_lines(listing(reading.document)))
    elif form == "html":
        sys.stdout.write(write_html(reading.document))
    elif form == "json":
        say({"profile": reading.profile, "language": reading.language, "units": as_json_tree(reading.document)})
    elif form == "tree":
        sys.stdout.write(as_outline(reading.document))
    else:
        raise TextRefused(f"There is no format “{form}”.", where="--format", remedy="Give tree, text, html or json.")


def given(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises `TextRefused` when there are none to read."""
    from travaux.core.text.refusals import TextRefused

    if name == "-":
        data = sys.stdin.buffer.read()
        if not data:
            raise TextRefused("There is nothing on standard input.", where="-",
                              remedy="Send a text through it, and name - only once.")  # fmt: skip
        return data
    try:
        return Path(name).read_bytes()
    except OSError as reason:
        raise TextRefused(f"The file cannot be read: {reason.strerror or reason}.", where=name,
                          remedy="Give the path of a file that exists and may be read.") from None  # fmt: skip


def put(data: bytes, out: Path | None, *, unless: bool = False) -> None:
    """Write to the file, or to standard output when there is none and nothing else is printed there."""
    from travaux.core.text.refusals import TextRefused

    if out is not None:
        try:
            out.write_bytes(data)
        except OSError as reason:
            raise TextRefused(f"The file cannot be written: {reason.strerror or reason}.", where=str(out),
                              remedy="Give a path in a folder that may be written to.") from None  # fmt: skip
    elif not unless:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def say(report: Any) -> None:
    """A report as JSON."""
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")


def count_units(document: Any) -> int:
    """How many units a document has, annexes included."""
    from travaux.core.text.tree import Unit, walk

    return sum(isinstance(node, Unit) for node in walk(document))


from . import text_amend, text_compare, text_formats, text_merge, text_word  # noqa: E402, F401 -- their commands join this app
