"""The one-page note: what it says, and that Word finds real headings, footnotes and languages in it."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.dossiers.conftest import LATER
from travaux.dossiers.note import Note, note, note_docx
from travaux.dossiers.queries import dossier
from travaux.lib.viewer import PUBLIC

pytestmark = pytest.mark.django_db


def written(id: str, lang: str, on: dt.date = LATER) -> Note:
    summary = dossier(PUBLIC, id, on=on, lang=lang)
    assert summary is not None
    return note(summary, lang)


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_it_says_what_was_done_where_it_stands_and_what_is_not_known(csto: str) -> None:
    page = written(csto, "en")
    lines = {section.id: [line.text for line in section.lines] for section in page.sections}
    assert list(lines) == ["what", "done", "now", "people", "not_known", "sources"]
    assert len(lines["done"]) == 10
    assert lines["now"] == [
        "The Council is briefed on the work (6 June 2022 (doubtful), inferred).",
        "Sent to parliaments: decided, not reported as done (0 to 189 days).",
        "Expert opinions of parliaments: decided, not reported as done (0 to 189 days).",
        "Work on the draft is in progress.",
    ]
    assert "The number of the Decision." in lines["not_known"]
    assert page.as_of == "As of 23 November 2026. As last reported on 6 June 2022; no later source is loaded."
    assert page.notice.startswith("Unofficial demonstration")


def test_on_an_earlier_day_it_says_less(csto: str) -> None:
    page = written(csto, "en", dt.date(2022, 1, 1))
    done = next(section.lines for section in page.sections if section.id == "done")
    assert sum("possibly by then" in line.text for line in done) == 7
    assert page.as_of.endswith("Sources speak until 6 June 2022.")
    before = written(csto, "en", dt.date(2021, 1, 1))
    assert "done" not in [section.id for section in before.sections]


def test_one_place_has_one_footnote_and_every_number_is_there(csto: str) -> None:
    page = written(csto, "en")
    used = {number for section in page.sections for line in section.lines for number in line.notes}
    assert sorted(used) == [footnote.number for footnote in page.footnotes]
    assert len({footnote.text for footnote in page.footnotes}) == len(page.footnotes)
    assert page.footnotes[0].text == "CSTO Parliamentary Assembly, 6 June 2022, characters 2553–2968."


def test_in_russian_it_is_a_spravka_with_the_title_as_attested(csto: str) -> None:
    page = written(csto, "ru")
    assert (page.title, page.subject.lang) == ("Справка", "en")
    assert page.translation.startswith("Рекомендации по совершенствованию")
    assert [section.heading for section in page.sections][:2] == ["Что это", "Что сделано"]
    assert not any(re.search(r"\.\.", line.text) for section in page.sections for line in section.lines)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_word_finds_headings_footnotes_and_languages(csto: str, lang: str) -> None:
    page = written(csto, lang)
    data = note_docx(page)
    document = Document(io.BytesIO(data))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.heading for section in page.sections]
    assert document.paragraphs[0].text == page.notice
    assert document.core_properties.language == {"en": "en-GB", "ru": "ru-RU"}[lang]

    notes = part(data, "word/footnotes.xml").findall(qn("w:footnote"))
    assert [n.get(qn("w:type")) for n in notes[:2]] == ["separator", "continuationSeparator"]
    texts = ["".join(n.itertext()).strip() for n in notes[2:]]
    assert texts == [footnote.text for footnote in page.footnotes]
    body = part(data, "word/document.xml")
    marks = [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))]
    assert marks == [n.get(qn("w:id")) for n in notes[2:]]
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    fields = [field.get(qn("w:instr")).split()[1] for field in body.iter(qn("w:fldSimple"))]
    assert fields
    assert set(fields) <= bookmarks
    foreign = {mark.get(qn("w:val")) for mark in body.iter(qn("w:lang"))}
    assert ("en-GB" in foreign) == (lang == "ru")


def test_the_table_of_events_has_a_header_row_and_joins_equal_dates(csto: str) -> None:
    (table,) = Document(io.BytesIO(note_docx(written(csto, "en")))).tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text for row in table.rows[:3]] == [
        "When", "29 November 2021", "between 29 November 2021 and 6 June 2022, inferred",
    ]  # fmt: skip
    assert [bool(row._tr.tc_lst[0].vMerge) for row in table.rows[1:]] == [False] + [True] * 7 + [False] * 2
