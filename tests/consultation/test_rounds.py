"""Stories of a round: letters are numbered, packed and put in the outbox in one act; time is extended; silence."""

import datetime as dt
import io
import threading
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from travaux.consultation import outbox
from travaux.consultation.actions.letters import Correspondent, File, Heading, register_letter
from travaux.consultation.actions.rounds import Signature, acknowledge, extend_round, remind
from travaux.consultation.forms.read import read_form
from travaux.consultation.models import (
    Acknowledgement,
    Addressee,
    Document,
    Effect,
    Enclosure,
    Reminder,
    Round,
    Sending,
)
from travaux.dossiers.models import Event
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.record.models import Line

from .circulation import Circulation

pytestmark = pytest.mark.django_db
SIGNED = Signature("S. Ecretary", "Secretary")


def words_of(enclosure: Enclosure) -> str:
    with zipfile.ZipFile(io.BytesIO(bytes(enclosure.file.data))) as parts:
        return "".join(parts.read(n).decode() for n in parts.namelist() if n == "word/document.xml")


def test_a_round_is_one_act_with_a_numbered_letter_for_each_addressee(here: Circulation) -> None:
    before = Line.objects.count()

    made = here.open("a", "b")

    assert Line.objects.count() == before + 1
    letters = Document.objects.order_by("number")
    assert [(str(each), each.direction, each.channel) for each in letters] == [
        (f"1/{made.opened_on.year}", "out", "email"), (f"2/{made.opened_on.year}", "out", "email"),
    ]  # fmt: skip
    assert [(each.key, each.to, each.done_at) for each in Effect.objects.order_by("to")] == [
        (f"letter-{letters[0].pk}", ["a@example.org"], None), (f"letter-{letters[1].pk}", ["b@example.org"], None),
    ]  # fmt: skip
    assert here.addressee(made, "a").name == {"en": "Parliament of Alder", "ru": "Parliament of Alder"}
    event = Event.objects.order_by("-recorded_at")[0]
    assert event.label == {"en": "Sent to 2 bodies for their opinions", "ru": event.label["ru"]}


def test_the_envelope_holds_the_letter_the_extract_the_draft_and_a_form_that_finds_its_way_back(
    here: Circulation,
) -> None:
    made = here.open(asked=here.asked("a", languages=("en", "ru")))
    addressee = here.addressee(made, "a")
    inside = list(addressee.letter.enclosures.select_related("file"))

    assert [(each.kind, each.lang) for each in inside] == [
        (kind, lang) for lang in ("en", "ru") for kind in ("letter", "letter", "extract", "draft", "form")
    ]  # fmt: skip
    assert inside[1].media_type == "application/pdf" and bytes(inside[1].file.data).startswith(b"%PDF-")
    assert f"No. 1/{made.opened_on.year}" in words_of(inside[0]) and "Parliament of Alder" in words_of(inside[0])
    assert "originals" in words_of(inside[3]) and "подлинники" in words_of(inside[8])
    form = read_form(bytes(inside[4].file.data), name="form.docx")
    assert form.stamp is not None
    assert (form.stamp.round, form.stamp.addressee) == (made.pk, addressee.pk)
    assert [row.eid for row in form.rows if row.eid] == ["art_1", "art_2", "art_3"]
    assert form.stamp.version == here.versions["en"].sha256


def test_the_same_draft_is_kept_once_for_all_addressees(here: Circulation) -> None:
    here.open("a", "b")
    drafts = Enclosure.objects.filter(kind="draft")
    assert drafts.count() == 2 and drafts.values("file").distinct().count() == 1


def test_what_speaks_against_the_term_is_kept_with_the_round(here: Circulation) -> None:
    made = here.open("a")
    assert [(w["kind"], w["addressee"]) for w in made.warnings] == [
        ("not_covered", here.cast.bodies["parliament_a"].pk)
    ]


