"""Two addresses for one: proposed by their names, looked at, merged by a person, split again."""

import datetime as dt

import pytest
from django.test import Client
from lxml import html

from travaux.captures.actions import cite_entry
from travaux.lib.viewer import Viewer
from travaux.registry.actions.bodies import register_body
from travaux.registry.actions.people import register_person
from travaux.registry.models import BodyMerge

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    return " ".join(html.fromstring(client.get(address).content).text_content().split())


@pytest.fixture
def chambers(by: Viewer) -> tuple[str, str]:
    """One chamber under a short and a long name, and another that only looks like it."""
    told = [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))]
    named = [
        register_body(by=by, kind="chamber", name=name, lang="en", citations=told).pk
        for name in ("House of Deputies", "House of Deputies of the Parliament of Alder", "Senate of Birch")
    ]
    return named[0], named[1]


def test_a_long_and_a_short_name_are_proposed_and_looked_at_before_they_are_one(
    secretary_client: Client, chambers: tuple[str, str]
) -> None:
    page = html.fromstring(secretary_client.get("/en/desk/merges").content)
    (link,) = page.xpath("//section[@aria-labelledby='pairs']//a[@class='small-button']/@href")
    looked = words(secretary_client, link)
    assert "House of Deputies of the Parliament of Alder" in looked
    assert "Merge them" in looked
    assert not BodyMerge.objects.exists()

    one, into = chambers
    given = {"one": f"https://assembly.example/en/delegations/{one}", "into": into, "reason": "the same house"}
    assert secretary_client.post("/en/desk/merges", given).status_code == 200, "looked at only"
    assert not BodyMerge.objects.exists()
    assert secretary_client.post("/en/desk/merges", {**given, "merge": "yes"}).status_code == 302
    assert BodyMerge.objects.standing().get().body_id == one
    assert "Perhaps one" not in words(secretary_client, "/en/desk/merges")

    assert secretary_client.post("/en/desk/merges", {"split": one, "reason": ""}).status_code == 422
    assert secretary_client.post("/en/desk/merges", {"split": one, "reason": "two houses"}).status_code == 302
    assert not BodyMerge.objects.standing().exists()


@pytest.mark.parametrize("reason", ["", "they look alike"])
def test_a_person_and_a_body_are_never_one(
    secretary_client: Client, by: Viewer, chambers: tuple[str, str], reason: str
) -> None:
    told = [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))]
    person = register_person(by=by, name="Anna House", lang="en", citations=told)
    given = {"one": person.pk, "into": chambers[0], "reason": reason, "merge": "yes"}
    assert secretary_client.post("/en/desk/merges", given).status_code == 422


@pytest.mark.parametrize("address", ["", "nowhere", "0" * 12, "javascript:alert(1)"])
def test_what_is_no_address_is_refused(secretary_client: Client, address: str) -> None:
    answer = secretary_client.post("/en/desk/merges", {"one": address, "into": address, "reason": "x", "merge": "yes"})
    assert answer.status_code == 422
