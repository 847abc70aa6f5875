"""Signing in looks like the rest of the house, and asks nothing of those who only read."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_sign_in_page_stands_in_our_frame(client, lang):
    page = client.get(f"/{lang}/account/login/")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("<h1") == 1
    assert f'<html lang="{lang}"' in text
    assert "signup" not in text


def test_a_wrong_password_is_answered_in_words(client):
    page = client.post("/en/account/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert page.status_code == 200
    assert b'class="errors"' in page.content


@pytest.mark.parametrize("address", ["/en/account/2fa/", "/en/account/password/change/", "/en/account/logout/"])
def test_an_account_has_its_pages(secretary_client, address):
    page = secretary_client.get(address)
    assert page.status_code == 200
    assert b"Sign out" in page.content


@pytest.mark.parametrize(("sends", "said"), [(True, b"is on its way"), (False, b"Nothing was sent")])
def test_a_new_password_says_where_its_letter_goes(client, settings, mailoutbox, sends, said):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = sends
    asked = client.get("/en/account/password/reset/")
    done = client.post("/en/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert (b"sends no mail" in asked.content) is not sends
    assert said in done.content
