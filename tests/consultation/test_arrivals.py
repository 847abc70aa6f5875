"""Answers that come in a folder, or by e-mail: sorted by what they say of themselves, confirmed by a person."""

import io
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from tests.consultation.circulation import Circulation, here
from tests.site.test_rounds import filled_in
from travaux.consultation import outbox
from travaux.consultation.actions.arrivals import file_arrival, take_folder
from travaux.consultation.actions.letters import File
from travaux.consultation.kits import kit_of
from travaux.consultation.mail import take_mail
from travaux.consultation.models import Arrival, Comment, Effect, Filing, Round
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR

__all__ = ["here"]
pytestmark = pytest.mark.django_db
DESK = "/en/desk/arrivals"


def word(text: str) -> bytes:
    file, out = Word(), io.BytesIO()
    file.add_paragraph(text)
    file.save(out)
    return out.getvalue()


def reply(made: Round, here: Circulation, *, sender: str = "a@example.org", **extra: Any) -> EmailMessage:
    """A clerk's answer to our letter, the table attached."""
    letter = here.addressee(made, "a").letter
    message = EmailMessage()
    message["From"], message["To"] = f"Clerk <{sender}>", "travaux@localhost"
    message["Subject"] = "Re: On archives"
    message["In-Reply-To"] = f"<letter-{letter.pk}@travaux>"
    for name, value in extra.items():
        message[name.replace("_", "-")] = value
    message.set_content("Please find our table attached.")
    message.add_attachment(filled_in(here, made), maintype="application", subtype="octet-stream", filename="a.docx")
    return message


def box(tmp_path: Path, *messages: EmailMessage | bytes) -> Path:
    for n, message in enumerate(messages):
        (tmp_path / f"{n}.eml").write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return tmp_path


# --- a folder ------------------------------------------------------------------------------------------------------


def test_a_folder_becomes_one_arrival_for_each_addressee_and_nothing_is_dropped(here: Circulation) -> None:
    made = here.open()
    files = [
        File("table.docx", filled_in(here, made)), File("Letter of the Parliament of Alder.pdf", b"%PDF-1.7 a"),
        File("kit back.zip", kit_of(here.addressee(made, "b")).data), File("scan0001.jpg", b"\xff\xd8 a scan"),
        File("bomb.docx", b"PK\x03\x04 not a whole file"), File("note.docx", word("We have seen it.")),
    ]  # fmt: skip
    came = take_folder(by=OPERATOR, round=made.pk, files=files)
    by_owner = {each.addressee and str(each.addressee): {f.name for f in each.files.all()} for each in came[:2]}
    assert by_owner == {
        "Parliament of Alder": {"table.docx", "Letter of the Parliament of Alder.pdf"},
        "Parliament of Birch": {"kit back.zip"},
    }
    lost = [each for each in came if each.addressee is None]
    assert [each.subject for each in lost] == ["scan0001.jpg", "bomb.docx", "note.docx"]
    assert lost[1].files.get().problem
    assert sum(each.files.count() for each in came) == len(files)
    assert take_folder(by=OPERATOR, round=made.pk, files=files) == came  # dropped twice, came once


def test_what_came_in_a_folder_is_confirmed_on_its_page(here: Circulation) -> None:
    made = here.open()
    desk: Any = here.cast.browser("secretariat")
    page = desk.post(DESK, {"round": made.pk, "dropped": [
        SimpleUploadedFile("table.docx", filled_in(here, made)), SimpleUploadedFile("scan.jpg", b"\xff\xd8 scan"),
    ]})  # fmt: skip
    assert page.status_code == 302, page.content
    listed = desk.get(DESK).content.decode()
    assert "Parliament of Alder" in listed and "whose it is is not known" in listed
    known = Arrival.objects.get(addressee__isnull=False)
    shown = desk.get(f"{DESK}/{known.pk}").content.decode()
    assert "2 comments were found" in shown
    assert shown.index("There is no item 77.") < shown.index("Say what an original is.")  # what has no place is first
    done = desk.post(f"{DESK}/{known.pk}", {"do": "file", "position": "with_remarks"})
    assert done.status_code == 302, done.content
    filing = Filing.objects.get()
    assert (filing.door, filing.addressee, Comment.objects.count()) == ("table", known.addressee, 2)
    again = desk.post(f"{DESK}/{known.pk}", {"do": "file", "position": "with_remarks"})
    assert again.status_code == 422 and Filing.objects.count() == 1
    lost = Arrival.objects.get(addressee__isnull=True)
    desk.post(f"{DESK}/{lost.pk}", {"do": "whose", "addressee": here.addressee(made, "b").pk})
    assert Arrival.objects.get(pk=lost.pk).addressee == here.addressee(made, "b")
    desk.post(f"{DESK}/{lost.pk}", {"do": "aside", "reason": "A blank page."})
    assert "A blank page." in desk.get(DESK).content.decode()