@pytest.mark.parametrize("name", ["public", "chair", "secretary_a", "observer"])
def test_only_the_secretariat_asks(here: Circulation, name: str) -> None:
    with pytest.raises(NotAllowed):
        extend_round(
            by=here.cast.viewer(name), round=here.open(), closes_on=here.closes_on, reason="x", signature=SIGNED
        )


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"closes_on": dt.date(2020, 1, 1)}, "Nobody could answer"), ({"asked": []}, "Nobody is asked"),
        ({"scope": ["nowhere"]}, "no such provision"),
        ({"level": "secretariat"}, "must be able to know"), ({"subject": {"en": " "}}, "Say what is asked"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_and_leaves_nothing(
    here: Circulation, about: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        here.open(**about)
    assert not Document.objects.exists() and not Effect.objects.exists() and not Round.objects.exists()


def test_a_body_is_asked_once_and_in_a_language_that_there_is(here: Circulation) -> None:
    with pytest.raises(Refused, match="twice"):
        here.open(asked=[*here.asked("a"), *here.asked("a")])
    with pytest.raises(Refused, match="not there in that language"):
        here.open(asked=here.asked("a", languages=("hy",)))


def test_the_list_of_addressees_is_frozen_by_the_database(here: Circulation) -> None:
    addressee = here.addressee(here.open("a"), "a")
    refused = pytest.raises(DatabaseError, match="append")
    with refused, transaction.atomic(), act(by=OPERATOR, verb="changed") as a:
        a.amend(addressee, name={"en": "Another"})
    addressee.refresh_from_db()
    assert addressee.name["en"] == "Parliament of Alder"


def test_a_round_without_addresses_goes_by_post(here: Circulation) -> None:
    here.open(asked=here.asked("a", emails=()))
    assert [each.channel for each in Document.objects.all()] == ["post"]
    assert not Effect.objects.exists()


def test_more_time_is_a_row_with_its_reason_and_a_letter_to_everybody(here: Circulation) -> None:
    made = here.open("a", "b", sealed=True)
    later = made.closes_on + dt.timedelta(days=10)

    given = extend_round(by=OPERATOR, round=made, closes_on=later, reason="Elections in Alder.", signature=SIGNED)

    made.refresh_from_db()
    assert (made.closes_on, made.sealed_until, given.was) == (later, later, later - dt.timedelta(days=10))
    assert Document.objects.filter(direction="out").count() == 4
    assert [effect.to for effect in Effect.objects.order_by("made_at", "to")][-2:] == [
        ["a@example.org"],
        ["b@example.org"],
    ]
    for closes_on, reason in ((later, "x"), (later + dt.timedelta(days=1), " ")):
        with pytest.raises(Refused):
            extend_round(by=OPERATOR, round=made, closes_on=closes_on, reason=reason, signature=SIGNED)


def test_the_silent_are_reminded_on_the_days_of_the_plan_once(here: Circulation) -> None:
    made = here.open("a", "b", reminders=(14, 3))
    on = made.closes_on - dt.timedelta(days=14)

    assert remind(by=OPERATOR, today=on - dt.timedelta(days=1)) == []
    assert len(remind(by=OPERATOR, today=on)) == 2
    assert remind(by=OPERATOR, today=on + dt.timedelta(days=1)) == []
    assert len(remind(by=OPERATOR, today=made.closes_on)) == 2
    assert remind(by=OPERATOR, today=made.closes_on + dt.timedelta(days=1)) == []
    assert Reminder.objects.values("planned_on").distinct().count() == 2


def test_an_addressee_says_that_the_letter_came_and_nobody_else_says_it_for_them(here: Circulation) -> None:
    addressee = here.addressee(here.open(), "a")

    acknowledge(by=here.cast.viewer("secretary_a"), addressee=addressee, kind="received")

    assert Acknowledgement.objects.get().account == here.cast.accounts["secretary_a"].pk
    for name in ("secretary_b", "expert_a", "chair", "observer", "public"):
        with pytest.raises(NotAllowed):
            acknowledge(by=here.cast.viewer(name), addressee=addressee, kind="received")


# --- the register ----------------------------------------------------------------------------------------------------


def letter(here: Circulation, **about: Any) -> Document:
    heading = Heading(**{"subject": "About archives", "channel": "post", **about})
    return register_letter(
        by=OPERATOR, assembly=here.cast.bodies["assembly"], direction="in", heading=heading,
        correspondent=Correspondent(quoted="A citizen"),
    )  # fmt: skip


def test_each_year_and_direction_has_its_own_numbers(here: Circulation) -> None:
    this = timezone.localdate()
    before = this.replace(year=this.year - 1, day=1)
    made = [letter(here), letter(here, registered_on=before), letter(here), letter(here, registered_on=before)]

    assert [str(each) for each in made] == [f"1/{this.year}", f"1/{before.year}", f"2/{this.year}", f"2/{before.year}"]


@pytest.mark.parametrize(
    "about",
    [{"channel": "pigeon"}, {"subject": " "}, {"registered_on": dt.date(2999, 1, 1)}, {"files": [File("a.pdf", b"")]}],
)
def test_a_refused_letter_takes_no_number(here: Circulation, about: dict[str, Any]) -> None:
    letter(here)
    with pytest.raises(Refused):
        letter(here, **about)
    assert str(letter(here)).startswith("2/")


def test_the_database_refuses_a_number_twice(here: Circulation) -> None:
    first = letter(here)
    copy = Document(**{f.name: getattr(first, f.name) for f in Document._meta.concrete_fields if f.name != "id"})
    with pytest.raises(IntegrityError), transaction.atomic(), act(by=OPERATOR, verb="forged") as a:
        a.save(copy)


@pytest.mark.django_db(transaction=True)
def test_letters_registered_at_once_leave_no_gap_and_no_double(here: Circulation) -> None:
    def work() -> None:
        try:
            for _ in range(5):
                letter(here)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 21))


