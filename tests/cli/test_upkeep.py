"""Stories of keeping an installation: a backup restores elsewhere and verifies; a damaged one is refused whole."""

import datetime as dt
import gzip
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from travaux.accounts.actions import accept, invite
from travaux.accounts.models import Account
from travaux.cli.upkeep import checks, jobs
from travaux.cli.upkeep.backup import MANIFEST, back_up
from travaux.cli.upkeep.restore import refuse_unless_empty, try_out, unpack
from travaux.lib import diary
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR
from travaux.record.models import Line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Account:
    """An installation in use: an account, two lines of the record, one uploaded file."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "travaux.config.settings")  # for the process of the trial restore
    link = invite(by=OPERATOR, email="anna@example.org", role="secretariat")
    return accept(token=link.token, password="correct-horse-battery", full_name="Anna Ё")


@pytest.fixture
def upload() -> Iterator[Path]:
    file = Path(settings.MEDIA_ROOT) / "ab" / "abcdef"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"a letter")
    yield file
    file.unlink()


def test_a_backup_restores_elsewhere_and_its_record_verifies(office: Account, upload: Path, tmp_path: Path) -> None:
    made = back_up(tmp_path / "backup.tar.gz")

    restored = try_out(made.file)

    assert (restored.ok, restored.lines, restored.altered, restored.files) == (True, Line.objects.count(), 0, 1)


def test_what_was_restored_is_what_was_there(
    office: Account, upload: Path, tmp_path: Path, travaux: Callable[..., Any], environment: dict[str, str]
) -> None:
    made = back_up(tmp_path / "backup.tar.gz")

    assert travaux("restore", str(made.file)).code == 0

    asked = (
        "from travaux.accounts.models import Account as A; a = A.objects.get(); print(a.id, a.full_name, a.password)"
    )
    told = travaux("django", "shell", "-v", "0", "-c", asked)
    assert told.out.split() == [office.id, "Anna", "Ё", office.password]
    assert (Path(environment["TRAVAUX_DATA"]) / "files" / "ab" / "abcdef").read_bytes() == b"a letter"


def test_a_restore_never_overwrites(office: Account, tmp_path: Path, travaux: Callable[..., Any]) -> None:
    made = back_up(tmp_path / "backup.tar.gz")
    assert travaux("restore", str(made.file)).code == 0

    again = travaux("restore", str(made.file), "--json")

    assert again.code == 2
    assert again.json()["error"] == "There is a database here already."
    assert "nothing was put in place" in again.json()["kept"]
    with pytest.raises(Refused, match="already"):
        refuse_unless_empty()


def test_rows_cross_from_one_kind_of_database_to_the_other_and_back(
    office: Account, tmp_path: Path, travaux: Callable[..., Any]
) -> None:
    """PostgreSQL → SQLite → PostgreSQL, each time by backup and restore, and the record verifies at the end."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL; `make test` runs it there")
    first, second = tmp_path / "first.tar.gz", tmp_path / "second.tar.gz"
    name = f"restored_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = f"postgres://travaux@/{name}?host={connection.settings_dict['OPTIONS']['host']}"

    back_up(first)
    assert travaux("restore", str(first)).code == 0
    assert travaux("backup", "-o", str(second)).code == 0
    landed = travaux("restore", str(second), "--json", DATABASE_URL=address, TRAVAUX_DATA=str(tmp_path / "other"))

    assert landed.code == 0, landed.out + landed.err
    assert landed.json()["lines"] == Line.objects.count()
    went_on = travaux("account", "invite", "bela@example.org", DATABASE_URL=address)
    assert went_on.code == 0, went_on.err
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_backup_does_not_hold_the_secret_key(office: Account, tmp_path: Path) -> None:
    made = back_up(tmp_path / "backup.tar.gz")
    with tarfile.open(made.file) as tar:
        assert not [name for name in tar.getnames() if "secret" in name]
    assert settings.SECRET_KEY.encode() not in gzip.decompress(made.file.read_bytes())


def test_a_backup_never_overwrites_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("keep me")
    with pytest.raises(Refused, match="there already"):
        back_up(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "keep me"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]


