"""Plain text in and out: numbering settles structure; what is written is read the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.cases import Case, cases_in
from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import write_akn
from travaux.core.text.files import decoded
from travaux.core.text.listing import as_lines, listing
from travaux.core.text.plain import read_text, write_text
from travaux.core.text.profiles import profile_ids
from travaux.core.text.project import project

CASES = Path(__file__).parents[2] / "cases" / "text"


@pytest.mark.parametrize("case", cases_in(CASES / "reading"), ids=str)
def test_a_text_is_read_as_its_case_says(case: Case) -> None:
    reading = read_text(case.given, profile_id=case.options.get("profile"))
    assert as_lines(listing(reading.document)).strip() == case.expected.strip()
    if "detected" in case.options:
        assert reading.profile == case.options["detected"]
    if "doubts" in case.options:
        assert len(reading.doubts) == int(case.options["doubts"])


@pytest.mark.parametrize("case", cases_in(CASES / "reading"), ids=str)
def test_what_is_read_is_written_and_read_the_same(case: Case) -> None:
    reading = read_text(case.given, profile_id=case.options.get("profile"))
    again = read_text(write_text(reading.document), profile_id=reading.profile, language=reading.language)
    assert again.document == project(reading.document, "txt")
    assert read_akn(write_akn(reading.document)).document == project(reading.document, "akn")


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_a_text_says_the_same_in_every_code(code: str) -> None:
    said = "СОГЛАШЕНИЕ\nоб обмене архивами\nСтатья 1. Предмет\n1. Стороны обмениваются описями архивов.\n"
    assert decoded(said.encode(code)).removeprefix("\ufeff") == said


openings = st.sampled_from(
    [
        *(
            "1. ",
            "2. ",
            "3. ",
            "4. ",
            "2.1. ",
            "1.1 ",
            "1) ",
            "2) ",
            "3) ",
            "а) ",
            "б) ",
            "в) ",
            "(a) ",
            "(b) ",
            "(i) ",
        ),
        *("(ii) ", "(1) ", "— ", "Статья 1. ", "Статья 2 ", "Статья 2.1. ", "Глава 1 ", "Article 1 ", "Article 2. "),
        *("РАЗДЕЛ I ", "Section 1 ", "Часть первая ", "1995. ", "\\", "«", "Сноска. ", "Приложение 1 ", "Annex "),
        *[""] * 6,
    ]
)
tails = st.sampled_from(
    [
        *(
            "Архивы открыты.",
            "архивы открыты;",
            "Общие положения",
            "The archives are open.",
            "the rules of:",
            "following:",
        ),
        *("и", "Стороны согласились:", "Предмет", "x", "к закону", "", " 10. и 2) тоже", "Совершено в городе", "»;"),
        *("| а | б |", "Президент"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(openings, tails).map("".join).filter(str.strip), min_size=1, max_size=14),
    st.sampled_from(profile_ids()),
)
def test_any_text_once_read_is_written_and_read_the_same(lines: list[str], profile: str) -> None:
    reading = read_text("\n".join(lines), profile_id=profile)
    written = write_text(reading.document)
    if not written.strip():  # notes of the publisher alone
        return
    again = read_text(written, profile_id=profile, language=reading.language)
    assert again.document == project(reading.document, "txt")
    assert read_akn(write_akn(reading.document)).document == project(reading.document, "akn")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(openings, tails).map("".join).filter(str.strip), min_size=1, max_size=14))
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    """Everything but page numbers and notes of the publisher is in the listing."""
    lines = [line for line in lines if "Сноска" not in line and "|" not in line and "\\" not in line]
    if not lines:
        return
    reading = read_text("\n".join(lines), profile_id="generic")
    printed = "".join(f"{num}{text}" for _, num, text in listing(reading.document))
    given_letters = sorted("".join("".join(lines).split()))
    assert sorted("".join(printed.split())) == given_letters
