"""Anna comes by her link, works at the desk, leaves, and signs in again. The link does not work twice."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import SENTENCE, Site


def test_anna_comes_in_once_and_signs_in_again(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    link = site.invitation("anna@example.org")
    page.goto(link)
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Come in").click()
    expect(page.locator(".errors")).to_be_focused()

    page.get_by_label("Password").fill(SENTENCE)
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url(re.compile("/en/desk$"))

    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("This link was used already")
    assert page.locator("input[type=password]").count() == 0

    page.goto("/en/desk")
    expect(page).to_have_url(re.compile("/en/account/login/"))
    page.locator("input[name=login]").fill("anna@example.org")
    page.locator("input[name=password]").fill(SENTENCE)
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/en/desk$"))


def test_the_desk_is_closed_to_everybody_else(reader: Page) -> None:
    reader.goto("/en/desk/capture")

    expect(reader).to_have_url(re.compile("/en/account/login/"))
