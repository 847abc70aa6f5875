"""A real server with the samples loaded, and a real browser that reports whatever a page does wrong."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--no-sandbox",  # CI runs as root in a container
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a journey: left out of `make test`, run by `make browser`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Site:
    """A running site."""

    address: str  # http://127.0.0.1:PORT, without a slash at the end
    invitation: str  # a link that makes one secretariat account, once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`travaux serve` over a fresh folder with both samples."""
    folder = tmp_path_factory.mktemp("site")
    given = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX_", "DJANGO_"))}
    environment = given | {"TRAVAUX_DATA": str(folder), "DATABASE_URL": "", "TRAVAUX_LOG_LEVEL": "WARNING"}
    travaux = [sys.executable, "-m", "travaux"]
    for command in (["migrate"], ["sample", "load"]):
        subprocess.run([*travaux, *command], env=environment, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve = [*travaux, "serve", "--port", str(port), "--no-upkeep", "--invite", "anna@example.org"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout
        ready, invitation = process.stdout.readline().split(), process.stdout.readline().split()
        assert ready[:1] == ["ready"], (folder / "server.log").read_text()
        yield Site(address=ready[1].rstrip("/"), invitation=invitation[1])
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@pytest.fixture(scope="session")
def site_address(site: Site) -> str:
    return site.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = os.environ.get("TRAVAUX_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    if not path:
        pytest.skip("SKIPPED: NO CHROMIUM HERE, SO NO JOURNEY WAS MADE")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, headless=True, args=list(SWITCHES))
        yield launched
        launched.close()


@dataclass
class Watched:
    """A page of the browser, and what it did that no page of ours may do."""

    page: Any
    origin: str
    complaints: list[str] = field(default_factory=list)  # console errors, policy violations, failed scripts
    strangers: list[str] = field(default_factory=list)  # requests to anywhere else

    def go(self, path: str) -> Any:
        return self.page.goto(self.origin + path, wait_until="load")


@pytest.fixture
def watched(browser: Any, site: Site, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh browser window; the test fails if a page complained or asked anybody else for anything."""
    on = request.node.get_closest_marker("no_scripts") is None
    context = browser.new_context(java_script_enabled=on, viewport={"width": 1280, "height": 800}, locale="en-GB")
    seen = Watched(page=context.new_page(), origin=site.address)
    seen.page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda asked: seen.strangers.append(asked.url) if is_stranger(asked.url, site) else None)
    yield seen
    context.close()
    assert seen.complaints == []
    assert seen.strangers == []


def is_stranger(url: str, site: Site) -> bool:
    return not url.startswith((site.address + "/", "data:", "blob:", "about:"))
