"""The secretariat's desk: a page comes in, a person rules on its claims, and the public sees the facts."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from travaux.captures.actions import cite_entry
from travaux.captures.models import Claim, Ruling
from travaux.dossiers.models import Event
from travaux.record.models import Line
from travaux.registry.actions.bodies import name_body, register_body
from travaux.registry.models import PersonName, StatedComposition

pytestmark = pytest.mark.django_db
PAGE = (
    "Delegation of the Parliament of Alpinia to the Assembly of Mountains consists of 4 deputies.\n"
    "Plenipotentiary representative of the Parliament of Alpinia: Ivo Rock\n"
    "6 June 2022\n"
)


@pytest.fixture
def assembly(by):
    entry = cite_entry(by=by, capacity="test", on=dt.date(2026, 1, 1))
    made = register_body(by=by, kind="assembly")
    name_body(by=by, body=made, text="Assembly of Mountains", lang="en", citations=[entry])
    return made


def upload(client, data=None, name="page.txt", **about):
    file = SimpleUploadedFile(name, PAGE.encode() if data is None else data)
    return client.post("/en/desk/capture", {"file": file, **about})


def test_the_desk_is_for_the_secretariat(client, db):
    assert client.get("/en/desk").status_code == 302
    assert "/account/login" in client.get("/en/desk").headers["Location"]


def test_a_page_is_captured_read_and_ruled_on(secretary_client, assembly):
    sent = upload(secretary_client, publisher="Assembly of Mountains", published="2022-06-06")
    assert sent.status_code == 302, sent.content
    address = sent.headers["Location"] + f"?assembly_id={assembly.pk}"
    assert b"What waits for you" in secretary_client.get(address).content

    claim = Claim.objects.get(kind="seat_count")
    before = Line.objects.count()
    done = secretary_client.post(address, {"claim": claim.pk, "outcome": "confirmed", "value-seats": "4",
                                           "value-parliament": "Parliament of Alpinia"})  # fmt: skip
    assert done.status_code == 302, done.content
    assert Line.objects.count() == before + 1
    seen = secretary_client.get(f"/en/delegations?assembly={assembly.pk}")
    assert b"4 seats on this page" in seen.content


def test_a_paragraph_is_confirmed_in_one_act(secretary_client, assembly):
    address = upload(secretary_client).headers["Location"] + f"?assembly_id={assembly.pk}"
    before = Line.objects.count()
    done = secretary_client.post(address, {"outcome": "paragraph", "paragraph": "0"})
    assert done.status_code == 302, done.content
    assert Line.objects.count() == before + 1
    assert set(Ruling.objects.values_list("outcome", flat=True)) == {"confirmed"}


def test_a_second_ruling_on_the_same_claim_is_refused(secretary_client, assembly):
    address = upload(secretary_client).headers["Location"] + f"?assembly_id={assembly.pk}"
    claim = Claim.objects.get(kind="seat_count")
    ruling = {"claim": claim.pk, "outcome": "rejected", "why": "not so"}
    assert secretary_client.post(address, ruling).status_code == 302
    again = secretary_client.post(address, ruling)
    assert again.status_code == 422
    assert b"Somebody has just ruled on this claim." in again.content
    assert Ruling.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.7", "a.pdf"), (b"", "a.txt"), ("слово".encode("cp1251"), "a.txt"), (b"x" * 11_000_000, "a.txt")],
    ids=["pdf", "empty", "unknown encoding", "too large"],
)
def test_what_is_no_page_is_refused_in_words(secretary_client, data, name):
    sent = upload(secretary_client, data, name)
    assert sent.status_code == 422
    assert b"What to do" in sent.content
    assert not Claim.objects.exists()


def test_a_text_and_an_event_are_entered_as_an_officials_word(secretary_client, assembly):
    text = {"kind": "model_act", "title": "On Snow", "lang": "en", "assembly": assembly.pk,
            "procedure": "cis-model-act", "capacity": "Secretary"}  # fmt: skip
    sent = secretary_client.post("/en/desk/text", text)
    assert sent.status_code == 302, sent.content
    dossier = sent.headers["Location"].rsplit("/", 1)[1]
    event = {"label_en": "The draft was written", "date": "2026-02-01", "mood": "done", "step": "A05",
             "capacity": "Secretary"}  # fmt: skip
    sent = secretary_client.post(f"/en/desk/dossiers/{dossier}/event", event)
    assert sent.status_code == 302, sent.content
    assert Event.objects.get().steps == ["A05"]
    page = secretary_client.get(f"/en/dossiers/{dossier}").content.decode()
    assert "The draft was written" in page
    assert "an official&#x27;s own entry" in page or "an official's own entry" in page


def test_a_corrected_fact_keeps_its_old_value(client, secretary_client, assembly):
    address = upload(secretary_client).headers["Location"] + f"?assembly_id={assembly.pk}"
    secretary_client.post(address, {"outcome": "paragraph", "paragraph": "0"})
    fact = StatedComposition.objects.get()
    desk = f"/en/desk/facts/registry.statedcomposition/{fact.pk}"
    sent = secretary_client.post(
        desk, {"what": "dates", "start": "2022-01", "end": "", "reason": "By the minutes", "capacity": "Secretary"}
    )
    assert sent.status_code == 302, sent.content
    seen = client.get(f"/en/facts/registry.statedcomposition/{fact.pk}").content.decode()
    assert "January 2022" in seen
    assert "By the minutes" in seen
    assert "As it was before" in seen
    again = secretary_client.post(desk, {"what": "withdraw", "reason": "no", "capacity": "Secretary"})
    assert again.status_code == 422
    assert "already corrected" in again.content.decode()


@pytest.mark.parametrize("id", ["aaaaaaaaaaaa", "zzzzzzzzzzzz"])
@pytest.mark.parametrize("model", ["registry.statedcomposition", "registry.nothing", "accounts.account"])
def test_what_is_no_fact_has_no_page(client, db, model, id):
    assert client.get(f"/en/facts/{model}/{id}").status_code == 404


def test_of_two_figures_that_differ_one_is_preferred_and_the_other_kept(client, secretary_client, assembly):
    other = PAGE.replace("4 deputies", "5 deputies")
    for text in (PAGE, other):
        address = upload(secretary_client, text.encode()).headers["Location"] + f"?assembly_id={assembly.pk}"
        secretary_client.post(address, {"outcome": "paragraph", "paragraph": "0"})
    list_page = f"/en/delegations?assembly={assembly.pk}"
    assert "Sources differ" in client.get(list_page).content.decode()

    four = StatedComposition.objects.get(seats=4)
    desk = f"/en/desk/facts/registry.statedcomposition/{four.pk}"
    sent = secretary_client.post(desk, {"what": "prefer", "reason": "By the minutes", "capacity": "Secretary"})

    assert sent.status_code == 302, sent.content
    seen = client.get(list_page).content.decode()
    assert "Sources differ" not in seen
    assert "4 seats on this page" in seen
    five = StatedComposition.objects.get(seats=5, standing="stated")
    assert "By the minutes" in client.get(f"/en/facts/registry.statedcomposition/{five.pk}").content.decode()


def test_a_name_that_was_read_wrongly_is_taken_back_and_no_longer_found(secretary_client, assembly):
    address = upload(secretary_client).headers["Location"] + f"?assembly_id={assembly.pk}"
    secretary_client.post(address, {"outcome": "paragraph", "paragraph": "1"})
    assert "Ivo Rock" in secretary_client.get("/en/people?q=Rock").content.decode()
    name = PersonName.objects.get(text="Ivo Rock")
    desk = f"/en/desk/facts/registry.personname/{name.pk}"
    sent = secretary_client.post(desk, {"what": "withdraw", "reason": "Another person", "capacity": "Secretary"})
    assert sent.status_code == 302, sent.content
    assert "Ivo Rock" not in secretary_client.get("/en/people?q=Rock").content.decode()
