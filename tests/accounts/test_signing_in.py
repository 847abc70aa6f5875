"""Signing in through the front door: by address and password, never by asking for an account."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from travaux.accounts.models import Account
from travaux.record.models import Body

pytestmark = pytest.mark.django_db
GOOD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> Iterator[None]:
    """Limits on attempts are kept in the cache, which tests share."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, *, login: str, password: str) -> bool:
    client.post("/en/account/login/", {"login": login, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["anna@example.org", "ANNA@Example.org"])
def test_anna_signs_in_whatever_the_case_of_her_address(client: Client, secretary: Account, login: str) -> None:
    assert sign_in(client, login=login, password=GOOD)


@pytest.mark.parametrize(("login", "password"), [("anna@example.org", "wrong"), ("nobody@example.org", GOOD)])
def test_others_do_not(client: Client, secretary: Account, login: str, password: str) -> None:
    assert not sign_in(client, login=login, password=password)


def test_a_closed_account_does_not_sign_in(client: Client, secretary: Account) -> None:
    from travaux.accounts.actions import close_account
    from travaux.lib.viewer import OPERATOR

    close_account(by=OPERATOR, account=secretary, why="has left")
    assert not sign_in(client, login="anna@example.org", password=GOOD)


def test_nobody_can_sign_up(client: Client) -> None:
    client.post("/en/account/signup/", {"email": "eve@example.org", "password1": GOOD, "password2": GOOD})
    assert Account.objects.count() == 0


def test_a_new_password_is_an_act_of_its_owner(client: Client, secretary: Account) -> None:
    assert sign_in(client, login="anna@example.org", password=GOOD)
    fresh = "another-staple-of-mine"
    client.post("/en/account/password/change/", {"oldpassword": GOOD, "password1": fresh, "password2": fresh})
    assert Account.objects.get(id=secretary.id).check_password(fresh)
    last = Body.objects.order_by("-line_id").first()
    assert last is not None
    assert "changed a password" in last.text and secretary.id in last.text and fresh not in last.text


def test_guessing_is_slowed_down(client: Client, secretary: Account) -> None:
    for _ in range(12):
        client.post("/en/account/login/", {"login": "anna@example.org", "password": "wrong"})
    assert not sign_in(client, login="anna@example.org", password=GOOD)
