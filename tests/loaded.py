"""Both samples in the database, for tests that only look; and a reader who follows every link."""

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from django.db import connection, transaction
from django.test import Client
from lxml import html

from travaux.captures.actions import add_capture
from travaux.dossiers import samples
from travaux.lib.viewer import OPERATOR
from travaux.record import guard

STARTS = ("/en/", "/ru/", "/en/requests", "/en/search?q=a", "/ru/search?q=%D0%B0", "/delegations.csv", "/record.json")


Rows = dict[str, list[tuple[Any, ...]]]  # of each table
_made: dict[str, tuple[Rows, list[str]]] = {}  # of each set of samples: what it changes, and the ids of its dossiers


def load_samples(*names: str) -> list[str]:
    """Loads the samples (all of them by default) into the open transaction; the ids of their dossiers.

    What loading made is remembered, and put back row by row when another module asks for it.
    """
    names = names or tuple(info.name for info in samples.available())
    key = " ".join(names)
    if key in _made:
        changed, dossiers = _made[key]
        _put_back(changed)
        return dossiers
    before = _all_rows()
    dossiers = [id for name in names for id in samples.load(by=OPERATOR, name=name).dossiers]
    _made[key] = {table: rows for table, rows in _all_rows().items() if rows != before[table]}, dossiers
    return dossiers


def _all_rows() -> Rows:
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)}


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return list(cursor.fetchall())


def _put_back(changed: Rows) -> None:
    with guard.door(), connection.cursor() as cursor:
        for table, rows in changed.items():
            if _rows(cursor, table):  # what migrations made; append-only tables are empty
                cursor.execute(f'DELETE FROM "{table}"')
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for all tests of a module, and taken back after the last; each test has its own savepoint inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_samples()
        yield
        transaction.set_rollback(True)


def words_of_the_page() -> bytes:
    """The published page that the demonstration cites: it is not part of the product, so it may not be here."""
    given = os.environ.get("TRAVAUX_CONFORMANCE_DATA")
    pages = sorted((Path(given).parent / "seed").glob("*.txt")) if given else []
    if not pages:
        pytest.skip("SKIPPED: THE PAGE BEHIND THE SAMPLE IS NOT HERE, SO ITS WORDS WERE NOT LIT UP")
    return pages[0].read_bytes()


@pytest.fixture(scope="module")
def lit(loaded: None) -> Iterator[None]:
    """The samples, and the words of the page that one of them cites."""
    with transaction.atomic():
        add_capture(by=OPERATOR, data=words_of_the_page(), name="page.txt")
        yield
        transaction.set_rollback(True)


@dataclass
class Visit:
    """One answer, as a reader got it."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes
    tree: html.HtmlElement | None = field(repr=False)

    @property
    def lang(self) -> str:
        return self.address[1:3]

    @property
    def text(self) -> str:
        """What can be read in it; of a Word or Excel file all parts, but when they were made."""
        if self.body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(self.body)) as parts:
                names = [n for n in parts.namelist() if n.endswith((".xml", ".rels")) and not n.startswith("docProps/")]
                return "".join(parts.read(n).decode() for n in names)
        return self.body.decode(errors="replace")  # of a PDF its title alone: its words are those of the Word file

    @property
    def is_page(self) -> bool:
        return self.tree is not None

    def links(self) -> list[str]:
        """Addresses on this site that the page leads to, with their anchors."""
        if self.tree is None:
            return []
        found = self.tree.xpath("//a/@href | //link[@rel='alternate']/@href")
        whole = [urljoin(self.address, str(link)) for link in found]
        return [link for link in whole if link.startswith("/") and not link.startswith(("//", "/static/"))]


def visit(client: Client, address: str) -> Visit:
    answer = client.get(address, follow=False)
    body = b"".join(answer) if answer.streaming else answer.content
    is_html = answer.headers.get("Content-Type", "").startswith("text/html") and bool(body)
    is_page = is_html and "attachment" not in answer.headers.get("Content-Disposition", "")
    return Visit(address, answer.status_code, dict(answer.headers), body, html.fromstring(body) if is_page else None)


def crawl(client: Client, starts: tuple[str, ...] = STARTS) -> dict[str, Visit]:
    """Every address that can be reached by links, each once; what is printed without language is left to redirects."""
    seen: dict[str, Visit] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if not worth_a_visit(address, seen):
            continue
        seen[address] = found = visit(client, address)
        links = list(dict.fromkeys(urldefrag(link).url for link in found.links()))
        if found.status in (301, 302):
            links.append(urldefrag(found.headers["Location"]).url)
        waiting += [link for link in links if link not in seen]
    return seen


# Kinds of pages that look alike, and how many of each are enough.
ALIKE = {
    "/report?about=": 1, "/facts/": 12, "/calendar?": 4, "/as/": 7, ".ics": 6, ".xlsx": 1, "/provisions/": 4,
    "/compare": 4, "/map": 2, "/changes": 2, "/amendments/": 4, "?beside=": 2, "/filed/": 2,
}  # fmt: skip


def worth_a_visit(link: str, seen: dict[str, Visit]) -> bool:
    """Reports are asked for from every page, and facts have a page each: some of both, in each language."""
    if link in seen or "{" in link:
        return False
    kind = next((kind for kind in ALIKE if kind in link), None)
    return kind is None or sum(kind in each and each[:3] == link[:3] for each in seen) < ALIKE[kind]