# --- e-mail --------------------------------------------------------------------------------------------------------


def test_a_reply_is_taken_told_of_and_filed_when_its_secretary_confirms(here: Circulation, tmp_path: Path) -> None:
    made = here.open()
    (told,) = take_mail(box(tmp_path, reply(made, here)))
    assert told.known
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]  # moved, so that it is not taken again
    arrival = Arrival.objects.get()
    assert (arrival.door, arrival.known_by, arrival.addressee) == ("email", "stamp", here.addressee(made, "a"))
    assert {each.name for each in arrival.files.all()} == {"message.eml", "a.docx"}
    receipt = Effect.objects.get(key=f"receipt-{arrival.pk}")
    assert receipt.to == ["a@example.org"]
    assert "1 comment is on its provision." in receipt.body and "item 77: There is no item 77." in receipt.body
    assert f"/en/desk/arrivals/{arrival.pk}" in receipt.body
    outbox.tick()
    assert Effect.objects.get(pk=receipt.pk).done_at is not None
    assert any(sent.subject == "Received: Re: On archives" for sent in mail.outbox)
    assert not Filing.objects.exists()  # a message can be forged: nothing is filed by its coming
    own = here.cast.browser("secretary_a")
    assert own.get(f"{DESK}/{arrival.pk}").status_code == 200
    for name in ("secretary_b", "chair", "observer", "public"):
        assert here.cast.browser(name).get(f"{DESK}/{arrival.pk}").status_code in (302, 403, 404), name
    done = own.post(f"{DESK}/{arrival.pk}", {"do": "file", "position": "with_remarks"})
    assert done.status_code == 302, done.content
    assert Filing.objects.get().door == "email"


def test_a_message_without_a_table_is_a_letter_known_by_what_it_replies_to(here: Circulation, tmp_path: Path) -> None:
    made = here.open()
    message = EmailMessage()
    message["From"], message["Subject"] = "stranger@example.net", "On your letter"
    message["References"] = f"<x@y> <letter-{here.addressee(made, 'b').letter.pk}@travaux>"
    message.set_content("Замечаний не имеем.")
    take_mail(box(tmp_path, message))
    arrival = Arrival.objects.get()
    assert (arrival.known_by, arrival.addressee) == ("reply", here.addressee(made, "b"))
    assert [(each.name, each.kind) for each in arrival.files.all()] == [("message.eml", "letter")]
    assert not Effect.objects.filter(key__startswith="receipt-").exists()  # nobody we do not know is written to
    filing = file_arrival(by=OPERATOR, arrival=arrival, position="no_remarks")
    assert filing.opinion.position == "no_remarks"


def test_machines_and_ruins_are_put_aside_by_name(here: Circulation, tmp_path: Path) -> None:
    made = here.open()
    away = reply(made, here, Auto_Submitted="auto-replied")
    found = take_mail(box(tmp_path, away, b"", b"\x00\xff\xfe not a message at all"))
    assert [each.problem for each in found[:2]] == ["It is an automatic reply.", "It is empty, or larger than 60 MB."]
    assert sum(1 for path in tmp_path.rglob("*.eml")) == 3  # nothing is lost
    assert all(not each.known for each in found)
    assert not Filing.objects.exists()


def test_what_is_nobodys_cannot_be_filed(here: Circulation) -> None:
    made = here.open()
    (arrival,) = take_folder(by=OPERATOR, round=made.pk, files=[File("x.jpg", b"\xff\xd8")])
    with pytest.raises(Refused, match="not known whose"):
        file_arrival(by=OPERATOR, arrival=arrival, position="supports")
    with pytest.raises(Refused):
        take_folder(by=here.cast.viewer("secretary_a"), round=made.pk, files=[File("x.jpg", b"\xff\xd8")])
