"""What every public page owes its reader: it loads, breaks no policy, fits a small screen, and can be read aloud."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Watched

PAGES = [
    "",
    "drafts",
    "delegations",
    "people",
    "tasks",
    "news",
    "captures",
    "record",
    "try",
    "search",
    "data",
    "state",
    "help",
]
WIDTHS = {"wide": 1280, "phone": 320}
LIMIT = 60 * 1024  # bytes of a page after the first, nothing of it from the cache but fonts, scripts and styles


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_and_complains_of_nothing(watched: Watched, language: str, path: str) -> None:
    answer = watched.go(f"/{language}/{path}")
    assert answer.status == 200
    assert watched.page.locator("html").get_attribute("lang") == language
    assert len(answer.body()) <= LIMIT


@pytest.mark.no_scripts
@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_without_scripts(watched: Watched, path: str) -> None:
    watched.go(f"/ru/{path}")
    assert watched.page.locator("main h1").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 800})
    watched.go(f"/ru/{path}")
    wider = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_used_by_everybody(watched: Watched, path: str, width: int, dark: bool) -> None:
    """The accessibility rules that a machine can check, carried in the wheel of axe."""
    watched.page.emulate_media(color_scheme="dark" if dark else "light")
    watched.page.set_viewport_size({"width": width, "height": 800})
    watched.go(f"/en/{path}")
    found = Axe().run(watched.page).response["violations"]
    assert [summary(violation) for violation in found] == []


def summary(violation: dict[str, Any]) -> str:
    places = [" ".join(node["target"]) for node in violation["nodes"][:3]]
    return f"{violation['id']}: {places}"
