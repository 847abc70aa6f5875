"""The pages of a round: asked from the desk, answered by a delegation, seen by each as far as it is theirs to know."""

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document as Word

from tests.consultation.circulation import Circulation, here
from travaux.consultation.models import Comment, Document, Effect, Enclosure, Filing, Round
from travaux.consultation.queries.boards import board, rounds
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

__all__ = ["here"]
pytestmark = pytest.mark.django_db


def asked(here: Circulation, **about: Any) -> Any:
    given = {
        "decision": here.decision.pk, "version": here.versions["en"].pk, "subject_en": "On archives",
        "bodies": [here.cast.bodies["parliament_a"].pk, here.cast.bodies["parliament_b"].pk], "languages": ["en"],
        "commission": here.cast.bodies["commission"].pk, "closes_on": here.closes_on.isoformat(),
        "signatory": "S. Ecretary", "capacity": "Secretary", "questions": "Is the term long enough?",
        "note": SimpleUploadedFile("why.docx", b"PK a note"),
        "emails": "Parliament of Birch: office@birch.example, clerk@birch.example", **about,
    }  # fmt: skip
    return here.cast.browser("secretariat").post(f"/en/desk/dossiers/{here.dossier.pk}/round", given)


def test_the_secretariat_asks_from_the_desk(here: Circulation) -> None:
    form = here.cast.browser("secretariat").get(f"/en/desk/dossiers/{here.dossier.pk}/round").content.decode()
    assert "Parliament of Alder" in form and "Upper House of Alder" in form and "Commission on Archives" in form

    sent = asked(here)

    assert sent.status_code == 302, sent.content
    page = here.cast.browser("secretariat").get(sent.headers["Location"]).content.decode()
    assert "Parliament of Alder" in page and "Is the term long enough?" in page and "calendar is not known" in page
    assert sorted(effect.to for effect in Effect.objects.all()) == [
        ["office@birch.example", "clerk@birch.example"], ["secretary_a@example.org"],
    ]  # fmt: skip
    assert Enclosure.objects.filter(kind="note", name="why.docx").count() == 2
    listed = here.cast.browser("secretariat").get("/en/desk/letters").content.decode()
    assert f"1/{timezone.localdate().year}" in listed and "letter-1-" in listed


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"closes_on": "2020-01-01"}, "Nobody could answer by that day."),
        ({"emails": "Parliament of Nowhere: a@example.org"}, "Nobody who can be asked is called so"),
        ({"emails": "Parliament of Birch: no address"}, "valid email"),
        ({"bodies": []}, "required"),
        ({"bodies": ["x"]}, "valid choice"),
    ],
)
def test_what_cannot_be_asked_is_refused_on_the_page(here: Circulation, about: dict[str, Any], words: str) -> None:
    sent = asked(here, **about)
    assert sent.status_code == 422 and words in sent.content.decode()
    assert not Round.objects.exists() and not Document.objects.exists()


def opened(here: Circulation, **about: Any) -> tuple[Round, str]:
    made = here.open(**about)
    return made, f"/en/rounds/{made.pk}"


def filled_in(here: Circulation, made: Round) -> bytes:
    """The table that was sent to Alder, with two rows filled in by hand in Word, and one added."""
    form = here.addressee(made, "a").letter.enclosures.get(kind="form")
    word = Word(io.BytesIO(bytes(form.file.data)))
    table = word.tables[0]
    rows = [row for row in table.rows if any("Article 1" in cell.text for cell in row.cells)]
    rows[0].cells[3].text = "Say what an original is."
    added = table.add_row()
    added.cells[1].text, added.cells[3].text = "item 77", "There is no item 77."
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_a_delegation_files_its_table_and_gets_a_receipt(here: Circulation) -> None:
    made, _address = opened(here, sealed=True)
    client, addressee = here.cast.browser("secretary_a"), here.addressee(made, "a")
    door = f"/en/desk/rounds/{made.pk}/answers/{addressee.pk}"
    key = re.search(r'name="key" value="(\w+)"', client.get(door).content.decode())
    assert key is not None

    def send() -> Any:
        table = SimpleUploadedFile("answer.docx", filled_in(here, made))
        scan = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 signed", content_type="application/pdf")
        return client.post(door, {"position": "with_remarks", "table": table, "letter": scan, "key": key[1],
                                  "statement": "We support the aim."})  # fmt: skip

    sent = send()
    assert sent.status_code == 302, sent.content
    assert send().headers["Location"] == sent.headers["Location"], "sent twice, filed once"

    assert Filing.objects.count() == 1
    assert [(c.eid, c.place) for c in Comment.objects.order_by("number")] == [
        ("art_1", "provision"), ("", "not_placed"),
    ]  # fmt: skip
    receipt = client.get(sent.headers["Location"]).content.decode()
    assert "Receipt 1" in receipt and "1 comment on its provision" in receipt and "1 without a place yet" in receipt


