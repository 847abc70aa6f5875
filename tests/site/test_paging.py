"""Long lists come in pages; what is asked besides stays asked on the next one."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from lxml import html

from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Day, report_news
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.actions.bodies import affiliate, register_body

pytestmark = pytest.mark.django_db


def links(page: Any) -> dict[str, str]:
    tree = html.fromstring(page.content)
    return {str(a.get("rel")): str(a.get("href")) for a in tree.xpath("//a[@rel='next' or @rel='prev']")}


def rows(page: Any) -> int:
    return len(html.fromstring(page.content).xpath("//main//tbody/tr | //main//ol[@class='events']/li"))


def test_many_delegations(client: Client, by: Viewer) -> None:
    with act(by=by, verb="registered"):
        told = [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))]
        house = register_body(by=by, kind="assembly", name="Assembly of the Rivers", lang="en", citations=told)
        for n in range(101):
            sent = register_body(by=by, kind="delegation", name=f"Delegation {n:03}", lang="en", citations=told)
            affiliate(by=by, body=sent, kind="delegation_to", to=house, citations=told)
    first = client.get(f"/en/delegations?assembly={house.pk}&on=2024-06-01")
    assert rows(first) == 100
    second = client.get(links(first)["next"])
    assert rows(second) == 1
    assert "Delegation 100" in second.content.decode()
    assert "on=2024-06-01" in links(second)["prev"]


def test_much_news(client: Client, by: Viewer) -> None:
    with act(by=by, verb="reported"):
        for n in range(52):
            day = Day("" if n == 51 else (dt.date(2024, 1, 1) + dt.timedelta(days=n)).isoformat())
            report_news(by=by, headline=f"Item no. {n:02}", lang="en", publisher="P", published=day)
    first = client.get("/en/news")
    assert rows(first) == 50
    assert first.content.decode().index("Item no. 50") < first.content.decode().index("Item no. 49")
    second = client.get(links(first)["next"])
    assert rows(second) == 2
    assert "Item no. 51" in second.content.decode(), "what has no day comes last"


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "3"])
def test_a_page_that_there_is_not_is_the_nearest_one(client: Client, db: None, page: str) -> None:
    for address in ("/en/drafts", "/en/news"):
        assert client.get(address, {"page": page}).status_code == 200
