"""Numbers counted by Word: the labels are the printed ones, whatever they are, and go on when something is put in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from tests.core.text.test_projection import lawful
from tests.core.text.trees import documents
from tests.counts import ROUND_TRIPS
from travaux.core.text.docx.numbering import numbering_of
from travaux.core.text.docx.package import Package, W, open_package, paragraph_text
from travaux.core.text.docx.read import read_docx
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.files import open_text
from travaux.core.text.listing import listing
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.tree import Document

LAW = """ЗАКОН
Об архивах

Глава I. Общие положения
Статья 1. Предмет
1. Доступ открыт:
1) к описям;
2) к копиям:
а) бумажным;
б) цифровым.
2. Срок – десять лет.
Статья 2. Плата
Не взимается.
Глава II. Хранение
Статья 3. Срок
1. Срок – десять лет.
2. Он продлевается.
Статья 3.1. Передача
1. Передача безвозмездна.
Статья 5. Вступление в силу
Закон вступает в силу со дня опубликования."""


def shown(package: Package) -> list[tuple[str, str]]:
    """Label and words of each paragraph."""
    numbering = numbering_of(package)
    return [(numbering.of_paragraph(p), paragraph_text(p)) for p in package.body.iter(W + "p")]


def labels(document: Document, *, lists: bool = True) -> list[str]:
    return [label for label, _ in shown(open_package(write_docx(document, lists=lists)))]


def test_all_numbers_are_lists_and_say_what_is_printed() -> None:
    document = read_text(LAW).document
    said = [label for label in labels(document) if label]
    assert said == [
        *(
            "Глава I.",
            "Статья 1.",
            "1.",
            "1)",
            "2)",
            "а)",
            "б)",
            "2.",
            "Статья 2.",
            "Глава II.",
            "Статья 3.",
            "1.",
            "2.",
        ),
        *("Статья 3.1.", "1.", "Статья 5."),
    ]
    assert not any(labels(document, lists=False))


def test_whoever_puts_in_an_article_in_word_sees_the_rest_count_on() -> None:
    package = open_package(write_docx(read_text(LAW).document))
    article = next(p for p in package.body.iter(W + "p") if paragraph_text(p) == "Предмет")
    style = article.find(f"{W}pPr")
    added = package.body.makeelement(W + "p")
    added.append(package.body.makeelement(W + "pPr"))
    added[0].extend([part.__copy__() for part in style] if style is not None else [])
    article.addprevious(added)
    said = [label for label, _ in shown(package) if "Статья" in label]
    assert said == ["Статья 1.", "Статья 2.", "Статья 3.", "Статья 4.", "Статья 3.1.", "Статья 5."]
    again = open_text(package.bytes())
    assert "the words were changed" in again.doubts[0].why  # the tree inside is of other numbers


@pytest.mark.parametrize(
    "numbers",
    [
        ["(a)", "(b)", "(h)", "(i)", "(j)"], ["i)", "ii)", "iii)", "iv)"], ["1.", "2.", "5.", "10¹."], ["§ 1", "§ 2"],
        ["Article I", "Article II"], ["A.", "B.", "C."], ["первая", "вторая"], ["1.1.", "1.2.", "2.1."], ["№ 7", "№ 8"],
        ["й)", "к)", "я)", "аа)"], ["(z)", "(aa)", "(bb)"], ["0.", "1."], ["1-1.", "1-2."], ["100%", "ﬁ)"], ["٣."],
    ],
)  # fmt: skip
def test_any_number_is_shown_as_it_is_printed(numbers: list[str]) -> None:
    from travaux.core.text.tree import document, unit

    body = [unit("article", num="Article 1.", heading="Access",
                 units=[unit("paragraph", num=number, lead=["Words."]) for number in numbers])]  # fmt: skip
    made = document("act", body)
    printed = [f"{label} {text}".strip() for label, text in shown(open_package(write_docx(made)))]
    assert printed == ["Article 1. Access", *(f"{number} Words." for number in numbers)]


@settings(max_examples=ROUND_TRIPS)
@given(documents())
def test_labels_and_words_together_are_the_printed_text(document: Document) -> None:
    listed, printed = (shown(open_package(write_docx(document, lists=lists))) for lists in (True, False))
    assert [f"{label} {text}".strip() for label, text in listed] == [text.strip() for _, text in printed]


@settings(max_examples=ROUND_TRIPS)
@given(lawful())
def test_without_the_tree_inside_the_same_provisions_are_read(reading: Reading) -> None:
    again = read_docx(write_docx(reading.document, embed=False), profile_id=reading.profile)
    assert listing(again.document) == listing(reading.document)


def test_a_number_changed_by_hand_is_a_change() -> None:
    data = write_docx(read_text(LAW).document)
    package = open_package(data)
    package.trees.clear()
    body = package.parts["word/document.xml"].decode()
    package.parts["word/document.xml"] = re.sub(r"<w:numPr>.*?</w:numPr>", "", body, count=1).encode()
    assert open_text(data).doubts == ()
    assert open_text(package.bytes()).doubts != ()


def test_a_redline_of_two_of_our_files_says_the_numbers_of_either() -> None:
    old = read_text(LAW).document
    changes = (("Статья 5", "Статья 4"), ("2. Срок", "3. Срок"), ("Не взимается", "Взимается"))
    text = LAW
    for change in changes:
        text = text.replace(*change)
    new = read_text(text).document
    made = redline(write_docx(old), write_docx(new), author="A", when="2024-01-01T00:00:00Z")
    for accept, side in ((True, new), (False, old)):
        assert listing(read_docx(resolve(made, accept=accept)).document) == listing(side)
