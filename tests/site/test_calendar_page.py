"""The calendar page: a month as a list of days; clashes by name; nothing that no organ has dated is public."""

import datetime as dt

import pytest
from django.test import Client
from lxml import html

from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Actor, Day, record_event
from travaux.dossiers.models import Dossier
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def page(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def main(tree: html.HtmlElement) -> str:
    return " ".join(tree.xpath("//main")[0].text_content().split())


def happen(label: str, day: str, **rest: object) -> None:
    with act(by=OPERATOR, verb="recorded for a test"):
        told = [cite_entry(by=OPERATOR, capacity="secretary", on=dt.date(2026, 9, 1))]
        dossier = Dossier.objects.get(pk="eget1fwsh123")
        record_event(by=OPERATOR, dossier=dossier, label={"en": label, "ru": label}, citations=told, date=Day(day),
                     actor=Actor("the plenary"), **rest)  # fmt: skip


@pytest.mark.parametrize(("lang", "sitting"), [("en", "sitting"), ("ru", "заседание")])
def test_a_month_is_a_list_of_days(client: Client, lang: str, sitting: str) -> None:
    tree = page(client, f"/{lang}/calendar?month=2026-03")

    days = tree.xpath("//h3[@class='day']/time/@datetime")
    assert days == sorted(days) and days[0] == "2026-03-02"
    assert sitting in main(tree) and "УЧЕБНЫЙ ПРИМЕР" in html.tostring(tree, encoding="unicode")
    assert "/en/dossiers/eget1fwsh123".replace("en", lang, 1) in tree.xpath("//main//ul[@class='rules']//a/@href")


def test_one_can_go_to_the_months_around_and_to_where_something_stands(client: Client) -> None:
    links = page(client, "/en/calendar?month=2026-05").xpath("//nav[@aria-label='Other months']//a/@href")

    assert links == [f"/en/calendar?month=2026-{month}" for month in ("04", "06", "03")]


def test_a_month_of_which_nothing_is_known_says_so(client: Client) -> None:
    assert "Nothing is known of this month." in main(page(client, "/en/calendar?month=1990-01"))


@pytest.mark.parametrize("month", ["x", "2026-13", "2026", "'; DROP TABLE", "9" * 4000, "\x00"])
def test_what_is_no_month_is_refused_in_words(client: Client, month: str) -> None:
    answer = client.get("/en/calendar", {"month": month})

    assert answer.status_code == 422 and "This is not a month." in answer.content.decode()


def test_a_plenary_outside_its_sittings_clashes_by_name(client: Client) -> None:
    happen("Decision announced", "2027-02-10", steps=["X14"])

    seen = main(page(client, "/en/calendar?month=2027-02"))

    assert "10 February 2027: Plenary session, Decision announced — its calendar knows no sitting on that day." in seen


def test_what_is_dated_by_a_month_stands_apart(client: Client) -> None:
    happen("Something in spring", "2027-04", steps=["X13"])

    tree = page(client, "/en/calendar?month=2027-04")

    assert "Something in spring" in " ".join(tree.xpath("//h2[@id='loose']/..")[0].text_content().split())
    assert "Something in spring" not in " ".join(tree.xpath("//h2[@id='days']/..")[0].text_content().split())


def test_terms_are_shown_to_the_secretariat_only(secretary_client: Client) -> None:
    terms = []
    for month in ("2026-10", "2026-11", "2026-12", "2027-01"):
        assert "term ends" not in main(page(Client(), f"/en/calendar?month={month}"))
        terms += page(secretary_client, f"/en/calendar?month={month}").xpath("//span[@class='chip chip-wait']")
    assert terms


def test_a_calendar_of_one_person_or_body_is_named_and_leads_to_its_file(client: Client) -> None:
    person = page(client, "/en/calendar?month=2026-03&of=6n0gyesg4de7")

    assert person.xpath("//link[@type='text/calendar']/@href") == ["/people/6n0gyesg4de7.ics"]
    assert "Marta Tisova" in main(person)
    assert client.get("/en/calendar?of=000000000000").status_code == 404
    assert client.get("/en/calendar?of=%00").status_code == 404
