"""The secretariat takes a page in, rules on what was read from it, and the public sees the facts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PAGE = """Delegation of the Parliament of {0}land to the Exercise Assembly consists of {1} deputies.
Plenipotentiary representative of the Parliament of {0}land: {0} Rock

Delegation of the Parliament of {0}stan to the Exercise Assembly consists of 3 deputies.

6 June 2022
"""


def capture(page: Page, name: str, data: bytes, **about: str) -> None:
    page.goto("/en/desk")
    page.get_by_role("link", name="Capture a page").click()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
    for field, value in about.items():
        page.locator(f"[name={field}]").fill(value)
    page.locator("main form button").last.click()


def choose_assembly(page: Page) -> None:
    page.locator("select[name=assembly_id]").select_option(index=2)
    page.get_by_role("button", name="These claims belong here").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_an_upload_to_public_facts(
    colleague: Callable[..., Page], open_page: Callable[..., Page], scripts: bool
) -> None:
    word = "Sylvi" if scripts else "Petro"
    page = colleague(f"Clara{word}", scripts=scripts)
    capture(page, "page.txt", PAGE.format(word, 11).encode(), publisher="Exercise Press", published="2022-06-06")
    expect(page).to_have_url(re.compile("/en/desk/claims/[0-9a-f]{64}"))
    sha256 = re.search(r"[0-9a-f]{64}", page.url)
    choose_assembly(page)

    # One by one, with a change: the page's eleven were misprinted, and the minutes say twelve.
    form = claim(page, "number of seats", "11")
    form.locator("[name=value-seats]").fill("12")
    form.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.locator(".claim-form")).not_to_have_count(0)
    # Rejected, with a reason.
    form = claim(page, "representative", f"{word} Rock")
    form.locator("[name=why]").fill("Not the office that this page means.")
    form.get_by_role("button", name="Reject").click()
    # By paragraph.
    article = page.locator("article", has_text=f"{word}stan").first
    article.locator("button[value=paragraph]").click()

    public = open_page()
    public.goto(page.url.partition("#")[0].replace("/desk/claims/", "/captures/").partition("?")[0])
    assert sha256 and sha256.group() in public.url
    expect(public.locator("main")).to_contain_text("a fact now, after changes")
    expect(public.locator("main")).to_contain_text("rejected")
    public.goto("/en/search?q=Rock")
    expect(public.locator("main")).not_to_contain_text(f"{word} Rock")
    public.goto("/en/delegations?" + page.url.partition("?")[2].partition("#")[0].replace("assembly_id", "assembly"))
    row = public.locator("tr", has_text=f"{word}land")
    expect(row.locator("td.num")).to_have_text("12")
    expect(public.locator("tr", has_text=f"{word}stan").locator("td.num")).to_have_text("3")


def claim(page: Page, kind: str, words: str) -> Any:
    """The form of one waiting claim, opened."""
    found = page.locator(".claim-form").filter(has=page.locator("strong", has_text=re.compile(f"^{kind}$"))).filter(
        has_text=words).first  # fmt: skip
    found.locator("summary").click()
    return found


def test_two_people_rule_on_the_same_claim(colleague: Callable[..., Page]) -> None:
    first, second = colleague("Dora"), colleague("Emil")
    capture(first, "page.txt", PAGE.format("Tundra", 7).encode())
    second.goto(first.url)
    for page in (first, second):
        form = claim(page, "number of seats", "7")
        form.locator("[name=why]").fill("A headline says nine.")
        form.get_by_role("button", name="Reject").click()

    expect(second.get_by_text("Somebody has just ruled on this claim.")).to_be_visible()
    expect(second.locator("main")).not_to_contain_text("Traceback")
    expect(first.get_by_text("Somebody has just ruled")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.pdf", b"%PDF-1.7 binary"),
        ("page.txt", "слово о полку".encode("cp1251")),
        ("page.txt", b""),
        ("page.txt", b"x" * 11_000_000),
        ("page.txt", b"\x00\x01\x02" * 50),
    ],
    ids=["a PDF", "an unknown encoding", "nothing", "too large", "no text"],
)
def test_what_is_no_page_is_refused_in_words(colleague: Callable[..., Page], name: str, data: bytes) -> None:
    page = colleague(f"Fedor{len(data)}")
    before = sources(page)
    capture(page, name, data)

    refusal = page.locator(".refusal, .errors, .errorlist").first
    expect(refusal).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Traceback")
    assert sources(page) == before


def test_fifty_megabytes_are_refused_in_words(colleague: Callable[..., Page], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"a" * (50 * 1024 * 1024))
    page = colleague("Gleb")
    page.goto("/en/desk/capture")
    page.locator("input[type=file]").set_input_files(tmp_path / "page.txt")
    page.locator("main form button").last.click()

    expect(page.locator("main")).to_contain_text(re.compile("large", re.I))


def sources(page: Page) -> int:
    page.goto("/en/captures")
    return page.locator("main a[href*='/captures/']").count()
