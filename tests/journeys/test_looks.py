"""What every page owes its reader in any light, at any width and on paper, as far as a machine can tell."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import PATIENCE, Site

WIDTHS = (320, 375, 640, 768, 1200)
PAGES = {
    "home": "", "drafts": "drafts", "dossier": "dossiers/kaeyk8ea3804", "exercise": "dossiers/eget1fwsh123",
    "note": "dossiers/eget1fwsh123/note", "delegations": "delegations", "people": "people", "person": "*people",
    "delegation": "*delegations", "tasks": "tasks", "news": "news", "captures": "captures", "capture": "*captures",
    "try": "try", "record": "record", "report": "report?about=/drafts", "requests": "requests", "data": "data",
    "state": "state", "help": "help", "search": "search?q=a", "sign-in": "account/login/", "nothing": "no-such-page",
}  # fmt: skip
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""  # WCAG 1.4.12
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = """() => [...document.querySelectorAll('main *')].filter((it) => {
  const style = getComputedStyle(it);
  return it.getClientRects().length && style.overflowX !== 'visible' && style.position !== 'absolute'
    && it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 1;
}).map((it) => it.tagName + '.' + it.className)"""


@pytest.fixture(scope="module")
def window(site: Site, browser: Browser) -> Iterator[Page]:
    """One window for all pages of this file: each is opened once and looked at in many ways."""
    # Axe is put into the page as a script of its own, which the site's policy rightly refuses.
    context = browser.new_context(base_url=site.address, bypass_csp=True, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["en", "ru"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=PAGES.items(), ids=PAGES)
def page(request: pytest.FixtureRequest, window: Page, lang: str) -> Page:
    _, path = request.param
    window.set_viewport_size({"width": 1280, "height": 800})
    window.emulate_media(color_scheme="light", media="screen")
    window.goto(f"/{lang}/{path.lstrip('*')}")
    if path.startswith("*"):  # the first thing of the list
        window.goto(str(window.locator(f"main a[href*='/{path[1:]}/']").first.get_attribute("href")))
    assert window.locator("html").get_attribute("lang") == lang
    return window


def test_a_page_can_be_used_by_everybody(page: Page) -> None:
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
            violations = Axe().run(page).response["violations"]
            found += [f"{width} {scheme} {summary(each)}" for each in violations]
    wide = {width: by for width in WIDTHS if (by := wider(page, width)) > 0}
    page.add_style_tag(content=SPACING)
    spaced = {width: by for width in (320, 768, 1200) if (by := wider(page, width)) > 0}

    assert found == []
    assert (wide, spaced) == ({}, {})


def wider(page: Page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 800})
    return int(page.evaluate(WIDER))


def summary(violation: dict[str, Any]) -> str:
    places = [" ".join(str(part) for part in node["target"]) for node in violation["nodes"][:3]]
    return f"{violation['id']}: {places}"


@pytest.mark.parametrize("path", ["dossiers/kaeyk8ea3804", "delegations", "dossiers/eget1fwsh123/note"])
def test_on_paper_nothing_is_cut_off(window: Page, lang: str, path: str) -> None:
    window.set_viewport_size({"width": 700, "height": 1000})  # A4 between its margins
    window.goto(f"/{lang}/{path}")
    window.emulate_media(media="print")

    assert window.evaluate(WIDER) <= 0
    assert window.evaluate(CLIPPED) == []
    assert not window.locator("header.top form").is_visible()
    assert window.locator(".foot .notice").first.is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_five_answers_stand_on_the_first_screen(window: Page, lang: str, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    window.emulate_media(media="screen")
    window.goto(f"/{lang}/dossiers/kaeyk8ea3804")
    bottoms = window.evaluate(
        "() => [...document.querySelectorAll('.answers dt')].map((it) => it.getBoundingClientRect().bottom)"
    )

    assert len(bottoms) == 5
    assert max(bottoms) <= (800 if width == 1280 else 1000)


def test_the_doors_stand_on_the_first_screen(open_page: Callable[..., Page], lang: str) -> None:
    page = open_page(width=1280, height=800)
    page.goto(f"/{lang}/")
    for door in page.locator(".doors a").all():
        box = door.bounding_box()
        assert box and box["y"] + box["height"] <= 800