def rebuilt(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with other contents, as someone without our tools could make it."""
    with tarfile.open(file) as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}  # type: ignore[union-attr]
    change(parts)
    other = file.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return other


def later(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["migrations"]["record"] = "9999_from_the_future"
    parts[MANIFEST] = json.dumps(manifest).encode()


def other_form(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | {"format": 99}).encode()


CHANGES: list[tuple[Callable[[dict[str, bytes]], Any], str]] = [
    (lambda parts: parts.update({"checkpoint.txt": b"travaux record v1"}), "does not fit its own manifest"),
    (lambda parts: parts.update({"files/stranger": b"x"}), "does not fit its own manifest"),
    (lambda parts: parts.pop("checkpoint.txt"), "does not fit its own manifest"),
    (lambda parts: parts.pop(MANIFEST), "not a whole backup"),
    (lambda parts: parts.update({"../outside": b"x"}), "not a whole backup"),
    (later, "comes from a later version"),
    (other_form, "a form that this version does not know"),
]


def test_a_changed_backup_is_refused_before_anything_is_put_in_place(tmp_path: Path) -> None:
    made = back_up(tmp_path / "backup.tar.gz")
    for number, (change, words) in enumerate(CHANGES):
        (tmp_path / f"here{number}").mkdir()
        with pytest.raises(Refused, match=words):
            unpack(rebuilt(made.file, change), tmp_path / f"here{number}")
    assert not (tmp_path / "outside").exists()


def test_a_backup_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    made = back_up(tmp_path / "backup.tar.gz")
    for cut in (0, 10, 2000, made.size // 2, -20, -1):
        (tmp_path / f"here{cut}").mkdir()
        (tmp_path / "cut").write_bytes(made.file.read_bytes()[:cut])
        with pytest.raises(Refused, match="not a whole backup"):
            unpack(tmp_path / "cut", tmp_path / f"here{cut}")


def test_a_trial_restore_finds_a_row_changed_past_the_record(office: Account, tmp_path: Path) -> None:
    """Whoever forges a row and makes a backup of it is found out by the record inside."""
    from travaux.record.guard import unguarded

    with unguarded(connection):
        Account.objects.update(role="operator")
    with pytest.raises(Refused, match="does not verify: 1 altered"):
        try_out(back_up(tmp_path / "backup.tar.gz").file)


# --- regular work -------------------------------------------------------------------------------------------------


@pytest.fixture
def empty_diary() -> Iterator[None]:
    diary.file().unlink(missing_ok=True)
    yield
    diary.file().unlink(missing_ok=True)


def test_a_job_is_due_when_never_done_when_its_time_passed_and_when_the_clock_was_set_back(empty_diary: None) -> None:
    now = timezone.now()
    assert jobs.due("checkpoint", now=now)
    diary.note("checkpoint", at=now, ok=True, said="done")
    assert not jobs.due("checkpoint", now=now + dt.timedelta(minutes=59))
    assert jobs.due("checkpoint", now=now + dt.timedelta(minutes=60))
    assert jobs.due("checkpoint", now=now - dt.timedelta(days=1))


def test_a_missed_turn_is_caught_up_once(empty_diary: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    done: list[str] = []
    monkeypatch.setattr(jobs, "JOBS", {"count": (jobs.DAY, lambda: done.append("x") or "counted")})
    diary.note("count", at=timezone.now() - dt.timedelta(days=5), ok=True, said="long ago")
    for _ in range(3):
        jobs.do_what_is_due(threading.Event())
    assert done == ["x"]
    assert diary.read()["count"]["said"] == "counted"


def test_a_job_that_fails_is_written_down_and_stops_no_other(
    empty_diary: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    def fail() -> str:
        raise OSError("no room")

    monkeypatch.setattr(jobs, "JOBS", {"bad": (jobs.DAY, fail), "good": (jobs.DAY, lambda: "fine")})
    jobs.do_what_is_due(threading.Event())
    told = {name: (entry["ok"], entry["said"]) for name, entry in diary.read().items()}
    assert told == {"bad": ("no", "OSError: no room"), "good": ("yes", "fine")}


def test_only_one_upkeep_works_in_a_folder() -> None:
    with jobs.alone() as first, jobs.alone() as second:
        assert (first, second) == (True, False)
    with jobs.alone() as again:
        assert again


def test_a_checkpoint_is_kept_once_for_each_length_of_the_record(office: Account) -> None:
    lines = Line.objects.count()
    assert jobs.keep_checkpoint() == f"checkpoint at line {lines}"
    assert jobs.keep_checkpoint() == "the record has not grown"
    assert str(lines) in (settings.DATA.checkpoints / f"{lines:012d}.txt").read_text()


# --- the doctor ---------------------------------------------------------------------------------------------------


def found(name: str) -> checks.Finding:
    return next(finding for finding in checks.examine() if finding.check == name)


def test_a_well_installation_is_told_so(office: Account) -> None:
    assert (found("tables").state, found("record").state, found("append-only").state) == ("ok", "ok", "ok")


def test_a_server_that_can_lose_changes_is_a_failure() -> None:
    """The suite's own PostgreSQL runs without fsync; the embedded database never does."""
    assert found("durability").state == ("failure" if connection.vendor == "postgresql" else "ok")


def test_every_failure_names_its_remedy(monkeypatch: pytest.MonkeyPatch, empty_diary: None) -> None:
    monkeypatch.setattr(checks, "ENOUGH_DISK", 1 << 60)
    diary.note("backup", at=timezone.now(), ok=False, said="no room")
    failures = [finding for finding in checks.examine() if finding.state == "failure"]
    assert {"disk", "backup"} <= {finding.check for finding in failures}
    assert all(finding.remedy for finding in failures)


def test_a_check_that_breaks_is_a_failure_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> checks.Finding:
        raise RuntimeError("lens cracked")

    monkeypatch.setattr(checks, "CHECKS", (broken, checks.disk))
    assert [(f.check, f.state) for f in checks.examine()] == [("broken", "failure"), ("disk", "ok")]
