"""One real server with both samples for all journeys, and one real browser, with and without scripts."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tools.browser import installed

QUIET = ["--headless=new", "--no-sandbox", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-dev-shm-usage"]  # fmt: skip
PATIENCE = 10_000  # milliseconds: two cores may be busy with other things


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")


class Site:
    """A server of its own, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        given = {k: v for k, v in os.environ.items() if not k.startswith(("TRAVAUX_", "DJANGO_", "DATABASE_"))}
        self.environment = given | {"TRAVAUX_DATA": str(folder / "data"), "TRAVAUX_LOG_LEVEL": "WARNING",
                                    "NO_COLOR": "1"}  # fmt: skip
        self.travaux("migrate")
        self.travaux("sample", "load")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        self.log = (folder / "log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "travaux", "serve", "--no-upkeep", "--port", self.address.rpartition(":")[2]],
            env=self.environment, stdout=subprocess.PIPE, stderr=self.log, text=True,
        )  # fmt: skip
        assert self.process.stdout
        ready = self.process.stdout.readline()
        assert ready.startswith("ready "), self.said()

    def travaux(self, *arguments: str) -> str:
        done = subprocess.run([sys.executable, "-m", "travaux", *arguments], env=self.environment,
                              capture_output=True, text=True, timeout=180, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def invitation(self, email: str) -> str:
        return str(json.loads(self.travaux("account", "invite", email, "--address", self.address, "--json"))["link"])

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read()

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()
        said = self.said()
        self.log.close()
        assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not installed():
        pytest.skip("SKIPPED: NO CHROMIUM HERE, SO NO JOURNEY WAS MADE; `make browser` TRIES TO INSTALL ONE")
    running = Site(tmp_path_factory.mktemp("journeys"))
    yield running
    running.end()


@pytest.fixture(scope="session")
def site_address(site: Site) -> str:
    return site.address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright's loop runs in this thread; Django would take its own database calls for asynchronous ones.
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=installed(), args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new reader: `open_page(scripts=False, width=320)`. What the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(*, scripts: bool = True, width: int = 1280, height: int = 800, **more: Any) -> Page:
        context = browser.new_context(base_url=site.address, java_script_enabled=scripts, locale="en-GB",
                                      viewport={"width": width, "height": height}, **more)  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" and worth(said.text) else None
        )
        page.on("request", lambda sent: complaints.append(f"asked {sent.url}") if abroad(sent.url, site) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def worth(said: str) -> bool:
    """A refusal is an answer with a status of its own; the browser calls each of them an error."""
    return "Failed to load resource" not in said


def abroad(url: str, site: Site) -> bool:
    return not url.startswith((site.address, "data:", "blob:", "about:"))


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """A reader with scripts, and one without."""
    return open_page(scripts=request.param)


SENTENCE = "the archivist counts nine herons"  # a password that is a sentence


@pytest.fixture
def colleague(site: Site, open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Somebody of the secretariat, who comes in by an invitation and stands at the desk."""

    def invited(name: str, *, scripts: bool = True) -> Page:
        page = open_page(scripts=scripts)
        page.goto(site.invitation(f"{name.lower()}@example.org"))
        page.get_by_label("Your name").fill(name)
        page.get_by_label("Password").fill(SENTENCE)
        page.get_by_role("button", name="Come in").click()
        page.wait_for_url("**/en/desk")
        return page

    return invited
