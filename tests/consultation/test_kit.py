"""A chamber without network gets one zip, and sends one back."""

import io
import zipfile

import pytest

from travaux.consultation.kit import make_kit, open_kit, signing_key
from travaux.core.text.refusals import NotReadable

KEY = signing_key("a secret of this installation")
FILES = {"letter.docx": b"letter", "form.docx": b"empty form", "draft.docx": b"draft"}
ABOUT = {"round": "r1", "addressee": "north", "version": "ab" * 32, "lang": "ru"}


def repacked(data: bytes, *, folder: str = "", without: tuple[str, ...] = (), **new: bytes) -> bytes:
    """The zip as a clerk would send it back: some files filled in, some added, all in a folder."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist() if name not in without}
    parts |= {name.replace("_", "."): content for name, content in new.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(folder + name, content)
    return out.getvalue()


def test_a_kit_comes_back_and_says_what_was_done_with_it() -> None:
    kit = make_kit(FILES, about=ABOUT, key=KEY)
    assert kit == make_kit(FILES, about=ABOUT, key=KEY)
    back = repacked(kit, folder="kit/", without=("draft.docx",), form_docx=b"filled form", answer_pdf=b"%PDF-")
    read = open_kit(back, key=KEY.public_key())
    assert {name: read.about[name] for name in ABOUT} == ABOUT
    assert read.unchanged == ("letter.docx",)
    assert read.changed == {"form.docx": b"filled form"}
    assert read.added == {"answer.pdf": b"%PDF-"}
    assert read.missing == ("draft.docx",)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda kit: repacked(kit, manifest_json=b'{"files": []}'), "signature"),
        (lambda kit: repacked(kit, manifest_sig=b"bm90IGEgc2lnbmF0dXJl"), "signature"),
        (lambda kit: repacked(kit, manifest_sig=b"\xff\xfe"), "signature"),
        (lambda kit: make_kit(FILES, about=ABOUT, key=signing_key("another")), "signature"),
        (lambda kit: repacked(kit, without=("manifest.json",)), "no offline kit"),
        (lambda kit: kit[:200], "not a whole"),
    ],
)
def test_what_is_no_kit_of_ours_is_refused_by_name(harm: object, says: str) -> None:
    with pytest.raises(NotReadable, match=says) as refused:
        open_kit(harm(make_kit(FILES, about=ABOUT, key=KEY)), key=KEY.public_key())  # type: ignore[operator]  # a lambda
    assert refused.value.remedy
