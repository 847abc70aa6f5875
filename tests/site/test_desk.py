"""The desk, the register and the page of a dossier: what the rules say, the term with its rule, and why not."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.dossiers.conftest import Path
from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Day, Report
from travaux.dossiers.models import Event, Governing, Parameter, ParameterAnswer
from travaux.lib.viewer import Viewer

pytestmark = pytest.mark.django_db

ARCHIVES = "/en/dossiers/eget1fwsh123"


def words(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return " ".join(html.fromstring(page.content).text_content().split())


@pytest.fixture
def path(by: Viewer) -> Iterator[Path]:
    return Path(by, [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))])  # type: ignore[return-value]


def sent(path: Path, title: str = "Text on bridges") -> Any:
    """A text that was sent to the parliaments on 1 February 2024, last reported on 1 March."""
    text = path.open(title)
    path.happen(text, "sent", "2024-02-01", steps=["X07"], report=Report(published=Day("2024-02-01")))
    path.happen(text, "goes on", "2024-03-01", mood="state", report=Report(published=Day("2024-03-01")))
    return text


# --- the page of a dossier ----------------------------------------------------------------------------------------


def test_the_page_says_who_must_act_by_when_by_which_rule_and_why_not(client: Client, loaded: None) -> None:
    page = words(client, f"{ARCHIVES}?on=2026-10-12")
    assert "Who acts: Parliament of Cedar, Parliament of Larch, Parliament of Maple." in page
    assert "Its term ends on 20 December 2026 (in 69 days). Rule: art. 8 (1)" in page
    assert "“An objection is lodged against the draft model agreement”" in page
    assert "must follow" in page
    for engine_word in ("not_yet", "usual_next", "Next."):
        assert engine_word not in page


def test_a_rule_that_was_not_verified_never_says_must(client: Client, loaded: None) -> None:
    page = words(client, "/en/dossiers/kaeyk8ea3804")
    assert "usual next, rule not verified" in page
    assert "must follow" not in page
    assert "Worked out as of 6 June 2022, the last day that a loaded source speaks for" in page


def test_on_a_day_in_the_past_the_page_says_what_held_then(client: Client, loaded: None) -> None:
    then = words(client, f"{ARCHIVES}?on=2026-09-21")
    assert "Who acts: Parliament of Alder, Parliament of Birch" in then
    assert "Objection answered or withdrawn must follow" not in then


def test_what_the_map_does_not_foresee_is_told_to_the_secretariat_alone(
    client: Client, secretary_client: Client, path: Path
) -> None:
    text = path.open()
    path.happen(text, "adopted at once", "2024-02-01", steps=["X14"], outcome=["adopt"])
    address = f"/en/dossiers/{text.pk}"
    assert "not foreseen by the map" in words(secretary_client, address)
    assert "not foreseen by the map" not in words(Client(), address)


# --- the register -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("step=exercise:X07&on=2024-03-01", True), ("step=exercise:X08&on=2024-03-01", False),
        ("step=cis-model-act:X07&on=2024-03-01", False), ("actor=exercise:cedar&on=2024-03-01", True),
        ("actor=exercise:plenary&on=2024-03-01", False), ("due=overdue&on=2024-03-01", False),
        ("due=overdue&on=2025-03-01", True), ("due=today&on=2024-04-01", True), ("due=week&on=2024-03-27", True),
        ("due=later&on=2024-03-01", True), ("due=never", False), ("state=in_work", True), ("state=over", False),
        ("q=BRIDGES", True), ("q=fords", False),
    ],
)  # fmt: skip
def test_the_register_is_asked_by_step_by_who_must_act_and_by_term(
    client: Client, path: Path, question: str, found: bool
) -> None:
    sent(path)
    assert ("Text on bridges" in words(client, f"/en/drafts?{question}")) is found


def test_a_long_register_comes_in_pages(client: Client, path: Path) -> None:
    for n in range(51):
        path.open(f"Text no. {n:02}")
    first, second = words(client, "/en/drafts?q=text"), words(client, "/en/drafts?q=text&page=2")
    assert "51 texts" in first
    assert "page 1 of 2" in first
    assert ("Text no. 49" in first, "Text no. 50" in first) == (True, False)
    assert ("Text no. 49" in second, "Text no. 50" in second) == (False, True)


# --- the desk -----------------------------------------------------------------------------------------------------


def test_the_desk_puts_first_what_is_over(secretary_client: Client, path: Path) -> None:
    sent(path)
    desk = words(secretary_client, "/en/desk")
    assert desk.index("A term is over") < desk.index("Text on bridges")
    assert "Opinion of a parliament. Its term ends on 1 April 2024 (over by" in desk
    assert "Rule: art. 8 (1)" in desk
    assert desk.count("opinions: Text on bridges") == 1  # one row, which offers this once


def test_an_event_is_two_clicks_from_the_desk(secretary_client: Client, path: Path) -> None:
    text = sent(path)
    desk = html.fromstring(secretary_client.get("/en/desk").content)
    (link,) = {each for each in desk.xpath("//a/@href") if "step=X08" in each and text.pk in each}
    form = html.fromstring(secretary_client.get(link).content)
    given = {each.get("name"): each.value or "" for each in form.xpath("//main//form//*[@name]")}
    assert (given["label_en"], given["label_ru"]) == ("Opinion of a parliament", "Заключение парламента")
    assert given["step"] == "X08"
    assert given["date"]
    answer = secretary_client.post(link, {**given, "capacity": "secretary", "outcome": "support", "date": "2024-02-20"})
    assert answer.status_code == 302
    event = Event.objects.get(dossier=text, steps=["X08"])
    assert (event.outcome, event.date, event.label["ru"]) == (["support"], "2024-02-20", "Заключение парламента")


def test_the_map_advises_and_does_not_block(secretary_client: Client, path: Path) -> None:
    text = sent(path)
    link = f"/en/desk/dossiers/{text.pk}/event?step=X15"
    assert "The rules do not expect this step now. Needed: “Decision of the plenary”" in words(secretary_client, link)
    given = {"label_en": "published", "mood": "done", "step": "X15", "capacity": "secretary", "date": "2024-02-20"}
    assert secretary_client.post(link, given).status_code == 302


def test_the_desk_costs_the_same_for_one_dossier_and_for_three(secretary_client: Client, path: Path) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert secretary_client.get("/en/desk").status_code == 200
        return len(asked)

    sent(path)
    cost()
    one = cost()
    for title in ("Ferries", "Fords"):
        sent(path, title)
    assert cost() == one


# --- rules and parameters -----------------------------------------------------------------------------------------


def test_a_decision_puts_a_dossier_under_other_rules(secretary_client: Client, path: Path) -> None:
    text = sent(path)
    decision = path.happen(text, "the Bureau decides on the rules", "2024-02-20", steps=["X02"])
    link = f"/en/desk/dossiers/{text.pk}/rules"
    given = {"rules": "exercise:2", "start": "2024-03-01", "decision": decision.pk, "why": "new rules"}
    assert secretary_client.post(link, given).status_code == 302
    assert Governing.objects.get().decision == decision
    page = words(secretary_client, f"/en/dossiers/{text.pk}?on=2024-03-01")
    assert "version 2: from 1 March 2024, by decision: the Bureau decides on the rules" in page
    assert secretary_client.post(link, {**given, "start": ""}).status_code == 422


def test_the_checklist_of_a_task(secretary_client: Client, client: Client, loaded: None) -> None:
    task = html.fromstring(secretary_client.get("/en/tasks").content).xpath(
        "//main//a[contains(@href, '/tasks/')]/@href"
    )[0]
    id = task.rpartition("/")[2]
    assert "No parameter of this task is recorded." in words(secretary_client, task)
    given = {"text_en": "Says who pays for copies", "text_ru": "Говорит, кто платит за копии", "capacity": "secretary"}
    assert secretary_client.post(f"/en/desk/tasks/{id}", given).status_code == 302
    assert "nobody has looked yet" in words(client, task)
    link = f"/en/desk/tasks/{id}/parameters/{Parameter.objects.get().pk}"
    form = html.fromstring(secretary_client.get(link).content)
    text = next(value for value in form.xpath("//select[@name='text']/option/@value"))
    answer = {"text": text, "provision": "art. 5 (2)", "capacity": "secretary"}
    assert secretary_client.post(link, answer).status_code == 302
    assert "answered by art. 5 (2)" in words(client, task)
    assert "Говорит, кто платит за копии" in words(client, task.replace("/en/", "/ru/"))
    assert secretary_client.post(link, {**answer, "provision": ""}).status_code == 302
    assert "0 of 1 answered by a provision" in words(client, task)
    assert ParameterAnswer.objects.count() == 2