def test_each_sees_of_an_answer_what_is_theirs_to_know(here: Circulation) -> None:
    made, address = opened(here, sealed=True)
    door = f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    here.cast.browser("secretary_a").post(door, {"position": "objects", "statement": "Zyx is our ground."})

    def page(name: str) -> str:
        return here.cast.browser(name).get(address).content.decode()

    for name in ("public", "observer", "secretary_b", "chair", "member", "board_expert"):
        assert "reply received on" in page(name) and "Zyx" not in page(name) and "objects" not in page(name), name
    for name in ("secretary_a", "head_a", "expert_a", "secretariat", "operator"):
        assert "Zyx" in page(name) and "objects" in page(name), name
    assert "Last day" not in page("public") and "Last day" in page("secretary_b")
    assert "kept from the other addressees" in page("secretary_b")
    with act(by=OPERATOR, verb="let time pass") as a:
        a.amend(made, sealed_until=timezone.localdate() - dt.timedelta(days=1))
    assert "Zyx" in page("chair") and "Zyx" not in page("secretary_b") and "Zyx" not in page("public")


def test_letters_are_for_those_they_were_written_to(here: Circulation) -> None:
    made, _address = opened(here)
    file = here.addressee(made, "a").letter.enclosures.first()
    assert file is not None
    answers = {name: here.cast.browser(name).get(f"/en/letters/{file.pk}") for name in
               ("public", "secretary_a", "expert_a", "secretary_b", "chair", "observer", "secretariat")}  # fmt: skip
    assert {name: each.status_code for name, each in answers.items()} == {
        "public": 404, "secretary_a": 200, "expert_a": 200, "secretary_b": 404, "chair": 404, "observer": 404,
        "secretariat": 200,
    }  # fmt: skip
    assert answers["secretary_a"].content == bytes(file.file.data)
    assert answers["secretary_a"].headers["Content-Disposition"].startswith("attachment")


def test_nobody_answers_through_anothers_door(here: Circulation) -> None:
    made, _address = opened(here)
    door = f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    for name, status in (("public", 302), ("secretary_b", 404), ("chair", 403), ("expert_a", 403), ("observer", 403)):
        assert here.cast.browser(name).post(door, {"position": "supports"}).status_code == status, name
    assert not Filing.objects.exists()


def test_the_secretariat_registers_a_scanned_letter_and_the_parliament_confirms_the_rows(here: Circulation) -> None:
    made, _address = opened(here)
    door = f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    given = {"position": "in_concept", "letter": SimpleUploadedFile("scan.pdf", b"%PDF-1.7"), "number": "7/44",
             "table": SimpleUploadedFile("rows.docx", filled_in(here, made)), "channel": "courier"}  # fmt: skip
    sent = here.cast.browser("secretariat").post(door, given)
    assert sent.status_code == 302, sent.content

    seen = here.cast.browser("secretary_a").get(sent.headers["Location"]).content.decode()
    assert "These rows say what we meant" in seen
    assert here.cast.browser("secretary_a").post(sent.headers["Location"]).status_code == 302
    assert "confirmed by its author" in here.cast.browser("secretariat").get(sent.headers["Location"]).content.decode()
    assert here.cast.browser("secretary_b").get(sent.headers["Location"]).status_code == 404


@pytest.mark.parametrize("name", ["answer.exe", "answer.docx", "answer.xlsx"])
def test_what_is_no_table_is_refused_in_words(here: Circulation, name: str) -> None:
    made, _address = opened(here)
    door = f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    given = {"position": "with_remarks", "table": SimpleUploadedFile(name, b"PK\x03\x04 not a table")}
    sent = here.cast.browser("secretary_a").post(door, given)
    assert sent.status_code == 422 and b"Traceback" not in sent.content
    assert not Filing.objects.exists()


def test_more_time_is_given_on_the_board(here: Circulation) -> None:
    made, address = opened(here)
    later = (made.closes_on + dt.timedelta(days=9)).isoformat()
    given = {"closes_on": later, "reason": "Elections", "signatory": "S", "capacity": "Secretary"}
    assert here.cast.browser("secretary_a").post(address, given).status_code == 200
    made.refresh_from_db()
    assert made.closes_on.isoformat() != later
    assert here.cast.browser("secretariat").post(address, given).status_code == 302
    assert "Elections" in here.cast.browser("secretary_b").get(address).content.decode()
    assert "Elections" not in Client().get(address).content.decode()


def test_a_board_costs_the_same_for_one_addressee_and_for_many(here: Circulation) -> None:
    def cost(round: Round) -> int:
        with CaptureQueriesContext(connection) as asked:
            board(OPERATOR, round.pk, on=timezone.localdate(), lang="en")
            rounds(OPERATOR, on=timezone.localdate(), lang="en")
        return len(asked)

    small, large = here.open("a"), here.open("a", "b")
    for letter in ("a", "b"):
        door = f"/en/desk/rounds/{large.pk}/answers/{here.addressee(large, letter).pk}"
        here.cast.browser(f"secretary_{letter}").post(door, {"position": "supports"})
    assert cost(small) == cost(large)
