"""Every twin obeys the schema that the site itself publishes; tables, feeds and checkpoints open in the usual tools."""

import csv
import io
import json
import re

import jsonschema
import pytest
from django.test import Client
from lxml import etree, html

from travaux.api.twins import KINDS, harmless
from travaux.core.log.checkpoint import Checkpoint
from travaux.record.verify import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = {"dossier": "/en/drafts", "task": "/en/tasks", "person": "/en/people", "capture": "/en/captures"}
SINGLE = {
    "delegations": "/delegations.json", "record": "/record.json", "procedure": "/procedures/exercise.json",
    "texts": "/texts/mmqz0twcrst2.json", "debt": "/texts/mmqz0twcrst2/debt.json", "text": "/texts/9z13k52wy3zq.json",
    "amendments": "/texts/9z13k52wy3zq/amendments.json", "comparison": "/texts/9z13k52wy3zq/compare.json",
    "parallel": "/texts/9z13k52wy3zq/parallel.json",
}  # fmt: skip


def twins_of(client: Client, kind: str) -> list[str]:
    """Addresses of all twins of a kind that a reader can find."""
    if kind in SINGLE:
        return [SINGLE[kind]]
    if kind == "provision":
        blocks = client.get(SINGLE["text"]).json()["data"]["blocks"]
        return [f"/texts/mmqz0twcrst2/provisions/{block['uid']}.json" for block in blocks if block["uid"]][:3]
    page = html.fromstring(client.get(LISTS[kind]).content)
    folder = LISTS[kind].replace("/en/drafts", "/en/dossiers")
    found = {str(a) for a in page.xpath("//main//a/@href") if re.match(rf"{folder}/[0-9a-z]{{12,}}$", str(a))}
    assert found, f"no {kind} is listed"
    return [f"{a[3:]}.json" for a in sorted(found)]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_twin_obeys_its_published_schema(client: Client, kind: str, lang: str) -> None:
    schema = client.get(f"/schemas/{kind}.json").json()
    jsonschema.Draft202012Validator.check_schema(schema)
    for address in twins_of(client, kind):
        answer = client.get(address, {"lang": lang})
        said = answer.json()
        jsonschema.validate(said, schema)
        assert said["schema"] == f"/schemas/{kind}.json"
        assert said["lang"] == lang
        assert said["notice"], address  # all that is loaded here is a sample
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_refuses_what_is_not_the_thing(client: Client, kind: str) -> None:
    schema = client.get(f"/schemas/{kind}.json").json()
    said = client.get(twins_of(client, kind)[0]).json()
    said["data"]["unheard_of"] = 1

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, schema)


def test_what_a_signed_in_reader_sees_is_kept_by_nobody_on_the_way(secretary_client: Client) -> None:
    assert secretary_client.get("/delegations.json").headers["Cache-Control"] == "no-store"


def test_the_table_opens_and_no_cell_is_a_formula(client: Client) -> None:
    answer = client.get("/delegations.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0][:3] == ["delegation", "chamber", "seats"]
    assert sum(int(row[2]) for row in rows[1:]) == 67
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(harmless(cell) == cell for row in rows for cell in row)
    assert all("nofficial demonstration" in row[-1] for row in rows[1:])


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_feed_is_atom_and_says_what_is_invented(client: Client, lang: str) -> None:
    answer = client.get("/news.atom", {"lang": lang})
    feed = etree.fromstring(answer.content)

    assert feed.tag == f"{ATOM}feed"
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:travaux:news:")
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated")
        address = entry.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]  # its absence is a failure too
        assert address.startswith("http://testserver/")
        assert client.get(address.removeprefix("http://testserver").partition("#")[0], follow=True).status_code == 200
        summary = entry.findtext(f"{ATOM}summary", "")
        assert re.search("nofficial demonstration|еофициальная демонстрация|УЧЕБНЫЙ ПРИМЕР", summary), summary
    said = feed.findtext(f"{ATOM}subtitle", "")
    assert re.search("nofficial demonstration|еофициальная демонстрация", said)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_checkpoint_fits_the_record(client: Client) -> None:
    answer = client.get("/record/checkpoint.txt")
    checkpoint = Checkpoint.read(answer.content.decode())

    assert checkpoint.lines >= 2
    assert verify(checkpoint=checkpoint).ok
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [f"/{folder}/{'0' * 12}.json" for folder in ("dossiers", "people", "tasks")]
    + [f"/captures/{'0' * 64}.json", "/schemas/nothing.json"],
)
def test_what_does_not_exist_is_said_to_machines_in_json(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    if "/schemas/" not in address:
        assert json.loads(answer.content) == {"error": "not found", "where": address}


@pytest.mark.parametrize("question", ["on=tomorrow", "on=2022-13-01", "lang=de"])
@pytest.mark.parametrize("address", ["/delegations.json", "/delegations.csv", "/record.json", "/news.atom"])
def test_a_question_that_cannot_be_read_is_refused(client: Client, address: str, question: str) -> None:
    answer = client.get(f"{address}?{question}")

    assert answer.status_code == 422
    assert answer.json()["where"] == question.partition("=")[0]
