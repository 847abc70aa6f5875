"""Broken and hostile input: a named refusal with a remedy, or a right result within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import write_akn
from travaux.core.text.diff import diff
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.files import open_text
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import NotReadable

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def word(body: str) -> bytes:
    return zipped(word__document=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def paragraphs(*texts: str) -> bytes:
    return word("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts))


BOMB = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><akomaNtoso><act>&y;</act></akomaNtoso>'


@pytest.mark.parametrize(("data", "says"), [
    (b"", "no text"), (b"\x00\x01\x02\xff", "not text"), (b"PK\x03\x04 cut off", "not a whole .docx"),
    (zipped(mimetype="application/vnd.oasis.opendocument.text"), "holds no Word document"),
    (paragraphs("x")[:-40], "not a whole .docx"), (b"<?xml version='1.0'?><a><b></a>", "not well-formed"),
    (b"<?xml version='1.0'?><svg/>", "not Akoma Ntoso"), (b"<?xml version='1.0'?>" + BOMB.encode(), "document type"),
    (word("<w:p>").replace(b"x", b"x"), "not well-formed"), (b'{"a": 1}', "not of a format"),
])  # fmt: skip
def test_broken_input_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        open_text(data, name="given.file")
    told = refusal.value.as_json()
    assert says in told["error"]
    assert told["remedy"] and "given.file" in told["where"]


def test_a_bomb_in_a_zip_is_refused() -> None:
    with pytest.raises(NotReadable, match="could harm"):
        open_text(zipped(word__document="<a>" + " " * 60_000_000 + "</a>"))


def test_two_hundred_levels_are_read_compared_and_written() -> None:
    inside = "<content><p>end</p></content>"
    for number in range(200):
        inside = f"<point><num>{number}</num>{inside}</point>"
    xml = f'<akomaNtoso xmlns="{AKN}"><act name="act"><body>{inside}</body></act></akomaNtoso>'
    document = open_text(xml.encode()).document
    assert len(listing(document)) == 200
    assert read_akn(write_akn(document)).document.body == document.body
    assert diff(document, document).changes == ()


def test_a_table_in_a_table_in_a_table_keeps_its_words() -> None:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    body = cell.format(cell.format(cell.format("<w:p><w:r><w:t>innermost</w:t></w:r></w:p>")))
    assert b"innermost" in write_akn(open_text(word(body)).document)


def test_fifty_thousand_paragraphs_are_read() -> None:
    text = "\n".join(f"{number % 9 + 1}. Утратил силу." for number in range(50_000))
    assert len(listing(read_text(text, profile_id="generic").document)) > 10_000


def test_a_redline_of_a_total_rewrite_still_gives_both_texts() -> None:
    old, new = paragraphs("one two three", "four"), paragraphs("alpha", "beta gamma", "delta")
    made = redline(old, new, author="A & B <x>", when="2024-01-01T00:00:00Z")
    for accept, texts in ((True, ["alpha", "beta gamma", "delta"]), (False, ["one two three", "four"])):
        assert [text for _, _, text in listing(open_text(resolve(made, accept=accept)).document)] == texts