# --- the outbox ------------------------------------------------------------------------------------------------------


def test_a_letter_is_sent_once_with_its_files(here: Circulation) -> None:
    here.open("a")

    assert outbox.tick() == outbox.Ticked(sent=1)
    assert outbox.tick() == outbox.Ticked()

    (message,) = mail.outbox
    assert message.to == ["a@example.org"] and len(message.attachments) == 5
    assert message.extra_headers["Message-ID"] == f"<letter-{Document.objects.get().pk}@travaux>"
    assert (Sending.objects.get().attempts, Sending.objects.get().recipients) == (1, 1)


def test_a_carrier_that_died_leaves_the_letter_to_the_next(here: Circulation) -> None:
    here.open("a")
    now = timezone.now()
    key = Effect.objects.get().key
    assert outbox.lease(key, now=now) is not None, "and then the process is killed"

    assert outbox.lease(key, now=now) is None
    assert outbox.tick(now=now + dt.timedelta(minutes=1)) == outbox.Ticked()
    assert outbox.tick(now=now + dt.timedelta(minutes=6)) == outbox.Ticked(sent=1)
    assert Effect.objects.get().attempts == 2


def test_a_carrier_that_died_after_sending_writes_it_down_once(here: Circulation) -> None:
    here.open("a")
    effect = outbox.lease(Effect.objects.get().key, now=timezone.now())
    assert effect is not None
    outbox.done(by=OPERATOR, effect=effect)
    outbox.done(by=OPERATOR, effect=effect)
    assert Sending.objects.count() == 1


def test_what_cannot_be_sent_is_tried_again_and_then_lies_as_a_dead_letter(
    here: Circulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.open("a", "b")
    now = timezone.now()
    send = mail.EmailMessage.send

    def refuse(self: Any, *args: Any, **kwargs: Any) -> int:
        if "a@example.org" in self.to:
            raise OSError("550 no such mailbox")
        return int(send(self, *args, **kwargs))

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    assert outbox.tick(now=now) == outbox.Ticked(sent=1, failed=1), "one that fails does not stop the other"
    for _ in range(outbox.MOST - 1):
        now += dt.timedelta(days=2)
        outbox.tick(now=now)

    (dead,) = outbox.dead_letters()
    assert (dead.attempts, dead.to) == (outbox.MOST, ["a@example.org"])
    assert "550" in dead.last_error
    monkeypatch.undo()
    outbox.send_again(by=OPERATOR, key=dead.key, now=now)
    assert outbox.tick(now=now) == outbox.Ticked(sent=1)


def test_an_act_that_fails_puts_nothing_in_the_outbox(here: Circulation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("travaux.consultation.actions.rounds.tell_dossier", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        here.open("a", "b")
    assert not Effect.objects.exists() and not Document.objects.exists() and not Addressee.objects.exists()
