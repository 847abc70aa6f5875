"""Procedures on the site: the picture and its list, words, table, versions, durations, dossiers at each step."""

import io
import re

import openpyxl
import pytest
from django.test import Client
from lxml import html

from travaux.core.procedure import load, shipped, shipped_ids
from travaux.core.procedure.table import read_table, write_table
from travaux.dossiers.models import Dossier
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
LANGUAGES = ("en", "ru")
ENGINE = re.compile(r"\b(not_yet|usual_|in_force|cannot_|of_state)\b")


def page(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def words(tree: html.HtmlElement, path: str) -> str:
    return " ".join(tree.xpath(f"string({path})").split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_procedure_is_listed_with_what_it_is_worth(client: Client, lang: str) -> None:
    tree = page(client, f"/{lang}/procedures")

    links = [str(a).rpartition("/")[2] for a in tree.xpath("//main//ul[@class='rows']//a/@href")]
    assert set(links) == set(shipped_ids())
    assert links[-1] == "exercise"  # what is invented stands last


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", shipped_ids())
def test_the_list_says_of_every_step_what_the_picture_shows(client: Client, id: str, lang: str) -> None:
    tree = page(client, f"/{lang}/procedures/{id}")

    drawn = [str(a) for a in tree.xpath("//*[local-name()='svg']//*[local-name()='a']/@href")]
    listed = [f"#{a}" for a in tree.xpath("//ol[@class='rules']/li/@id")]
    assert sorted(drawn) == sorted(listed) == sorted(f"#at-{step}" for step in shipped(id).steps)
    assert not tree.xpath("//*[local-name()='svg']//*[local-name()='style'] | //*[local-name()='svg']//@style")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["", "/words", "/table", "/changes"])
def test_no_word_of_the_engine_reaches_a_reader(client: Client, view: str, lang: str) -> None:
    for id in shipped_ids():
        answer = client.get(f"/{lang}/procedures/{id}{view}")
        if answer.status_code == 200:
            seen = html.fromstring(answer.content).xpath("//main")[0].text_content()
            assert not ENGINE.search(seen), (id, ENGINE.search(seen))


def test_a_rule_that_was_not_read_is_never_a_duty(client: Client) -> None:
    tree = page(client, "/en/procedures/cis-model-act")

    waiting = tree.xpath("//ol[@class='rules']//span[@class='chip chip-wait']")
    chips = {words(chip, ".").lstrip("◐ ") for chip in waiting}
    assert chips == {"usual, rule not verified"}
    assert not tree.xpath("//ol[@class='rules']//span[@class='chip chip-now']")
    assert "0 of 19 rules were read in their primary text" in words(tree, "//main")


def test_the_dossier_stands_at_its_step(client: Client) -> None:
    exercise = page(client, "/en/procedures/exercise")
    usual = page(client, "/en/procedures/cis-model-act")

    assert "/en/dossiers/eget1fwsh123" in exercise.xpath("//li[@id='at-X08']//a/@href")
    assert "/en/dossiers/kaeyk8ea3804" in usual.xpath("//li[@id='at-A09']//a/@href")


def test_durations_of_too_few_dossiers_are_hidden_and_say_why(client: Client) -> None:
    seen = words(page(client, "/en/procedures/exercise"), "//main")

    assert "Durations are shown from 5 exact ones on" in seen
    assert "(n =" not in seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_goes_out_as_a_spreadsheet_that_comes_back_equal(client: Client, lang: str) -> None:
    tree = page(client, f"/{lang}/procedures/exercise/table")
    assert len(tree.xpath("//tbody/tr")) == len(shipped("exercise").steps)

    answer = client.get(f"/{lang}/procedures/exercise/table.xlsx")

    assert "exercise-2.xlsx" in answer.headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.cell(2, 1).value == "X01"
    assert read_table(io.BytesIO(answer.content), shipped("exercise"), name="t.xlsx") == shipped("exercise")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_repealed_version_stays_grey_and_says_what_changed(client: Client, lang: str) -> None:
    old = page(client, f"/{lang}/procedures/exercise?version=1")
    changed = page(client, f"/{lang}/procedures/exercise/changes")

    assert old.xpath("//div[contains(@class, 'is-grey')]/*[local-name()='svg']")
    rows = [words(row, ".") for row in changed.xpath("//tbody/tr")]
    assert len(rows) > 10 and any("45" in row and "30" in row for row in rows)


def test_on_a_day_of_the_old_rules_the_old_rules_are_shown(client: Client) -> None:
    then, now = (page(client, f"/en/procedures/exercise?on={day}") for day in ("2016-01-01", "2026-01-01"))

    assert not then.xpath("//li[@id='at-X09']") and now.xpath("//li[@id='at-X09']")


@pytest.mark.parametrize(
    "address",
    ["procedures/no-such", "procedures/exercise?version=9", "procedures/pace/changes?to=9",
     "procedures/no-such/table.xlsx", "dossiers/000000000000/map"],
)  # fmt: skip
def test_what_is_not_here_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dossier_is_marked_on_the_map_and_in_the_list(client: Client, lang: str) -> None:
    tree = page(client, f"/{lang}/dossiers/eget1fwsh123/map")

    marks = {g.get("id"): g.get("class") for g in tree.xpath("//*[local-name()='svg']//*[local-name()='g'][@id]")}
    assert marks["step-X07"] == "step done" and marks["step-X10"] == "step must"
    assert words(tree, "//li[@id='at-X07']//span[@aria-hidden]") == "●"
    assert "/dossiers/eget1fwsh123" in str(tree.xpath("//nav//ol//a/@href"))


def test_a_hidden_dossier_stands_at_no_step(client: Client, secretary_client: Client) -> None:
    row = Dossier.objects.get(pk="eget1fwsh123")
    with act(by=OPERATOR, verb="hid a dossier for a test") as a:
        a.amend(row, level="secretariat")

    assert b"eget1fwsh123" not in Client().get("/en/procedures/exercise").content
    assert b"eget1fwsh123" not in Client().get("/procedures/exercise.json").content
    assert Client().get("/en/dossiers/eget1fwsh123/map").status_code == 404
    assert b"eget1fwsh123" in secretary_client.get("/en/procedures/exercise").content


# --- a changed table ----------------------------------------------------------------------------------------------

CHECK = "/en/desk/procedures/exercise/check"


def changed(cell: str, value: str) -> io.BytesIO:
    """The table of the exercise rules with one cell changed, as it is sent."""
    file = io.BytesIO()
    write_table(shipped("exercise"), file, "en")
    book = openpyxl.load_workbook(file)
    book.active[cell].value = value
    sent = io.BytesIO()
    book.save(sent)
    sent.seek(0)
    sent.name = "changed.xlsx"
    return sent


def test_a_changed_table_shows_what_would_change_and_becomes_a_file(secretary_client: Client) -> None:
    answer = secretary_client.post(CHECK, {"file": changed("F3", "may")})
    tree = html.fromstring(answer.content)

    assert answer.status_code == 200
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert rows == [["X02 Bureau decides on the proposal", "must or may", "must", "may"]]
    assert "No dead end, no trap" in words(tree, "//main")
    seen = tree.xpath("string(//input[@name='seen']/@value)")
    file = secretary_client.post(CHECK, {"seen": seen, "download": "yes"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="exercise.yaml"'
    assert str(load(file.content.decode(), name="x").steps["X02"].follows) == "may"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_that_cannot_be_read_names_the_rows(secretary_client: Client, lang: str) -> None:
    answer = secretary_client.post(CHECK.replace("en", lang, 1), {"file": changed("G4", "X99 and")})
    seen = words(html.fromstring(answer.content), "//div[@role='alert']")

    assert answer.status_code == 422
    assert {"en": "Row 4", "ru": "Строка 4"}[lang] in seen and "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"seen": "?"}, {"seen": "aGVsbG8="}, {"seen": "aGVsbG8=", "download": "yes"}])
def test_what_is_no_table_is_refused(secretary_client: Client, sent: dict[str, str]) -> None:
    answer = secretary_client.post(CHECK, {**sent, "x": "y"})

    assert answer.status_code == 422 and "Traceback" not in answer.content.decode()


# --- a term looked at ---------------------------------------------------------------------------------------------

ASKED = {"start": "2026-06-25", "count": "60", "unit": "calendar", "addressees": "Alder; ru, en; exercise-plenary",
         "texts": "ru 2026-07-05"}  # fmt: skip


def test_a_term_is_counted_and_doubted(secretary_client: Client) -> None:
    answer = secretary_client.get("/en/desk/deadline", ASKED)
    seen = words(html.fromstring(answer.content), "//main")

    assert answer.status_code == 200
    assert "Last day: 24 August 2026" in seen
    assert "Alder: 55 of 60 days fall into a recess." in seen
    assert "for 10 of 60 days there is no text in a language that it reads" in seen


@pytest.mark.parametrize(("wrong", "said"), [
    ({"unit": "sitting", "calendar": "exercise-plenary", "count": "900"}, "The last day cannot be named."),
    ({"unit": "working"}, "The last day cannot be named."), ({"addressees": "Alder"}, "No language is named."),
    ({"addressees": "\nAlder; ru; nowhere"}, "line 2"), ({"texts": "ru soon"}, "This is not a day."),
    ({"start": "soon"}, "Enter a valid date"), ({"count": "0"}, "greater than or equal to 1"),
])  # fmt: skip
def test_a_term_that_cannot_be_counted_is_refused_in_words(
    secretary_client: Client, wrong: dict[str, str], said: str
) -> None:
    answer = secretary_client.get("/en/desk/deadline", {**ASKED, **wrong})

    assert answer.status_code == 422
    assert said in words(html.fromstring(answer.content), "//main")


def test_a_term_is_counted_by_the_secretariat_only(client: Client) -> None:
    assert client.get("/en/desk/deadline", ASKED).status_code == 302
    assert client.post(CHECK).status_code == 302
