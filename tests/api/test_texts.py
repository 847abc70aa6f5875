"""Texts for machines: Akoma Ntoso that says it is an exercise, comparisons that know what to compare with."""

import pytest
from django.test import Client

from travaux.core.text.akn_read import read_akn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
WORK, FIRST, SECOND, THIRD, THIRD_RU = "mmqz0twcrst2", "143egmgxk7z0", "9z13k52wy3zq", "6a7y2jhbc77p", "q139tkn9jfta"
NOT_LOADED = "7tz11y4vwp6q"  # a text of the demonstration, known by its title alone


def test_a_version_is_given_as_akoma_ntoso(client: Client) -> None:
    answer = client.get(f"/texts/{THIRD}.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    assert "EXERCISE / УЧЕБНЫЙ ПРИМЕР" in answer.content.decode()
    document = read_akn(answer.content).document
    assert document.language == "eng"
    assert len(document.components) == 2


def test_what_is_not_loaded_says_so(client: Client) -> None:
    said = client.get(f"/texts/{NOT_LOADED}.json").json()
    assert (said["schema"], said["data"]["loaded"], said["data"]["languages"]) == ("/schemas/texts.json", False, [])


def test_one_address_for_a_work_and_for_its_versions(client: Client) -> None:
    assert client.get(f"/texts/{WORK}.json").json()["schema"] == "/schemas/texts.json"
    assert client.get(f"/texts/{SECOND}.json").json()["schema"] == "/schemas/text.json"


def test_a_version_is_compared_with_the_one_before_it_unless_told_otherwise(client: Client) -> None:
    said = client.get(f"/texts/{THIRD}/compare.json").json()["data"]
    assert (said["old"]["id"], said["new"]["id"]) == (SECOND, THIRD)
    assert said["stats"]["reworded"] == 7
    whole = client.get(f"/texts/{THIRD}/compare.json", {"old": FIRST}).json()["data"]
    assert whole["old"]["id"] == FIRST
    assert len(whole["changes"]) > len(said["changes"])
    assert client.get(f"/texts/{THIRD}/compare.json", {"old": THIRD_RU}).status_code == 404


def test_two_languages_stand_side_by_side(client: Client) -> None:
    said = client.get(f"/texts/{THIRD}/parallel.json").json()["data"]
    assert (said["left"]["lang"], said["right"]["lang"], said["right"]["id"]) == ("en", "ru", THIRD_RU)
    assert all(row["left"] and row["right"] for row in said["rows"])


def test_the_debt_is_told_in_the_readers_language(client: Client) -> None:
    said = client.get(f"/texts/{WORK}/debt.json", {"lang": "ru"}).json()["data"]
    assert [(e["ahead"], e["behind"]) for e in said["entries"]] == [("ru", "en"), ("ru", "en")]
    assert said["sentences"] == ["После подготовки английского текста в русском изменены 2 статьи."]


@pytest.mark.parametrize("tail", [".json", ".xml", "/amendments.json", "/compare.json", "/parallel.json", "/debt.json"])
def test_what_does_not_exist_is_said_in_json(client: Client, tail: str) -> None:
    answer = client.get(f"/texts/000000000000{tail}")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not found"


@pytest.mark.parametrize("tail", [".json", ".xml", "/compare.json", "/parallel.json"])
def test_a_question_that_cannot_be_read_is_refused(client: Client, tail: str) -> None:
    assert client.get(f"/texts/{THIRD}{tail}", {"on": "tomorrow"}).status_code == 422
