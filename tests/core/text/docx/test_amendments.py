"""Tracked changes as amendments: each on its provision, moves as one, what two people did told as two."""

from __future__ import annotations

from tests.core.text.hostile import word
from travaux.core.text.docx.amendments import Tracked, amendments
from travaux.core.text.docx.read import read_docx

WHO = 'w:author="{}" w:date="2024-05-01T00:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def sign(kind: str, inner: str, author: str = "Anna") -> str:
    return f'<w:{kind} w:id="1" {WHO.format(author)}>{inner}</w:{kind}>'


def gone(text: str, author: str = "Anna") -> str:
    return sign("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>', author)


def paragraph(*inner: str, mark: str = "") -> str:
    ending = f'<w:pPr><w:rPr><w:{mark} w:id="2" {WHO.format("Anna")}/></w:rPr></w:pPr>' if mark else ""
    return f"<w:p>{ending}{''.join(inner)}</w:p>"


def of(*paragraphs: str) -> list[Tracked]:
    return list(amendments(word(body="".join(paragraphs))).amendments)


HEAD = paragraph(run("Article 1. Access")) + paragraph(run("1. The archive is open."))


def test_words_are_changed_in_their_provision() -> None:
    [found] = of(HEAD, paragraph(run("2. The term is "), gone("ten"), sign("ins", run("five")), run(" years.")))
    assert (found.op, found.unit, found.old, found.new) == ("replace_words", "art_1__para_2", "ten", "five")


def test_what_one_adds_and_another_strikes_is_two_amendments_and_no_part_of_the_base() -> None:
    inner = run("at most ") + sign("del", '<w:r><w:delText xml:space="preserve">about </w:delText></w:r>', "Boris")
    body = HEAD + paragraph(run("2. The term is "), sign("ins", inner), run("ten years."))
    made = amendments(word(body=body))
    assert [(a.op, a.author, a.old, a.new) for a in made.amendments] == [
        ("insert_words", "Anna", "", "at most about "), ("delete_words", "Boris", "about ", ""),
    ]  # fmt: skip
    assert {a.unit for a in made.amendments} == {"art_1__para_2"}
    assert "The term is ten years." in str(made.base.document)


def test_a_move_is_one_amendment() -> None:
    said = run("2. Copies are free.")
    start = '<w:{0}RangeStart w:id="5" w:name="move1" ' + WHO.format("Anna") + '/>{1}<w:{0}RangeEnd w:id="5"/>'
    left = start.format("moveFrom", paragraph(sign("moveFrom", said), mark="moveFrom"))
    came = start.format("moveTo", paragraph(sign("moveTo", said), mark="moveTo"))
    [found] = of(HEAD, left, paragraph(run("3. The fee is small.")), came)
    assert (found.op, found.unit, found.after) == ("move_unit", "art_1__para_2", "art_1__para_3")
    assert found.old == found.new == "2. Copies are free."


def test_the_words_of_an_inserted_row_are_new_though_only_the_row_says_so() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    marked = f'<w:trPr><w:ins w:id="3" {WHO.format("Anna")}/></w:trPr>'
    table = f"<w:tbl>{row.format('', paragraph(run('old')))}{row.format(marked, paragraph(run('new')))}</w:tbl>"
    [found] = of(HEAD, table)
    assert (found.op, found.new, found.author) == ("insert_words", "new", "Anna")


def test_tabs_of_the_layout_are_no_words() -> None:
    tabs = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="700"/></w:tabs></w:pPr>'
    [found] = of(HEAD, f"<w:p>{tabs}{run('2. The term is ')}{gone('not ')}{run('long.')}</w:p>")
    assert (found.unit, found.context) == ("art_1__para_2", "2. The term is not long.")


def test_undone_paragraph_by_paragraph_is_what_rejecting_gives() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>"
    link = f'<w:hyperlink w:anchor="a">{run("a link")}{gone(" once")}</w:hyperlink>'
    body = [
        HEAD, paragraph(run("2. "), bold, gone(" gone"), sign("ins", run(" here"))), paragraph(run("3. "), link),
        paragraph(sign("ins", run("4. Quite new.")), mark="ins"), paragraph(gone("5. Away."), mark="del"),
        paragraph(run("6. Left.")),
    ]  # fmt: skip
    data = word(body="".join(body))
    assert amendments(data).base.document == read_docx(data, accept=False).document
    split = word(body="".join([*body, paragraph(run("7. One"), mark="ins"), paragraph(run(" and the same."))]))
    assert amendments(split).base.document == read_docx(split, accept=False).document
