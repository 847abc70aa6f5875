"""Files in parts over a network that breaks; and forms that outlive a lost connection and an expired sign-in."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.consultation.circulation import Circulation, here
from travaux.consultation import kept
from travaux.consultation.models import Enclosure, Filing, KeptForm
from travaux.lib import uploads
from travaux.lib.refusals import Refused

__all__ = ["here"]
pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7 " + bytes(range(256)) * 1000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("travaux.config.folder.DataFolder.uploads", tmp_path / "uploads")
    return tmp_path / "uploads"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def begin(client: Client, data: bytes = SCAN, **about: Any) -> Any:
    given = {"name": "letter.pdf", "type": "application/pdf", "size": len(data), "sha256": digest(data), **about}
    return client.post("/en/desk/uploads", given)


def send(client: Client, url: str, offset: int, part: bytes, sha256: str = "") -> Any:
    return client.generic("PATCH", url, part, "application/offset+octet-stream", headers={
        "Upload-Offset": str(offset), "Upload-SHA256": sha256 or digest(part)})  # fmt: skip


def send_all(client: Client, data: bytes = SCAN, part: int = 60_000) -> str:
    url = begin(client, data).headers["Location"]
    for at in range(0, len(data), part):
        assert send(client, url, at, data[at : at + part]).status_code == 200
    return str(url)


def test_a_letter_comes_in_parts_and_is_filed_byte_for_byte(here: Circulation, folder: Path) -> None:
    made = here.open("a")
    client, door = here.cast.browser("secretary_a"), f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    id = send_all(client).rpartition("/")[2]
    filed = client.post(door, {"position": "no_remarks", "letter-upload": id, "key": "k"})
    assert filed.status_code == 302, filed.content
    row = Enclosure.objects.get(name="letter.pdf")
    assert bytes(row.file.data) == SCAN and row.media_type == "application/pdf"
    assert list(folder.glob("*")) == [], "nothing of it stays"
    gone = client.post(door, {"position": "no_remarks", "letter-upload": id, "key": "other"})
    assert gone.status_code == 422 and "is not here any more" in gone.content.decode()
    assert Filing.objects.count() == 1


def test_a_lost_connection_costs_one_part(here: Circulation) -> None:
    client = here.cast.browser("secretary_a")
    first = begin(client)
    assert (first.status_code, first.headers["Upload-Offset"]) == (201, "0")
    url = first.headers["Location"]
    assert send(client, url, 0, SCAN[:1000]).headers["Upload-Offset"] == "1000"
    again = send(client, url, 0, SCAN[:1000])
    assert (again.status_code, again.headers["Upload-Offset"]) == (409, "1000"), (
        "the answer was lost: it goes on from here"
    )
    assert send(client, url, 1000, SCAN[1000:2000], sha256="0" * 64).status_code == 422, "damaged on its way"
    assert client.head(url).headers["Upload-Offset"] == "1000"
    assert begin(client).headers["Location"] == url, "the same file, chosen again after a reload"
    assert send(client, url, 1000, SCAN[1000:] + b"x").status_code == 422


def test_what_is_not_whole_or_not_yours_is_not_taken(here: Circulation, folder: Path) -> None:
    made = here.open("a", "b")
    client, door = here.cast.browser("secretary_a"), f"/en/desk/rounds/{made.pk}/answers/{here.addressee(made, 'a').pk}"
    url = begin(client).headers["Location"]
    send(client, url, 0, SCAN[:1000])
    id = url.rpartition("/")[2]
    refused = client.post(door, {"position": "no_remarks", "letter-upload": id})
    assert refused.status_code == 422 and "not whole yet" in refused.content.decode()
    other = here.cast.browser("secretary_b")
    assert other.head(url).status_code == 404 and send(other, url, 1000, b"x").status_code == 404
    assert begin(other).headers["Location"] != url, "the same file of somebody else is another upload"
    assert begin(client, size=0).status_code == 422 and begin(client, size=10**12).status_code == 422
    assert begin(client, sha256="x").status_code == 422
    assert here.cast.browser("chair").post("/en/desk/uploads").status_code == 403
    assert client.get("/en/desk/uploads").status_code == 405


def test_what_nobody_touches_is_forgotten(here: Circulation, folder: Path) -> None:
    client = here.cast.browser("secretary_a")
    url = begin(client).headers["Location"]
    part = uploads.part_of(folder, url.rpartition("/")[2])
    assert uploads.forget_old(folder) == 0
    os.utime(part, (1, 1))
    assert uploads.forget_old(folder) == 1 and list(folder.glob("*")) == []
    for n in range(uploads.MOST):
        assert begin(client, b"%d" % n).status_code == 201
    assert begin(client, b"one more").status_code == 422


# --- forms that are kept ---------------------------------------------------------------------------------------------


def test_an_unfinished_answer_is_kept_and_given_back_to_its_writer_alone(here: Circulation) -> None:
    made = here.open("a")
    addressee = here.addressee(made, "a")
    door = f"/en/desk/rounds/{made.pk}/answers/{addressee.pk}"
    client = here.cast.browser("secretary_a")
    given = {"position": "objects", "statement": "Half of a thought", "keep": "answer"}
    assert client.post(door, given).status_code == 302
    assert not Filing.objects.exists()
    page = here.cast.browser("secretary_a").get(door.replace("/en/", "/ru/")).content.decode()
    assert "Half of a thought" in page and 'value="objects" selected' in page
    assert "Half of a thought" not in here.cast.browser("secretariat").get(door).content.decode()
    assert "Half of a thought" not in here.cast.browser("head_a").get(door).content.decode()

    saved = client.post(
        "/en/desk/kept", {"address": f"{door.removeprefix('/en')}#answer", "statement": "The whole of it"}
    )
    assert saved.status_code == 204 and "The whole of it" in client.get(door).content.decode()
    assert client.post(door, {"position": "objects", "statement": "Filed.", "key": "k"}).status_code == 302
    assert Filing.objects.get().opinion.statement == "Filed." and not KeptForm.objects.exists()


def test_it_is_thrown_away_forgotten_and_never_too_much(here: Circulation) -> None:
    made = here.open("a")
    desk = f"/en/desk/drafts/{here.addressee(made, 'a').pk}"
    client, viewer = here.cast.browser("expert_a"), here.cast.viewer("expert_a")
    assert client.post(desk, {"note-text": "Noted half", "note-kind": "legal", "keep": "note"}).status_code == 302
    assert "Noted half" in client.get(desk).content.decode()
    assert client.post(desk, {"drop": "note"}).status_code == 302
    assert "Noted half" not in client.get(desk).content.decode()
    with pytest.raises(Refused):
        kept.keep(by=viewer, address="/x", fields={"text": "x" * 500_000})
    assert client.post("/en/desk/kept", {"address": "x", "a": "b"}).status_code == 422
    assert Client().post("/en/desk/kept", {"address": "/x"}).status_code == 302
    kept.keep(by=viewer, address="/x", fields={"text": "x"})
    KeptForm.objects.update(saved_at="2020-01-01T00:00:00Z")
    assert kept.forget_old() == 1


def test_the_key_of_a_browsers_copy_is_the_writers_own_and_signing_out_clears_it(here: Circulation) -> None:
    secrets = {name: kept.secret_of(here.cast.viewer(name)) for name in ("secretary_a", "expert_a", "public")}
    assert len(set(secrets.values())) == 3 and secrets["public"] == ""
    client = here.cast.browser("secretary_a")
    left = client.post("/en/account/logout/")
    assert left.headers["Clear-Site-Data"] == '"storage"'
