"""The forecast page: for the secretariat alone, with ranges, their ground, and what cannot be forecast and why."""

import datetime as dt
from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from lxml import html

from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Actor, Day, open_dossier, record_event
from travaux.dossiers.models import Dossier
from travaux.instruments.actions import register_instrument
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.registry.actions.bodies import register_body
from travaux.registry.models import Body
from travaux.site.charts.ranges import Range, ranges_chart

pytestmark = pytest.mark.django_db
OUTCOMES = {"X02": "accept", "X05": "approve", "X06": "send", "X12": "approve", "X14": "adopt"}
PATH = ("X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X11", "X12", "X13", "X14", "X15")
STATES = ("Alder", "Birch", "Cedar", "Larch", "Maple")
COUNT = 7


class World:
    """An assembly that has brought seven texts to their end, and has one at hand."""

    def __init__(self) -> None:
        self.told = [cite_entry(by=OPERATOR, capacity="secretary", on=dt.date(2026, 10, 1))]
        self.house = self.body("assembly", "Assembly of the Rivers")
        self.states = [self.body("parliament", f"Parliament of {name}") for name in STATES]
        self.chance = Random(3)
        for n in range(COUNT):
            self.walk(self.open(f"Text {n}"), dt.date(2020, 2, 3) + dt.timedelta(days=90 * n), until="X15")
        self.sent = self.open("Text at the parliaments", id="f0f0f0f0f0f0")
        self.walk(self.sent, dt.date(2026, 1, 12), until="X07")
        self.answered = self.open("Text back in committee", id="f1f1f1f1f1f1")
        self.last = self.walk(self.answered, dt.date(2026, 1, 12), until="X11")

    def body(self, kind: str, name: str) -> Body:
        return register_body(by=OPERATOR, kind=kind, name=name, lang="en", citations=self.told)

    def open(self, title: str, **about: str) -> Dossier:
        text = register_instrument(by=OPERATOR, kind="model_act", title=title, lang="en", citations=self.told)
        return open_dossier(by=OPERATOR, instrument=text, assembly=self.house, procedure="exercise", **about)

    def walk(self, dossier: Dossier, day: dt.date, *, until: str) -> dt.date:
        """Let the steps happen one after another, each after 5 to 35 days; the last day."""
        for step in PATH[: PATH.index(until) + 1]:
            day += dt.timedelta(days=self.chance.randint(5, 35))
            actors = [Actor(b.names.get().text, b, "named") for b in self.states] if step == "X08" else [Actor("they")]
            for actor in actors:
                record_event(by=OPERATOR, dossier=dossier, label={"en": step, "ru": step}, citations=self.told,
                             date=Day(day.isoformat()), actor=actor, steps=[step],
                             outcome=[OUTCOMES[step]] if step in OUTCOMES else [])  # fmt: skip
        return day


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        with act(by=OPERATOR, verb="began a test"):
            made = World()
        yield made
        transaction.set_rollback(True)


def main(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content).xpath("//main")[0]


def words(tree: html.HtmlElement, path: str = ".") -> str:
    return " ".join(" ".join(" ".join(each.itertext()).split()) for each in tree.xpath(path))


def test_the_public_is_not_told_that_there_is_a_forecast(client: Client, world: World) -> None:
    for id in (world.sent.pk, "000000000000"):
        assert client.get(f"/en/dossiers/{id}/forecast").status_code == 404
    assert b"/forecast" not in client.get(f"/en/dossiers/{world.sent.pk}").content


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_bars_and_table_say_the_same(secretary_client: Client, world: World, lang: str) -> None:
    tree = main(secretary_client, f"/{lang}/dossiers/{world.answered.pk}/forecast?on={world.last}")

    rows = tree.xpath("//tbody/tr")
    assert [row.xpath("td[last()]")[0].text_content() for row in rows] == [str(COUNT)] * 4
    assert len(tree.xpath("//*[local-name()='rect'][@class='range-80']")) == len(rows) == 4
    assert not tree.xpath("//*[@style]")


def test_it_says_what_decides_and_what_it_stands_on(secretary_client: Client, world: World) -> None:
    seen = words(main(secretary_client, f"/en/dossiers/{world.answered.pk}/forecast?on={world.last}"))

    assert "Most past dossiers ended with “Published and sent for use”: likely by" in seen
    assert "Second consideration in committee → Text laid before the delegations → Decision of the plenary" in seen
    assert f"Judged by {COUNT + 1} other dossiers under the same rules." in seen
    assert f"Of {COUNT} past dossiers forecast from half-way" in seen or "That is too few to trust." in seen
    assert f"“Decision of the plenary” never sent back in {COUNT}; the dates suppose that it does not happen." in seen


def test_what_hangs_on_the_will_of_states_has_no_date_and_says_so(secretary_client: Client, world: World) -> None:
    tree = main(secretary_client, f"/en/dossiers/{world.sent.pk}/forecast?on=2026-10-01")
    why = words(tree, "//h2[@id='without']/..")

    assert "Opinion of a parliament hangs on the will of states, which nobody can forecast: Member parliaments" in why
    assert "Second consideration in committee stands behind a step that hangs on the will of states: " in why
    assert not tree.xpath("//tbody/tr")


def test_past_the_last_known_day_nothing_is_forecast(secretary_client: Client, world: World) -> None:
    tree = main(secretary_client, f"/en/dossiers/{world.sent.pk}/forecast?on=2030-01-01")

    assert "so nothing is forecast from the day asked about" in words(tree)
    assert not tree.xpath("//tbody/tr") and tree.xpath("//p[@class='until']/a/@href")


def test_fewer_than_five_past_dossiers_give_no_date(secretary_client: Client, world: World) -> None:
    tree = main(secretary_client, f"/en/dossiers/{world.answered.pk}/forecast?on=2020-01-01")

    assert not tree.xpath("//tbody/tr")


def test_durations_are_shown_from_five_on(client: Client, world: World) -> None:
    seen = words(main(client, "/en/procedures/exercise"), "//li[@id='at-X12']")

    assert f"(n = {COUNT})" in seen and "half took" in seen


def test_a_chart_keeps_its_labels_apart_from_its_markup() -> None:
    days = [dt.date(2026, month, 1) for month in (2, 3, 4, 5, 6)]

    drawn = ranges_chart([Range("<b>&", *days)], on=dt.date(2026, 1, 1), title="<t>", description="d")

    assert "&lt;b&gt;&amp;" in drawn and "<b>" not in drawn and "<t>" not in drawn
    assert ranges_chart([], on=dt.date(2026, 1, 1), title="", description="") == ""
