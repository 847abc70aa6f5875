"""Claim: the delegation and dossier pages cost the same number of queries for one row as for many, and at most three
times the server time of a bare Django view that reads as many rows and sends a page of the same size.

Peer: Django itself. The bare view reads the page's tables through the ORM, one query each, knows nothing of visibility,
dates or languages, and writes as many bytes in a plain template's loop. Both answer in this process, through the same
middleware, in turn.

    make bench            200 delegations, 20,000 people, 100,000 mandates, 5,000 dossiers, 250,000 events
    BENCH_SCALE=0.02 …    the same, smaller
"""

import datetime as dt
import gc
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file from the Makefile
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
os.environ["TRAVAUX_DATA"] = tempfile.mkdtemp(prefix="travaux-bench-")
os.environ["TRAVAUX_LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from benchmarks._population import Population, populate  # noqa: E402
from travaux.captures.models import Citation  # noqa: E402
from travaux.config import urls as product  # noqa: E402
from travaux.dossiers.models import Dossier, Event  # noqa: E402
from travaux.instruments.models import InstrumentTitle  # noqa: E402
from travaux.registry.models import Affiliation, BodyName, Mandate, StatedComposition  # noqa: E402

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
ROUNDS = 15
RESULTS = Path(__file__).parent / "results" / "pages.json"
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
urlpatterns = [
    path("bare/dossier/<str:id>", lambda request, id: bare(request, "dossier", id)),
    path("bare/delegations/<str:id>", lambda request, id: bare(request, "delegations", id)),
    *product.urlpatterns,
]
LINE = '<p class="fact"><b>{{ row.pk }}</b> <span class="level">{{ row.level }}</span></p>\n'
PLAIN = engines["django"].from_string(
    "<!doctype html><title>bare</title>{% for row in rows %}{% for n in lines %}" + LINE + "{% endfor %}{% endfor %}"
)
PER_ROW: dict[str, range] = {"dossier": range(1), "delegations": range(1)}


def bare(request: HttpRequest, page: str, id: str) -> HttpResponse:
    """The same tables read through the ORM, one query each, and as many bytes written by a plain template's loop."""
    rows = [row for table in TABLES[page](id) for row in table]
    return HttpResponse(PLAIN.render({"rows": rows, "lines": PER_ROW[page]}))


def of_dossier(id: str) -> list[Any]:
    facts = Event.objects.filter(dossier=id)
    return [
        facts,
        Dossier.objects.filter(pk=id).select_related("instrument", "assembly"),
        InstrumentTitle.objects.filter(instrument__dossiers=id),
        Event.citations.through.objects.filter(event__in=facts),
        Citation.objects.filter(dossiers_events__in=facts).select_related("capture").distinct(),
    ]


def of_delegations(id: str) -> list[Any]:
    sent = Affiliation.objects.filter(to=id, kind="delegation_to")
    bodies = sent.values("body")
    figures = StatedComposition.objects.filter(delegation__in=bodies)
    return [
        sent,
        figures,
        Affiliation.objects.filter(body__in=bodies, kind="delegation_of"),
        BodyName.objects.filter(body__in=bodies),
        BodyName.objects.filter(body__in=figures.values("chamber")),
        Mandate.objects.filter(post__body__in=bodies, post__role="plenipotentiary_representative"),
        StatedComposition.citations.through.objects.filter(statedcomposition__in=figures),
        Citation.objects.filter(registry_statedcompositions__in=figures).select_related("capture").distinct(),
    ]


TABLES = {"dossier": of_dossier, "delegations": of_delegations}


def timed(client: Client, address: str) -> float:
    started = time.perf_counter()
    response = client.get(address)
    elapsed = time.perf_counter() - started
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return elapsed


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def compare(client: Client, page: str, ours: str, peer: str) -> dict[str, float]:
    """Medians in milliseconds of both, taken in turn, and their ratio."""
    size = len(client.get(ours).content)
    PER_ROW[page] = range(1)
    PER_ROW[page] = range(max(round(size / len(client.get(peer).content)), 1))
    pairs = [(timed(client, ours), timed(client, peer)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    return {
        "bytes": size,
        "bare_bytes": len(client.get(peer).content),
        "ours_ms": round(mine, 1),
        "bare_ms": round(theirs, 1),
        "ratio": round(mine / theirs, 2),
    }


def measure(made: Population) -> dict[str, object]:
    client = Client()
    pages = {
        "dossier": (made.dossier_with_many, made.dossier_with_one, "/en/dossiers/{}", "/bare/dossier/{}"),
        "delegations": (made.assembly_of_many, made.assembly_of_one, "/en/delegations?assembly={}",
                        "/bare/delegations/{}"),
    }  # fmt: skip
    report: dict[str, object] = {}
    for page, (many, one, ours, peer) in pages.items():
        report[page] = {
            "queries_for_one": queries(client, ours.format(one)),
            "queries_for_many": queries(client, ours.format(many)),
            **compare(client, page, ours.format(many), peer.format(many)),
        }
    return report


def main() -> None:
    gc.collect()
    gc.freeze()  # as the server does once it is loaded; both sides gain
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    made = populate(scale=SCALE)
    print(f"populated in {time.perf_counter() - started:.0f} s: {made.counts}", flush=True)
    with override_settings(
        ROOT_URLCONF=sys.modules[__name__], DEBUG=False, ALLOWED_HOSTS=["testserver"],
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": STATIC}},
    ):  # fmt: skip
        report = measure(made)
    where = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "python": platform.python_version(),
             "database": connection.vendor, "on": dt.date.today().isoformat()}  # fmt: skip  # noqa: DTZ011
    figures = json.dumps({**where, "rows": made.counts, **report}, indent=2)
    print(figures)
    if SCALE == 1:  # only the claim's own size is kept
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
