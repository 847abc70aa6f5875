"""A reader chooses colours and letter size once, and every page keeps to it without scripts."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_choice_brings_the_reader_back_and_marks_every_page():
    reader = Client()

    answer = reader.get("/en/display", {"theme": "dark", "text": "large", "next": "/en/drafts?state=over"})
    page = reader.get("/ru/").content.decode()

    assert answer["Location"] == "/en/drafts?state=over"
    assert 'data-theme="dark" data-text="large"' in page
    assert '<option value="dark" selected>' in reader.get("/ru/display?next=/ru/").content.decode()


def test_as_the_device_forgets_the_choice():
    reader = Client()
    reader.get("/en/display", {"theme": "dark", "next": "/en/"})

    reader.get("/en/display", {"theme": "", "next": "/en/"})

    assert "data-theme" not in reader.get("/en/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_the_choice_never_leads_away_from_the_site(elsewhere: str):
    assert Client().get("/en/display", {"theme": "light", "next": elsewhere})["Location"] == "/en/"


def test_an_invented_choice_is_not_kept():
    reader = Client()
    reader.cookies["theme"] = 'x" onload="'

    answer = reader.get("/en/display", {"theme": "purple", "next": "/en/"})

    assert answer.cookies["theme"].value == ""
    assert "data-theme" not in reader.get("/en/").content.decode()


def test_every_page_leads_to_the_choice_and_back():
    reader = Client()

    page = reader.get("/en/drafts?state=over").content.decode()
    form = reader.get("/en/display", headers={"referer": "http://testserver/en/drafts?state=over"}).content.decode()
    stranger = reader.get("/en/display", headers={"referer": "https://elsewhere.example/en/drafts"}).content.decode()

    assert 'href="/en/display"' in page
    assert 'name="next" value="/en/drafts?state=over"' in form
    assert 'name="next" value="/en/"' in stranger
