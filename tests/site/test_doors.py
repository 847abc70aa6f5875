"""Every address of the site, and what it answers to whom: nothing is forgotten, nothing fails with a traceback."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.loaded import crawl

pytestmark = pytest.mark.django_db
NOWHERE = "0" * 12
SHA = "0" * 64
GIVEN = {
    "id": NOWHERE,
    "sha256": SHA,
    "token": "x" * 20,
    "number": "99999",
    "model": "registry.mandate",
    "name": "x",
    "uid": NOWHERE,
    "format": "docx",
    "file": NOWHERE,
    "author": NOWHERE,
    "parameter": NOWHERE,
    "addressee": NOWHERE,
    "filing": NOWHERE,
}
# Names of our pages, and what the public gets at them: 200, or 302 to sign in, or 404 where the thing does not exist.
OPEN = {"home", "drafts", "delegations", "people", "tasks", "news", "captures", "try", "record", "report", "requests",
        "search", "data", "state", "help", "accessibility", "display", "calendar", "procedures", "texts",
        "rounds"}  # fmt: skip
ONE = {"dossier", "note", "note-docx", "delegation", "person", "task", "capture", "request", "invitation", "fact",
       "news-item", "procedure", "path", "step", "dossier-map", "forecast", "procedure-words", "procedure-table",
       "procedure-xlsx", "procedure-changes",
       "text", "text-compare", "text-amendments", "text-file", "text-filed", "provision", "story", "amendment",
       "round", "enclosure"}  # fmt: skip
DESK = {
    "desk",
    "desk-capture",
    "claims",
    "answer",
    "entry",
    "enter-text",
    "enter-event",
    "govern",
    "merges",
    "task-parameters",
    "parameter-answer",
    "entry-template",
    "correct",
    "procedure-check",
    "deadline",
    "calendars",
    "accounts",
    "account",
    "releases",
    "release",
    "letters",
    "arrivals",
    "arrival",
    "round-open",
    "round-answer",
    "round-kit",
    "receipt",
    "letter-points",
    "round-table",
    "round-table-file",
    "round-table-back",
    "round-grid",
    "round-proof",
    "round-proof-file",
    "round-papers",
    "round-pack-file",
    "comment",
    "round-parts",
    "reviews",
    "review",
    "review-ask",
    "drafts-own",
    "uploads",
    "upload",
    "kept",
    "inside",
    "draft-form",
    "text-upload",
    "text-table",
    "text-tracked",
    "text-apply",
    "amendment-rule",
}


def ours() -> Iterator[tuple[str, str]]:
    """(name, address) of each page of the site."""
    for resolver in walk(get_resolver(), ""):
        pattern, route = resolver
        if (
            pattern.name
            and "accounts" not in str(pattern.callback.__module__)
            and "site" in pattern.callback.__module__
        ):
            yield pattern.name, "/en/" + fill(route)


def walk(resolver: URLResolver, route: str) -> Iterator[tuple[URLPattern, str]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from walk(each, "" if each.app_name == "site" else route + str(each.pattern))
        else:
            yield each, route + str(each.pattern)


def fill(route: str) -> str:
    parts = [GIVEN[p.strip("<>").rpartition(":")[2]] if p.startswith("<") else p for p in split(route)]
    return "".join(parts)


def split(route: str) -> list[str]:
    return [p for part in route.split("<") for p in ((f"<{part.partition('>')[0]}>", part.partition(">")[2])
                                                     if ">" in part else (part,))]  # fmt: skip


PAGES = dict(ours())


def test_every_page_is_named_in_this_file() -> None:
    assert set(PAGES) - OPEN - ONE - DESK == set()
    assert len(PAGES) > 30


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_public_at_every_door(client: Client, name: str) -> None:
    answer = client.get(PAGES[name])

    assert answer.status_code == 200 if name in OPEN else 404 if name in ONE else 302
    if name in DESK:
        assert "/account/login/?next=" in answer.headers["Location"]
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
        assert answer.headers[header]
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_form_without_its_token_is_refused_on_our_own_page(name: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(PAGES[name], {"text": "x"})

    assert answer.status_code == 403
    assert "This form can no longer be taken." in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("day", ["tomorrow", "2022-13-01", "2022", "'; DROP TABLE", "9" * 5000, "\x00"])
@pytest.mark.parametrize("name", ["drafts", "delegations", "people", "news", "record", "captures", "tasks", "search"])
def test_what_is_no_day_is_refused_in_words(client: Client, name: str, day: str) -> None:
    answer = client.get(PAGES[name], {"on": day})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is not a day" in page and "2022-06-06" in page and "Traceback" not in page


@pytest.mark.parametrize(
    ("address", "question"),
    [
        ("people", {"page": "0"}), ("people", {"page": "9" * 40}), ("people", {"page": "-1"}),
        ("people", {"q": "\x00"}), ("people", {"q": "я" * 4000}), ("record", {"before": "x"}),
        ("record", {"before": "9" * 40}), ("drafts", {"state": "x"}), ("drafts", {"kind": "x"}),
        ("drafts", {"q": "\x00"}), ("delegations", {"assembly": "\x00"}), ("search", {"q": "\x00"}),
        ("search", {"q": "%_\\'\""}), ("search", {"q": "я" * 4000}), ("search", {"q": "<script>alert(1)</script>"}),
        ("report", {"about": "//evil.example"}), ("report", {"about": "/\\evil.example"}),
        ("report", {"about": "javascript:alert(1)"}), ("display", {"next": "//evil.example"}),
    ],
)  # fmt: skip
def test_no_question_breaks_a_page(client: Client, address: str, question: dict[str, str]) -> None:
    answer = client.get(PAGES[address], question)

    assert answer.status_code in (200, 404, 422)
    page = answer.content.decode()
    assert "<script>alert" not in page and 'href="//evil' not in page and 'href="javascript' not in page


def test_a_reported_path_never_leads_away(client: Client) -> None:
    sent = client.post("/en/report", {"path": "//evil.example/x", "text": "Look here."})

    assert 'href="//evil' not in client.get(sent.headers["Location"]).content.decode()


def test_what_the_secretariat_sees_is_kept_by_no_cache(secretary_client: Client, loaded: None) -> None:
    for address in (
        "/en/", "/en/dossiers/eget1fwsh123/note.docx", "/en/desk/entry/template.xlsx", "/news.atom", "/delegations.csv",
        "/record/checkpoint.txt", "/schemas/record.json", "/en/no-such-page",
    ):  # fmt: skip
        assert secretary_client.get(address).headers["Cache-Control"] == "no-store", address


@pytest.mark.parametrize(("asked", "lang"), [("ru", "ru"), ("en", "en"), ("ru-RU,ru;q=0.9,en;q=0.5", "ru"),
                                             ("fr", "en"), ("", "en")])  # fmt: skip
@pytest.mark.parametrize("address", ["/", "/drafts", "/delegations?on=2022-06-06", f"/dossiers/{NOWHERE}"])
def test_an_address_without_language_leads_to_the_readers_own(
    client: Client, address: str, asked: str, lang: str
) -> None:
    answer = client.get(address, headers={"accept-language": asked})

    if NOWHERE in address:  # what does not exist is not said to be elsewhere
        assert answer.status_code in (302, 404)
        return
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{lang}{address}"
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_secretariat_can_go_everywhere(secretary_client: Client, loaded: None) -> None:
    for name in sorted(DESK & {"desk", "desk-capture", "entry", "enter-text", "entry-template"}):
        assert secretary_client.get(PAGES[name]).status_code == 200, name
    visits = crawl(secretary_client, ("/en/desk", "/ru/desk", "/en/desk/entry", "/ru/desk/entry", "/en/desk/text"))
    assert {a: each.status for a, each in visits.items() if each.status not in (200, 302)} == {}
    assert {each.headers.get("Cache-Control") for each in visits.values() if each.is_page} == {"no-store"}
