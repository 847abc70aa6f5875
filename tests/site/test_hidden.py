"""What the secretariat keeps to itself is in no page, twin, feed, search or count of the public's."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests.loaded import Visit, crawl
from travaux.captures.actions import add_capture, cite_span, read_capture
from travaux.captures.models import Citation
from travaux.corrections.actions import report_error
from travaux.dossiers.actions import Day, open_dossier, record_event, report_news
from travaux.dossiers.models import Dossier
from travaux.instruments.actions import register_instrument, title_instrument
from travaux.lib.viewer import OPERATOR, Level
from travaux.record.actions import act
from travaux.registry.actions.bodies import name_body, register_body
from travaux.registry.actions.people import give_mandate, name_person, open_post, register_person
from travaux.registry.models import Body, Person

pytestmark = pytest.mark.django_db
MARK = "Zyxovka"  # stands in every hidden name, title, headline and sentence, and nowhere else
PAGE = f"""Delegation of the Parliament of {MARK} to the Assembly of {MARK} consists of 9 deputies.
Plenipotentiary representative of the Parliament of {MARK}: Olga {MARK}
6 June 2022
"""
# Each is new with every answer, or says how long the record is; that lines are withheld may be known.
CHANGING = re.compile(r'csrfmiddlewaretoken" value="\w+"|<title>.*?</title>')


@pytest.fixture(scope="module")
def before(loaded: None) -> dict[str, Visit]:
    return crawl(Client())


@pytest.fixture(scope="module")
def hidden(before: dict[str, Visit]) -> Iterator[dict[str, str]]:
    """One row of every kind that has a page, with all that hangs on it; and hidden facts about public rows."""
    with transaction.atomic():
        yield hide()
        transaction.set_rollback(True)


def hide() -> dict[str, str]:
    secret = {"level": Level.SECRETARIAT}
    by, why = OPERATOR, f"{MARK} reason"
    with act(by=by, verb="kept to itself", why=why):
        page = add_capture(by=by, data=PAGE.encode(), name="p.txt", title=f"{MARK} page", publisher=MARK, **secret)
        read_capture(by=by, capture=page)
        source = [cite_span(by=by, capture=page, start=0, end=40)]
        person = register_person(by=by, name=f"Olga {MARK}", lang="en", citations=source, **secret)
        house = register_body(by=by, kind="assembly", **secret)
        name_body(by=by, body=house, text=f"Assembly of {MARK}", lang="en", citations=source)
        text = register_instrument(by=by, kind="model_act", title=f"On {MARK}", lang="en", citations=source, **secret)
        file = open_dossier(by=by, instrument=text, assembly=house, procedure="cis-model-act", **secret)
        record_event(by=by, dossier=file, label={"en": f"{MARK} happened"}, citations=source, date=Day("2022-01-01"))
        report_news(by=by, headline=f"{MARK} is on", lang="en", publisher=MARK, published=Day("2022-01-01"), **secret)
        about_public_rows(source)
    return {
        "person": f"/people/{person.pk}", "dossier": f"/dossiers/{file.pk}", "capture": f"/captures/{page.sha256}",
        "body": f"/delegations/{house.pk}",
    }  # fmt: skip


def about_public_rows(source: list[Citation]) -> None:
    known, sits = Person.objects.filter(level="public").order_by("pk"), Body.objects.filter(level="public")
    name_person(by=OPERATOR, person=known[0], text=f"{MARK} the Known", lang="en", citations=source)
    post = open_post(by=OPERATOR, body=sits.filter(kind="delegation").order_by("pk")[0], role=f"{MARK} adviser")
    give_mandate(by=OPERATOR, person=known[1], post=post, citations=source)
    for dossier in Dossier.objects.filter(level="public"):
        record_event(by=OPERATOR, dossier=dossier, label={"en": f"{MARK} talks"}, citations=source)
        title_instrument(by=OPERATOR, instrument=dossier.instrument, text=f"{MARK} title", lang="en", citations=source)


def searches() -> tuple[str, ...]:
    return tuple(f"/{lang}/{page}?q={MARK}" for lang in ("en", "ru") for page in ("search", "people", "drafts"))


def test_the_public_meets_none_of_it(hidden: dict[str, str], before: dict[str, Visit]) -> None:
    after = crawl(Client())

    assert [address for address, each in after.items() if MARK in each.text or MARK in address] == []
    assert set(after) == set(before)
    changed = [
        address for address, each in after.items()
        if CHANGING.sub("", each.text) != CHANGING.sub("", before[address].text) and not about_the_record(address)
    ]  # fmt: skip
    assert changed == [], "a count or an order says that something is hidden"


def about_the_record(address: str) -> bool:
    return re.search(r"/record|/state|note\.docx", address) is not None


@pytest.mark.parametrize("address", searches())
def test_the_public_searches_in_vain(client: Client, hidden: dict[str, str], address: str) -> None:
    page = client.get(address).content.decode()

    assert (
        page.replace(f'value="{MARK}"', "").replace(f"q={MARK}", "").count(MARK) <= 2
    )  # the question itself, said again
    assert not re.search(r"<main.*href=\"/\w\w/(people|dossiers|captures|delegations)/\w{12}", page, re.S)


@pytest.mark.parametrize("form", ["/en{}", "/ru{}", "{}.json"])
@pytest.mark.parametrize("kind", ["person", "dossier", "capture", "body"])
def test_what_is_hidden_and_what_does_not_exist_answer_alike(
    client: Client, hidden: dict[str, str], kind: str, form: str
) -> None:
    folder, _, id = hidden[kind].rpartition("/")
    there = client.get(form.format(hidden[kind]))
    nowhere = client.get(form.format(f"{folder}/{'0' * len(id)}"))

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert without(id, there.content.decode()) == without("0" * len(id), nowhere.content.decode())


def without(id: str, text: str) -> str:
    """An answer without the id that was asked for and the number of the request."""
    return re.sub(r"\b[0-9a-f]{16}\b", "", text.replace(id, ""))


@pytest.mark.parametrize("kind", ["person", "dossier", "capture", "body"])
def test_the_secretariat_sees_it(secretary_client: Client, hidden: dict[str, str], kind: str) -> None:
    page = secretary_client.get(f"/en{hidden[kind]}")

    assert page.status_code == 200
    assert MARK in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert MARK in secretary_client.get(f"/en/search?q={MARK}").content.decode()


def test_a_report_about_a_hidden_page_does_not_tell_that_it_is_there(client: Client, hidden: dict[str, str]) -> None:
    sent = report_error(by=OPERATOR, path=hidden["person"], text="Who is this?")
    page = client.get(f"/en/requests/{sent.number}").content.decode()

    assert MARK not in page
