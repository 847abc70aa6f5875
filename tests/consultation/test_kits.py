"""A chamber without network answers with the zip that it was given."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.consultation.circulation import Circulation, here
from tests.consultation.test_kit import repacked
from tests.site.test_rounds import filled_in
from travaux.cli import kit as commands
from travaux.consultation.kits import ANSWER, answer_in, kit_of
from travaux.consultation.models import Comment, Filing
from travaux.lib.refusals import Refused
from travaux.lib.zips import zipped

__all__ = ["here"]
pytestmark = pytest.mark.django_db


def marked(answer: bytes, *names: str, encoding: str = "utf-8") -> bytes:
    text = answer.decode("utf-8-sig")
    for name in names:
        assert f"[ ] {name}" in text
        text = text.replace(f"[ ] {name}", f"[х] {name}")  # a Cyrillic letter, as a Russian keyboard gives it
    return text.encode(encoding)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def back(data: bytes, **new: bytes) -> bytes:
    return repacked(data, folder="kit/", **new)


def test_a_kit_holds_all_that_was_sent_and_a_page_to_mark(here: Circulation) -> None:
    made = here.open()
    addressee = here.addressee(made, "a")
    client = here.cast.browser("secretary_a")
    kit = client.get(f"/en/desk/rounds/{made.pk}/answers/{addressee.pk}/kit.zip")
    names = set(parts(kit.content))
    assert {ANSWER, "manifest.json", "comments-en.docx", "draft-1-en.docx"} < names
    assert any(name.startswith("letter-") for name in names)
    assert kit.content == kit_of(addressee).data
    text = parts(kit.content)[ANSWER].decode("utf-8-sig")
    assert "[ ] no remarks" in text
    assert "[ ] замечаний нет" in text
    for name in ("secretary_b", "public"):
        assert here.cast.browser(name).get(kit.request["PATH_INFO"]).status_code in (302, 404), name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_no_remarks_is_an_answer(here: Circulation, encoding: str) -> None:
    made = here.open()
    addressee = here.addressee(made, "a")
    kit = kit_of(addressee).data
    sent = back(
        kit, answer_txt=marked(parts(kit)[ANSWER], "no remarks", encoding=encoding), letter_pdf=b"%PDF-1.7 signed"
    )
    door = f"/en/desk/rounds/{made.pk}/answers/{addressee.pk}"
    done = here.cast.browser("secretariat").post(
        door, {"position": "not_stated", "kit": SimpleUploadedFile("back.zip", sent), "channel": "courier"}
    )
    assert done.status_code == 302, done.content
    filing = Filing.objects.get()
    assert (filing.door, filing.opinion.position) == ("kit", "no_remarks")
    assert filing.document is not None
    kept = {each.name: (each.kind, bytes(each.file.data)) for each in filing.document.enclosures.all()}
    assert kept["letter.pdf"] == ("letter", b"%PDF-1.7 signed")
    assert ANSWER in kept


def test_its_table_comes_in_with_it(here: Circulation) -> None:
    made = here.open()
    addressee = here.addressee(made, "a")
    kit = kit_of(addressee).data
    table: dict[str, Any] = {"comments-en.docx": filled_in(here, made)}
    given = parts(kit) | table
    came = answer_in(addressee, zipped(given), name="back.zip")
    assert [point.place for point in came.points] == ["provision", "not_placed"]
    assert came.position == "not_stated"
    assert [(each.name, each.kind) for each in came.files] == [("comments-en.docx", "form")]
    assert Comment.objects.count() == 0  # nothing is filed by reading


def test_what_is_not_this_addressees_kit_is_refused_and_nothing_is_filed(here: Circulation) -> None:
    made = here.open()
    a, b = here.addressee(made, "a"), here.addressee(made, "b")
    kit = kit_of(a).data
    two = back(kit, answer_txt=marked(parts(kit)[ANSWER], "no remarks", "objects"))
    for data, words in ((kit_of(b).data, "another addressee"), (b"PK", "not"), (two, "More than one position")):
        with pytest.raises(Refused, match=words):
            answer_in(a, data, name="back.zip")
        door = f"/en/desk/rounds/{made.pk}/answers/{a.pk}"
        page = here.cast.browser("secretary_a").post(
            door, {"position": "not_stated", "kit": SimpleUploadedFile("back.zip", data)}
        )
        assert page.status_code == 422
    assert not Filing.objects.exists()


def test_the_kits_of_a_round_are_written_and_read_at_a_terminal(
    here: Circulation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = here.open()
    commands.make(made.pk, into=tmp_path, as_json=True)
    written = json.loads(capsys.readouterr().out)
    assert sorted(each["name"]["en"] for each in written) == ["Parliament of Alder", "Parliament of Birch"]
    commands.read(Path(written[0]["file"]), as_json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["position"], report["placed"], report["not_placed"], report["missing"]) == ("not_stated", 0, [], [])
    (tmp_path / "other.zip").write_bytes(b"PK")
    with pytest.raises(Refused):
        commands.read(tmp_path / "other.zip")
