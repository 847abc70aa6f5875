"""Anybody reads, checks, tries and reports; with scripts and without."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

DOSSIER = "/en/dossiers/eget1fwsh123"  # of the invented assembly: its pages are held, so its words can be shown
REAL = "/en/dossiers/kaeyk8ea3804"
INVENTED = """The Delegation of the Parliament of Farland consists of 5 deputies.
Plenipotentiary representative of the Parliament of Farland: Ada Quill
12 May 2031
"""


def test_from_the_first_page_to_the_words_and_back(reader: Page) -> None:
    reader.goto("/")
    expect(reader).to_have_url(re.compile(r"/en/$"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Where does a common text stand")

    reader.get_by_role("link", name="Read the dossier").click()
    expect(reader.get_by_text("What is next?")).to_be_visible()
    reader.goto(DOSSIER)
    event = reader.locator(".events > li").first
    event.locator("summary").first.click()
    words = event.locator("blockquote").first.inner_text()
    event.locator("a.hash").first.click()

    expect(reader).to_have_url(re.compile(r"/en/captures/[0-9a-f]{64}#at-\d+$"))
    there = reader.locator(f"[id='{reader.url.partition('#')[2]}']")
    expect(there).to_be_in_viewport()
    assert there.inner_text().split()[0] == words.split()[0]
    reader.go_back()
    expect(reader).to_have_url(re.compile(DOSSIER))


def test_who_sat_on_a_day(reader: Page) -> None:
    reader.goto("/en/delegations")
    expect(reader.get_by_role("img", name=re.compile("67 seats"))).to_be_visible()
    reader.locator("input[name='on']").fill("2022-06-06")
    reader.locator("input[name='on']").press("Enter")

    expect(reader).to_have_url(re.compile(r"on=2022-06-06"))
    expect(reader.locator(".stamp")).to_have_text("As of 6 June 2022")
    reader.locator(".langs a").click()
    expect(reader).to_have_url(re.compile("/ru/delegations.*on=2022-06-06"))
    expect(reader.locator(".stamp")).to_contain_text("6 июня 2022")


def test_a_person_is_found_in_both_scripts(reader: Page) -> None:
    found = []
    for lang, words in (("en", "Krotov"), ("ru", "Кротов")):
        reader.goto(f"/{lang}/")
        reader.get_by_role("search").get_by_role("searchbox").fill(words)
        reader.get_by_role("search").get_by_role("button").click()
        person = reader.locator("main a[href*='/people/']").first
        found.append(str(person.get_attribute("href")).rpartition("/")[2])

    assert found[0] == found[1]


def test_ones_own_page_is_read_and_not_kept(reader: Page) -> None:
    reader.goto("/en/try")
    reader.locator("textarea[name=text]").fill(INVENTED)
    reader.locator("main form button").first.click()

    expect(reader.locator("mark", has_text="5 deputies").first).to_be_visible()
    expect(reader.locator("main").get_by_text("Ada Quill").first).to_be_visible()
    reader.goto("/en/search?q=Quill")
    expect(reader.get_by_text("Nothing matches.")).to_be_visible()
    reader.goto("/en/captures")
    expect(reader.locator("main")).not_to_contain_text("Farland")


def test_a_report_gets_a_number_and_a_public_answer(reader: Page, colleague: Callable[..., Page]) -> None:
    reader.goto(DOSSIER)
    reader.get_by_role("link", name="Report an error on this page").click()
    reader.locator("textarea[name=text]").fill("The second event has the wrong year.")
    reader.locator("main form button").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(re.compile(r"no\. \d+"))
    address = reader.url
    expect(reader.locator("main")).to_contain_text("not answered yet")

    desk = colleague(f"Berta{address.rpartition('/')[2]}")
    desk.goto(address.replace("/requests/", "/desk/requests/"))
    desk.locator("select[name=outcome], input[name=outcome][value=kept]").first.wait_for()
    if desk.locator("select[name=outcome]").count():
        desk.locator("select[name=outcome]").select_option("kept")
    else:
        desk.locator("input[name=outcome][value=kept]").check()
    desk.locator("main textarea").first.fill("The source gives this year; its words are linked.")
    desk.locator("main form button").first.click()

    reader.goto(address)
    expect(reader.locator("main")).to_contain_text("The source gives this year")
    expect(reader.locator("main")).to_contain_text("kept as it was")


def test_a_fact_is_copied_with_its_source(open_page: Callable[..., Page]) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(DOSSIER)
    source = page.locator(".events > li").first
    source.locator("summary").first.click()
    source.get_by_role("button", name="Copy").first.click()
    expect(source.get_by_role("button", name="Copied").first).to_be_visible()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert source.locator("blockquote").first.inner_text() in copied
    assert re.search(r"\b[0-9a-f]{64}\b", copied)
    assert "What this source does not say" in copied or "Published by" in copied
    assert "УЧЕБНЫЙ ПРИМЕР" in copied


def test_the_language_changes_and_the_page_stays(reader: Page) -> None:
    reader.goto(REAL + "?on=2022-06-06")
    reader.locator(".langs a").click()

    expect(reader).to_have_url(re.compile("/ru/dossiers/kaeyk8ea3804\\?on=2022-06-06$"))
    assert reader.locator("html").get_attribute("lang") == "ru"


def test_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(DOSSIER)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    expect(page.locator("details[open]").first).to_be_visible()
