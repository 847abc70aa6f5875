"""A text is read, compared and amended: with and without scripts, at any width, in any light, on paper."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Site
from .test_looks import CLIPPED, SPACING, WIDER, WIDTHS, lang, summary, wider, window

__all__ = ["lang", "window"]  # fixtures
TEXT = "texts/mmqz0twcrst2"
VIEWS = {"reader": "", "side by side": "?beside={other}", "compare": "/compare", "compare in two": "/compare?view=side",
         "amendments": "/amendments", "provision": "*provisions", "amendment": "*amendments"}  # fmt: skip


def second_version(page: Page, lang: str) -> str:
    """The address of the version that was sent to the parliaments."""
    page.goto(f"/{lang}/{TEXT}")
    link = page.locator(".pick a", has_text=re.compile("(version|редакция) 2"))
    return str(link.get_attribute("href"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_of_a_text_can_be_used_by_everybody(window: Page, lang: str, view: str) -> None:
    window.set_viewport_size({"width": 1280, "height": 800})
    window.emulate_media(color_scheme="light", media="screen")
    address = second_version(window, lang)
    if VIEWS[view] == "*provisions":
        window.goto(address)
        address = str(window.locator("a.more").nth(10).get_attribute("href"))
    elif VIEWS[view] == "*amendments":
        window.goto(f"{address}/amendments")
        address = str(window.locator("tbody th a").first.get_attribute("href"))
    else:
        address += VIEWS[view].format(other="ru" if lang == "en" else "en")
    window.goto(address)
    found = []
    for width in (1280, 320):
        window.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
            found += [f"{width} {scheme} {summary(each)}" for each in Axe().run(window).response["violations"]]
    wide = {width: by for width in WIDTHS if (by := wider(window, width)) > 0}
    window.add_style_tag(content=SPACING)
    spaced = {width: by for width in (320, 768, 1200) if (by := wider(window, width)) > 0}

    assert found == []
    assert (wide, spaced) == ({}, {})


@pytest.mark.parametrize("view", ["", "?beside=ru", "/compare?view=side", "/amendments"])
def test_on_paper_the_text_is_whole_and_says_what_it_is(window: Page, view: str) -> None:
    window.emulate_media(media="screen")
    address = second_version(window, "en")
    window.set_viewport_size({"width": 700, "height": 1000})  # A4 between its margins
    window.goto(address + view)
    window.emulate_media(media="print")

    assert window.evaluate(WIDER) <= 0
    assert window.evaluate(CLIPPED) == []
    assert not window.locator(".toc").first.is_visible() if not view.startswith("/") else True
    assert window.locator(".foot .notice").first.is_visible()


def test_a_reader_finds_an_article_and_its_history(reader: Page) -> None:
    reader.goto("/en/dossiers/eget1fwsh123")
    reader.get_by_role("link", name="Read the text", exact=True).click()
    reader.get_by_role("navigation", name="Contents").get_by_role("link", name=re.compile("Time for an answer")).click()
    expect(reader).to_have_url(re.compile("#chp_III__art_11$"))
    expect(reader.locator("#chp_III__art_11")).to_be_in_viewport()
    reader.locator("#chp_III__art_11 a.more").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Article 11. Time for an answer")
    expect(reader.locator("main")).to_contain_text("Amendment no. 1")


def test_changes_are_gone_through_one_by_one(reader: Page) -> None:
    reader.goto(f"{second_version(reader, 'en')}/compare")
    reader.get_by_role("link", name=re.compile("Article 13. Copies")).click()
    expect(reader.locator("#change-7")).to_be_in_viewport()
    reader.locator("#change-7").get_by_role("link", name="next change").click()
    expect(reader).to_have_url(re.compile("#change-8$"))


def test_changes_are_gone_through_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{second_version(page, 'en')}/compare")
    for place in (1, 2, 3):
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(f"#change-{place}")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#change-2")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_word_file_becomes_a_version_and_an_amendment_the_next(
    site: Site, colleague: Callable[..., Page], scripts: bool, tmp_path: Any
) -> None:
    page = colleague("Wanda" if scripts else "Piotr", scripts=scripts)
    page.goto(f"/en/{TEXT}")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word", exact=True).click()
    file = tmp_path / "same.docx"
    taken.value.save_as(file)
    # The same words again: said before anything is stored.
    page.goto(f"/en/{TEXT}")
    page.get_by_role("link", name="Add a version from a file").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("heading", name="The text is the same as the version before it")).to_be_visible()
    expect(page.get_by_role("button", name="Store this version")).to_have_count(0)
    # A proposal is looked at, and left.
    page.goto(f"/en/{TEXT}")
    page.get_by_role("link", name="Table an amendment").click()
    page.locator("[name=formula_en]").fill("Delete Article 19.")
    page.locator("[name=quoted]").fill("A guest")
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("heading", name="What it would do")).to_be_visible()
    expect(page.get_by_role("button", name="Table this amendment")).to_be_visible()
