"""The page of accounts: invite, appoint, end, close; and every page of the workspace says who reads it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast, build
from travaux.accounts.models import Account, Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


def test_the_secretariat_invites_a_national_secretary_who_comes_in_as_one(cast: Cast) -> None:
    sent = cast.browser("secretariat").post(
        "/en/desk/accounts",
        {"email": "new@example.org", "role": "national_secretary", "body": cast.bodies["delegation_b"].pk,
         "ends_on": "2099-12-31"},
    )  # fmt: skip
    assert sent.status_code == 200, sent.content
    link = re.search(r"https?://testserver(/en/invitation/[\w-]+/)", sent.content.decode())
    assert link is not None

    guest = Client()
    come = guest.post(link[1], {"password": PASSWORD, "full_name": "Nora"})

    assert come.headers["Location"] == "/en/rounds"
    assert Account.objects.get(email="new@example.org").appointments.get().body == cast.bodies["delegation_b"]
    assert guest.get("/en/desk").status_code == 403
    listed = cast.browser("secretariat").get("/en/desk/accounts").content.decode()
    assert "Nora" in listed and "until 31 December 2099" in listed and "Delegation of Birch" in listed


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"role": "chair"}, "This role follows from a mandate."),
        ({"role": "national_secretary"}, "This role is held in a body."),
        ({"role": "observer", "email": "chair@example.org", "body": "assembly"}, "This address already has an account"),
        ({"role": "chair", "person": "/people/nobody"}, "There is no such person here."),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, given: dict[str, str], words: str) -> None:
    given = {"email": "new@example.org", **given}
    given |= {"body": cast.bodies[given["body"]].pk} if "body" in given else {}
    sent = cast.browser("secretariat").post("/en/desk/accounts", given)
    assert sent.status_code == 422
    assert words in sent.content.decode()


def test_an_appointment_is_ended_and_the_account_is_the_public_again(cast: Cast) -> None:
    row = Appointment.objects.get(account=cast.accounts["expert_a"])
    address = f"/en/desk/accounts/{cast.accounts['expert_a'].pk}"
    before = timezone.localdate().replace(year=timezone.localdate().year - 1)
    end = {"do": "end", "end-appointment": row.pk, "end-last_day": before.isoformat(), "end-why": "Another expert."}

    sent = cast.browser("secretariat").post(address, end)

    assert sent.status_code == 302, sent.content
    assert "reads as the public" in cast.browser("secretariat").get(address).content.decode()
    elsewhere = f"/en/desk/accounts/{cast.accounts['expert_a'].pk}"
    stolen = {**end, "end-appointment": Appointment.objects.get(account=cast.accounts["observer"]).pk}
    assert cast.browser("secretariat").post(elsewhere, stolen).status_code == 404


def test_an_account_is_appointed_tied_and_closed(cast: Cast) -> None:
    account, client = cast.accounts["observer"], cast.browser("secretariat")
    address = f"/en/desk/accounts/{account.pk}"
    assert client.get(address).status_code == 200
    for given in (
        {"do": "appoint", "appoint-role": "board_expert", "appoint-body": cast.bodies["board"].pk},
        {"do": "tie", "tie-person": f"/people/{cast.people['member'].pk}", "tie-why": "The same person."},
    ):
        assert client.post(address, given).status_code == 302
    assert {held.role for held in cast.viewer("observer").capacities} == {
        "observer", "board_expert", "commission_member",
    }  # fmt: skip
    assert client.post(address, {"do": "close", "close-why": "Has left."}).status_code == 302
    assert cast.viewer("observer").role == "public"


@pytest.mark.parametrize("address", ["desk", "desk/accounts", "desk/capture", "desk/entry", "desk/text"])
def test_a_page_of_the_workspace_says_who_reads_it(cast: Cast, address: str) -> None:
    client = cast.browser("secretariat")
    assert "Who can read this page: the secretariat; and whoever runs this server" in " ".join(
        client.get(f"/en/{address}").content.decode().split()
    )
    assert "data-who-reads" in client.get(f"/ru/{address}").content.decode()
    assert b"data-who-reads" not in Client().get("/en/").content
