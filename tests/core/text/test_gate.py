"""The gate: every hostile or broken file is refused by name; changed at random, a file is read or refused, no more."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

from tests.core.text.hostile import Case, cases, document, rels, word
from tests.counts import MUTATIONS
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.files import open_text, write
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import NotReadable, TextRefused

CASES = cases()
LAW = "ЗАКОН\nОб архивах\n\nСтатья 1. Срок\n1. Десять лет:\n1) фонды;\n2) описи.\n| а | б |\n| 1 | 2 |\n"


def test_there_are_enough_hostile_files() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_is_refused_by_name(case: Case) -> None:
    name, data, says = case
    started = time.perf_counter()
    with pytest.raises(NotReadable) as refused:
        open_text(data, name="given.docx")
    told = refused.value.as_json()
    assert says in told["error"], told["error"]
    assert told["remedy"] and "given.docx" in told["where"], name
    assert time.perf_counter() - started < 10


def test_what_word_writes_of_itself_is_not_refused() -> None:
    """The name of a template on somebody's disk, a link to a page, a picture on a server: dropped, or left alone."""
    local = rels("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm")
    settings = '<w:settings xmlns:w="w" xmlns:r="r"><w:attachedTemplate r:id="rId9"/></w:settings>'
    data = word({"word/_rels/settings.xml.rels": local, "word/settings.xml": settings})
    assert "ЗАКОН" in str(open_text(data).document)
    with zipfile.ZipFile(io.BytesIO(resolve(data, accept=True))) as file:
        assert b"attachedTemplate" not in file.read("word/settings.xml") + file.read("word/_rels/settings.xml.rels")
    assert open_text(word({"word/_rels/document.xml.rels": rels("hyperlink", "https://192.0.2.1/")})).doubts == ()
    pictured = open_text(word({"word/_rels/document.xml.rels": rels("image", "https://192.0.2.1/a.png")}))
    assert "a picture on another server" in pictured.doubts[0].text
    embedded = open_text(word({"word/embeddings/oleObject1.bin": b"x"}))
    assert "an embedded object" in embedded.doubts[0].text


def test_other_spellings_of_word_files_are_read() -> None:
    strict = document().replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                "http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
    moved = {
        "_rels/.rels": rels("officeDocument", "word/document2.xml", outside=False),
        "word/document2.xml": document(),
    }
    with zipfile.ZipFile(io.BytesIO(word())) as file:
        parts = {name: file.read(name) for name in file.namelist() if name != "word/document.xml"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in {**parts, **moved}.items():
            file.writestr(name, data)
    for data in (word({"word/document.xml": strict}), out.getvalue()):
        assert "ЗАКОН" in str(open_text(data).document)


def seeds() -> list[tuple[str, bytes]]:
    law = read_text(LAW).document
    return [(f"a.{target}", write(law, target)) for target in ("akn", "docx", "html", "md", "odt", "txt")]


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four places overwritten, cut out, doubled or put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(made) + 1), chance.choice((1, 1, 2, 5, 40))
        how = chance.randrange(4)
        if how == 0:
            made[at : at + size] = bytes(chance.randrange(256) for _ in range(size))
        elif how == 1:
            del made[at : at + size]
        elif how == 2:
            made[at:at] = made[at : at + size * 9]
        else:
            made[at:at] = chance.choice(
                (b"<w:p>", b"</w:r>", b'"', b"&x;", b"<!--", b"\xff", b"-1", b"99999999", b"<td>")
            )
    return bytes(made) or b"x"


def inside(data: bytes, chance: random.Random) -> bytes:
    """A zip one part of which is changed: its checksums are right, so that readers see what is in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = changed(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part, said in parts.items():
            file.writestr(part, said)
    return out.getvalue()


def test_a_changed_file_is_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(20240101)
    given, slowest = seeds(), 0.0
    read = refused = 0
    for _ in range(MUTATIONS):
        name, data = chance.choice(given)
        made = inside(data, chance) if data[:2] == b"PK" and chance.random() < 0.8 else changed(data, chance)
        started = time.perf_counter()
        try:
            write(open_text(made, name=name).document, "akn")
            read += 1
        except TextRefused as refusal:
            refused += bool(refusal.error and refusal.remedy)
        slowest = max(slowest, time.perf_counter() - started)
    assert min(read, refused) > MUTATIONS / 50  # both happen: the test changes neither too much nor too little
    assert slowest < 10


def test_fifty_thousand_paragraphs_in_word_are_read() -> None:
    body = "".join(f"<w:p><w:r><w:t>{n % 9 + 1}. Утратил силу.</w:t></w:r></w:p>" for n in range(50_000))
    assert str(open_text(word(body=body)).document).count("Утратил силу.") == 50_000


def test_our_own_word_files_pass() -> None:
    assert open_text(write_docx(read_text(LAW).document, notice="EXERCISE", line_numbers=True)).doubts == ()
