"""Pages and twins ask the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from travaux.captures.actions import add_capture, cite_span, read_capture
from travaux.captures.models import Citation
from travaux.corrections.actions import report_error
from travaux.dossiers.actions import Actor, Day, Report, open_dossier, record_event, record_participation, report_news
from travaux.instruments.actions import register_instrument, relate
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.registry.actions.bodies import affiliate, name_body, register_body
from travaux.registry.actions.delegations import state_composition
from travaux.registry.actions.people import give_mandate, name_person, post_of, register_person
from travaux.registry.models import Body

pytestmark = pytest.mark.django_db
WORDS = "Delegation of the Parliament of {0} consists of {1} deputies.\n6 June 2022\n"


class World:
    """An assembly that grows by one of everything at a time."""

    def __init__(self) -> None:
        with act(by=OPERATOR, verb="began"):
            self.house = register_body(by=OPERATOR, kind="assembly")
            name_body(by=OPERATOR, body=self.house, text="Assembly", lang="en", citations=self.source("Home", 1))
            self.text = self.instrument("On Snow", self.source("Snow", 1))
            self.file = open_dossier(
                by=OPERATOR, instrument=self.text, assembly=self.house, procedure="cis-model-act", id="d0d0d0d0d0d0"
            )
            self.person = register_person(
                by=OPERATOR, name="Ada", lang="en", citations=self.source("Ada", 1), id="a0a0a0a0a0a0"
            )

    def source(self, word: str, n: int) -> list[Citation]:
        page = add_capture(
            by=OPERATOR, data=WORDS.format(word, n).encode(), name="p.txt", title=word, publisher="Press", lang="en",
            published="2022-06-06",
        )  # fmt: skip
        read_capture(by=OPERATOR, capture=page)
        return [cite_span(by=OPERATOR, capture=page, start=0, end=20)]

    def instrument(self, title: str, cited: list[Citation]):  # type: ignore[no-untyped-def]  # the room's own row
        return register_instrument(by=OPERATOR, kind="model_act", title=title, lang="en", citations=cited)

    def grow(self, n: int) -> None:
        with act(by=OPERATOR, verb="grew"):
            cited = self.source(f"Land{n}", n)
            parliament, sent = (
                self.body("parliament", f"Parliament {n}", cited),
                self.body("delegation", f"D {n}", cited),
            )
            affiliate(by=OPERATOR, body=sent, kind="delegation_of", to=parliament, citations=cited)
            affiliate(by=OPERATOR, body=sent, kind="delegation_to", to=self.house, citations=cited)
            state_composition(by=OPERATOR, delegation=sent, seats=n, citations=cited)
            person = register_person(by=OPERATOR, name=f"Person {n}", lang="en", citations=cited)
            post = post_of(by=OPERATOR, body=sent, role="plenipotentiary_representative")
            for who in (person, self.person):
                name_person(by=OPERATOR, person=who, text=f"Name {n}", lang="ru", citations=cited)
                give_mandate(by=OPERATOR, person=who, post=post, citations=cited)
            text = self.instrument(f"On Ice {n}", cited)
            relate(by=OPERATOR, subject=self.text, kind="sets_task_for", to=text, citations=cited)
            file = open_dossier(by=OPERATOR, instrument=text, assembly=self.house, procedure="cis-model-act")
            for dossier in (file, self.file):
                event = record_event(
                    by=OPERATOR, dossier=dossier, label={"en": f"Event {n}"}, citations=cited, steps=["A05"],
                    date=Day(f"2021-0{n}-01"), actor=Actor("the parliament", parliament, "named"),
                    report=Report(speaker=person), instruments=[text],
                )  # fmt: skip
                record_participation(by=OPERATOR, event=event, person=self.person, citations=cited)
            report_news(by=OPERATOR, headline=f"News {n}", lang="en", publisher="Press", capture=cited[0].capture,
                        published=Day("2022-06-06"), tied_to={"dossiers": [self.file], "people": [person]})  # fmt: skip
            report_error(by=OPERATOR, path="/drafts", text=f"Error {n}")

    def body(self, kind: str, name: str, cited: list[Citation]) -> Body:
        made = register_body(by=OPERATOR, kind=kind)
        name_body(by=OPERATOR, body=made, text=name, lang="en", citations=cited)
        return made


@pytest.fixture
def world(db: None) -> World:
    return World()


ADDRESSES = [
    "/en/", "/en/drafts", "/en/dossiers/d0d0d0d0d0d0", "/en/dossiers/d0d0d0d0d0d0/note", "/en/delegations",
    "/en/people", "/en/people/a0a0a0a0a0a0", "/en/tasks", "/en/news", "/en/captures", "/en/record", "/en/requests",
    "/en/search?q=e", "/dossiers/d0d0d0d0d0d0.json", "/delegations.json", "/delegations.csv", "/record.json",
    "/people/a0a0a0a0a0a0.json", "/news.atom", "/en/procedures/cis-model-act", "/calendar.ics?on=2021-01-01",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_three_rows_cost_as_many_questions_as_one(client: Client, world: World, address: str) -> None:
    world.grow(1)
    one, size = asked(client, address)
    world.grow(2)
    world.grow(3)
    three, larger = asked(client, address)

    assert larger > size, "there was nothing more to show, so nothing was measured"
    assert one == three
    assert len(one) <= 85


def asked(client: Client, address: str) -> tuple[list[str], int]:
    """The tables that an answer asked, in order, and how long it is."""
    with CaptureQueriesContext(
        connection,
    ) as questions:
        answer = client.get(address)
    assert answer.status_code == 200
    return [table(each["sql"]) for each in questions], len(answer.content)


def table(sql: str) -> str:
    return sql.partition("FROM ")[2].partition(" ")[0].strip('"') or sql[:40]
