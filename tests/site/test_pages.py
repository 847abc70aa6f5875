"""Every page that can be reached, in both languages, with the words of the source and without: read as a whole."""

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag

import pytest
from django.apps import apps
from django.test import Client

from tests.loaded import Visit, crawl
from travaux.lib.rows import Identity

pytestmark = pytest.mark.django_db
LARGEST = 60 * 1024  # bytes of one page's HTML
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "details", "section", "h2", "h3"}


@pytest.fixture(scope="module", params=["without the words", "with the words"])
def world(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("lit" if request.param == "with the words" else "loaded")


@pytest.fixture(scope="module")
def visits(world: None) -> dict[str, Visit]:
    return crawl(Client())


@pytest.fixture
def pages(visits: dict[str, Visit]) -> list[Visit]:
    return [each for each in visits.values() if each.is_page]


def test_every_address_answers(visits: dict[str, Visit]) -> None:
    refused = {address: each.status for address, each in visits.items() if each.status not in (200, 301, 302)}

    assert refused == {}
    assert len(visits) > 150, "the crawl has lost its way"


def test_every_page_says_its_language_and_has_one_heading(pages: list[Visit]) -> None:
    wrong = [
        each.address for each in pages
        if each.tree.get("lang") != each.lang or len(each.tree.xpath("//h1")) != 1
        or not each.tree.xpath("string(//h1)").strip()
    ]  # fmt: skip

    assert wrong == []


def test_every_title_names_the_thing_and_the_site(pages: list[Visit]) -> None:
    titles = {each.address: each.tree.xpath("string(//title)") for each in pages}

    assert [a for a, title in titles.items() if "Travaux" not in title or not title.strip()] == []
    # Two different things must not stand under one title in the reader's tabs.
    repeated = {t for t, n in Counter(t for a, t in titles.items() if names_one(a)).items() if n > 1}
    assert {a for a, t in titles.items() if t in repeated and names_one(a)} == set()


def names_one(address: str) -> bool:
    """Whether a page is about one thing that has a name of its own: lists may be filtered, and facts have none."""
    return address.startswith("/en") and "?" not in address and "/facts/" not in address and "/news/" not in address


def test_no_id_stands_twice(pages: list[Visit]) -> None:
    twice = {
        each.address: found for each in pages
        if (found := [id for id, n in Counter(each.tree.xpath("//@id")).items() if n > 1])
    }  # fmt: skip

    assert twice == {}


def test_nothing_is_inline(pages: list[Visit]) -> None:
    inline = "//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"

    assert [each.address for each in pages if each.tree.xpath(inline)] == []


def test_elements_are_closed_in_the_order_they_were_opened(pages: list[Visit]) -> None:
    assert {each.address: wrong for each in pages if (wrong := Nesting(each.text).wrong)} == {}


class Nesting(HTMLParser):
    """A parser that repairs nothing."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if "p" in self.open and tag in BLOCKS:
            self.wrong.append(f"<{tag}> in <p> at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """Closed where it is opened: in a drawing."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def test_headings_go_down_one_step_at_a_time(pages: list[Visit]) -> None:
    def skips(each: Visit) -> bool:
        levels = [int(tag.tag[1]) for tag in each.tree.xpath("//h1|//h2|//h3|//h4")]
        return any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False))

    assert [each.address for each in pages if skips(each)] == []


def test_every_link_and_every_anchor_leads_somewhere(visits: dict[str, Visit], pages: list[Visit]) -> None:
    dead = set()
    for each in pages:
        for link in each.links():
            address, anchor = urldefrag(link)
            there = visits.get(address)
            if anchor and there is not None and there.tree is not None and anchor not in there.tree.xpath("//@id"):
                dead.add(f"{each.address} → {link}")

    assert dead == set()


def test_every_page_is_small(pages: list[Visit]) -> None:
    """As it travels: packed."""
    sizes = {each.address: len(gzip.compress(each.body)) for each in pages}
    assert {address: size for address, size in sizes.items() if size > LARGEST} == {}


def test_every_page_leads_to_itself_in_the_other_language(visits: dict[str, Visit], pages: list[Visit]) -> None:
    for each in pages:
        others = {str(a.get("hreflang")): a.get("href") for a in each.tree.xpath("//link[@hreflang]")}
        assert others == {lang: f"/{lang}{each.address[3:]}" for lang in ("en", "ru")}, each.address


# --- what is said of samples --------------------------------------------------------------------------------------


def ids_with(notice: str) -> set[str]:
    kinds = [model for model in apps.get_models() if issubclass(model, Identity)]
    return {row for model in kinds for row in model._base_manager.filter(notice=notice).values_list("pk", flat=True)}


SAID = {
    "demonstration": {
        "en": "nofficial demonstration",
        "ru": "еофициальная демонстрация",
    },
    "exercise": {"en": "УЧЕБНЫЙ ПРИМЕР", "ru": "УЧЕБНЫЙ ПРИМЕР"},
}


@pytest.mark.parametrize("notice", ["demonstration", "exercise"])
def test_whatever_shows_a_sample_says_so(visits: dict[str, Visit], notice: str) -> None:
    """PDF files are packed: tests of the formats open them."""
    ids = ids_with(notice)
    assert ids
    silent, spoken = [], 0
    for address, each in visits.items():
        shows = any(id in each.text for id in ids) or any(id in address for id in ids)
        if each.status != 200 or not shows or "/report" in address or "/requests" in address or "/as/pdf" in address:
            continue
        spoken += 1
        words = SAID[notice].get(each.lang, SAID[notice]["en"])
        if words not in each.text:
            silent.append(address)

    assert silent == []
    assert spoken > 20


# --- two languages ------------------------------------------------------------------------------------------------

LATIN = re.compile(r"\b[a-z]{3,}(?: [a-z]{2,}){2,}")  # three words in a row: not a name, not a command
COMMAND = re.compile(r"[“«]travaux [^”»]*[”»]")  # is typed as it stands, in any language
CYRILLIC = re.compile(r"[а-яё]{2,}(?: [а-яё]{2,})+")


def foreign_words(each: Visit) -> list[str]:
    """Words of the other language that are not marked as such: a screen reader would read them wrongly."""
    pattern = LATIN if each.lang == "ru" else CYRILLIC
    found = []
    for text in each.tree.xpath("//body//text()[not(ancestor::script or ancestor::code or ancestor::pre or "
                                "ancestor::textarea)]"):  # fmt: skip
        lang = (
            text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
            if not text.is_tail
            else (text.getparent().getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
        )
        if lang.split("-")[0] == each.lang and (words := pattern.search(COMMAND.sub("", str(text)))):
            found.append(words.group())
    return found


def test_words_in_another_language_are_marked_with_it(pages: list[Visit]) -> None:
    assert {each.address: words for each in pages if (words := foreign_words(each))} == {}


# --- headers ------------------------------------------------------------------------------------------------------


def test_every_answer_carries_the_security_headers(visits: dict[str, Visit]) -> None:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    for address, each in visits.items():
        assert {name: each.headers.get(name) for name in wanted} == wanted, address
        policy = each.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy, address
        assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy, address


def test_nothing_is_asked_of_another_server(pages: list[Visit]) -> None:
    fetched = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"

    assert {str(a) for each in pages for a in each.tree.xpath(fetched) if not str(a).startswith("/static/")} == set()
