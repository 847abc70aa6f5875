"""Claim: the board, the table of comments and the grid of a round cost the same number of queries for one addressee and
one comment as for 60 addressees and 20,000 comments; filtering the table costs a small multiple of the bare query that
finds the same rows.

Peer: Django's own ORM. The bare query filters the same comments by author and type in the database and reads the same
columns; it knows nothing of visibility, places, answers or text order.

    make bench            60 addressees, 20,000 comments
    BENCH_SCALE=0.02 …    the same, smaller
"""

import datetime as dt
import gc
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file from the Makefile
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
os.environ["TRAVAUX_DATA"] = tempfile.mkdtemp(prefix="travaux-bench-")
os.environ["TRAVAUX_LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks import _acts  # noqa: E402
from travaux.captures.actions import cite_entry  # noqa: E402
from travaux.consultation.models import Addressee, Comment, Disposition, Document, Filing, Round  # noqa: E402
from travaux.consultation.queries.boards import board  # noqa: E402
from travaux.consultation.queries.tables import Filters, consolidated, positions_grid  # noqa: E402
from travaux.dossiers.actions import open_dossier, record_event  # noqa: E402
from travaux.instruments.actions import File, add_expression, add_version, register_instrument  # noqa: E402
from travaux.instruments.queries.rows import Held  # noqa: E402
from travaux.lib.viewer import OPERATOR  # noqa: E402
from travaux.record.actions import act  # noqa: E402
from travaux.registry.actions.bodies import register_body  # noqa: E402

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
ADDRESSEES, COMMENTS, ARTICLES = max(int(60 * SCALE), 2), max(int(20_000 * SCALE), 40), 200
ROUNDS = 15
RESULTS = Path(__file__).parent / "results" / "circulation.json"
TODAY = dt.date(2026, 5, 4)
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
KINDS = Comment.Kind.values


def stage(addressees: int, comments: int, articles: int) -> Round:
    """A round with its addressees, one filing each, and comments spread over the text; half of them answered."""
    chance = random.Random(7)
    with act(by=OPERATOR, verb="set up a benchmark") as a:
        told = [cite_entry(by=OPERATOR, capacity="benchmark", on=TODAY)]
        assembly = register_body(by=OPERATOR, kind="assembly", name="Assembly", lang="en", citations=told)
        text = register_instrument(by=OPERATOR, kind="model_act", title="An act", lang="en", citations=told)
        english = add_expression(by=OPERATOR, instrument=text, lang="en", authentic=True)
        file = File(_acts.plain(_acts.act(articles)).encode(), "act.txt", "text/plain")
        version = add_version(by=OPERATOR, expression=english, number="1", file=file, made="2026-02-01")
        dossier = open_dossier(by=OPERATOR, instrument=text, assembly=assembly, procedure="exercise")
        decision = record_event(by=OPERATOR, dossier=dossier, label={"en": "Decided"}, citations=told)
        round = Round(
            dossier=dossier, number=1, version=version, decision=decision, subject={"en": "An act"},
            opened_on=NOW.date(), closes_on=dt.date(2026, 6, 1), opened_at=NOW,
        )  # fmt: skip
        a.save(round, texts=[version])
        places = list(Held(version.text).uids.items())
        rows: list[Any] = []
        filings: list[Filing] = []
        for n in range(1, addressees + 1):
            body = register_body(by=OPERATOR, kind="parliament", name=f"Parliament {n}", lang="en", citations=told)
            sent = Document(
                assembly=assembly, direction="out", year=2026, number=n, registered_on=NOW.date(), registered_at=NOW,
                dossier=dossier, correspondent=body, subject="An act", channel="email",
            )  # fmt: skip
            asked = Addressee(round=round, position=n, body=body, name={"en": f"Parliament {n}"}, letter=sent)
            filings.append(Filing(
                round=round, addressee=asked, receipt=n, door="table", received_on=NOW.date(), filed_at=NOW,
                due_on=round.closes_on, key=f"{round.pk}-{n}",
            ))  # fmt: skip
            for row in (sent, asked, filings[-1]):
                a.save(row)
        for n in range(1, comments + 1):
            eid, uid = chance.choice(places)
            filing = filings[n % len(filings)]
            rows.append(Comment(
                filing=filing, number=n, author=filing.addressee.body, version=version, place="provision", uid=uid,
                eid=eid, kind=chance.choice(KINDS), text=f"Comment {n} says what should be otherwise here.",
                proposal=f"Words {n}" if n % 3 else "", lang="en", recorded_at=NOW,
            ))  # fmt: skip
        a.save_all(rows)
        a.save_all([
            Disposition(comment=row, stage="decided", outcome="noted", recorded_at=NOW) for row in rows[::2]
        ])  # fmt: skip
    return round


def questions(round: Round) -> dict[str, Callable[[], Any]]:
    asked = {"on": TODAY, "lang": "en"}
    return {
        "board": lambda: board(OPERATOR, round.pk, **asked),
        "table": lambda: consolidated(OPERATOR, round.pk, **asked),
        "grid": lambda: positions_grid(OPERATOR, round.pk, **asked),
    }


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def timed(ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def filtering(round: Round) -> dict[str, float]:
    """The filtered table beside the bare query for the same rows: medians in milliseconds, taken in turn."""
    author = round.addressees.first()
    assert author is not None
    asked = Filters(author=author.body_id, kind="technical")

    def ours() -> Any:
        return consolidated(OPERATOR, round.pk, on=TODAY, lang="en", filters=asked)

    def bare() -> Any:
        rows = Comment.objects.filter(filing__round=round, filing__addressee=author, kind="technical")
        return list(rows.select_related("filing__addressee").order_by("number"))

    pairs = [(timed(ours), timed(bare)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    return {
        "rows": len(bare()), "ours_ms": round_ms(mine), "bare_ms": round_ms(theirs), "ratio": round_ms(mine / theirs),
        "all_rows_read_ms": round_ms(timed(lambda: list(Comment.objects.filter(filing__round=round))) * 1000),
    }  # fmt: skip


def round_ms(value: float) -> float:
    return round(value, 2)


def main() -> None:
    call_command("migrate", verbosity=0)
    one = stage(1, 1, ARTICLES)
    many = stage(ADDRESSEES, COMMENTS, ARTICLES)
    gc.collect()
    gc.freeze()
    report: dict[str, Any] = {}
    small, large = questions(one), questions(many)
    for name, ask in large.items():
        ask()
        report[name] = {
            "queries_for_one": queries(small[name]), "queries_for_many": queries(ask),
            "ms": round_ms(statistics.median(timed(ask) for _ in range(ROUNDS)) * 1000),
        }  # fmt: skip
    report["filter"] = filtering(many)
    where = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "python": platform.python_version(),
             "database": connection.vendor, "on": dt.date.today().isoformat()}  # fmt: skip  # noqa: DTZ011
    figures = json.dumps({**where, "addressees": ADDRESSEES, "comments": COMMENTS, **report}, indent=2)
    print(figures)
    if SCALE == 1:  # only the claim's own size is kept
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
