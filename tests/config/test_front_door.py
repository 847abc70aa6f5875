"""What every answer tells the browser, and what an operator's settings do."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from travaux.config.databases import database
from travaux.config.folder import DataFolder

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address of the site, with something invented in each place that is left open."""
    for entry in resolver.url_patterns:
        path = before + re.sub(r"<int:\w+>", "7", re.sub(r"<(?:\w+:)?\w+>", "x", str(entry.pattern)))
        path = re.sub(r"\(\?P<\w+>[^)]*\)", "x", path).replace("^", "").replace("$", "").replace("\\Z", "")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


@pytest.mark.django_db
def test_every_address_answers_with_the_headers_and_a_strict_policy() -> None:
    client = Client(raise_request_exception=False)
    found = sorted({path for path in addresses(get_resolver()) if "(" not in path})
    assert len(found) > 20
    for path in found:
        answer = client.get(path)
        assert answer.status_code < 500, path
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy, path
        assert len(answer.headers["X-Request-ID"]) == 16, path


@pytest.mark.django_db
def test_health_is_told_to_programs() -> None:
    answer = Client().get("/healthz", headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json().values())) == (200, ["OK"])


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "given"), [("ru,en;q=0.5", "/ru/"), ("en", "/en/"), ("hy", "/en/")])
def test_an_address_without_language_is_permanent_and_redirects(asked: str, given: str) -> None:
    answer = Client().get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["Location"]) == (302, given)


# --- which database -------------------------------------------------------------------------------------------------


def test_without_an_address_it_is_sqlite_in_the_folder(tmp_path: Path) -> None:
    chosen = database(url="", folder=DataFolder(tmp_path))
    assert (chosen["ENGINE"], chosen["NAME"]) == ("travaux.lib.sqlite", str(tmp_path / "travaux.sqlite3"))


def test_djangos_own_sqlite_cannot_be_had(tmp_path: Path) -> None:
    chosen = database(url="sqlite:////srv/other.sqlite3", folder=DataFolder(tmp_path))
    assert (chosen["ENGINE"], chosen["NAME"]) == ("travaux.lib.sqlite", "/srv/other.sqlite3")


def test_postgresql_comes_with_a_pool_and_keeps_its_own_options(tmp_path: Path) -> None:
    chosen = database(url="postgres://me:secret@host:5433/texts?sslmode=require", folder=DataFolder(tmp_path))
    assert chosen["ENGINE"] == "django.db.backends.postgresql"
    assert (chosen["NAME"], chosen["HOST"], chosen["PORT"]) == ("texts", "host", 5433)
    assert chosen["OPTIONS"] == {"pool": True, "sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://me@host/x", "oracle://me@host/x"])
def test_any_other_database_is_refused_with_a_remedy(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host/name"):
        database(url=url, folder=DataFolder(tmp_path))


# --- the folder -------------------------------------------------------------------------------------------------------


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    first = folder.secret_key()
    assert folder.secret_key() == first
    assert len(first) > 80
    assert stat.S_IMODE(folder.secret_key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700


def test_two_first_starts_at_once_agree_on_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process makes the file between our look and our writing."""
    folder = DataFolder(tmp_path)
    monkeypatch.setattr(Path, "exists", lambda self: False)
    folder.secret_key_file.write_text("theirs")
    assert folder.secret_key() == "theirs"


def test_with_https_cookies_are_tied_to_the_host(settings: Any) -> None:
    import os
    import subprocess
    import sys

    question = (
        "from travaux.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    given = {"TRAVAUX_DATA": str(settings.DATA.root), "TRAVAUX_HTTPS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", question], env={**os.environ, **given}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["__Host-session", "True", "True", "True"]
