"""When something breaks: words, a number, and never a traceback."""

import pytest
from django.db import DatabaseError

from travaux.site import refusals

pytestmark = pytest.mark.django_db


def test_a_failure_is_a_page_with_a_number(client, rf, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("travaux.site.public.help.words", lambda *a: 1 / 0)
    answer = client.get("/en/help")
    assert answer.status_code == 500
    assert b"Something went wrong here" in answer.content
    assert b"Traceback" not in answer.content


def test_even_without_a_database_there_is_a_page(rf, monkeypatch):
    def broken(request):
        raise DatabaseError("gone")

    monkeypatch.setattr(refusals, "failure_page", broken)
    answer = refusals.server_error(rf.get("/en/help"))
    assert answer.status_code == 500
    assert b"Nothing was stored half-way" in answer.content
    assert b"gone" not in answer.content
