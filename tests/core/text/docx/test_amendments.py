"""Tracked changes as amendments: each on its provision, moves as one, what two people did told as two."""

from __future__ import annotations

from tests.core.text.hostile import WORD, word
from travaux.core.text.docx.amendments import amendments
from travaux.core.text.docx.places import Places
from travaux.core.text.docx.read import read_docx
from travaux.core.text.docx.tracked import Tracked
from travaux.core.text.plain import read_text
from travaux.core.text.tree import document, line

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
    assert (found.op, found.new, found.author) == ("add_row", "new", "Anna")


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


def told(*paragraphs: str) -> list[tuple[str, str, str | None, str, str]]:
    return [(each.op, each.author, each.unit, each.old, each.new) for each in of(HEAD, *paragraphs)]


ONE, TWO = "art_1__para_1", "art_1__para_2"


def test_a_paragraph_written_behind_another_is_new_and_splits_nothing() -> None:
    two, three = sign("ins", run("3. New.")), sign("ins", run("4. Newer."))
    assert told(paragraph(run("2. The end."), mark="ins"), paragraph(two, mark="ins"), paragraph(three)) == [
        ("add_unit", "Anna", TWO, "", "3. New."), ("add_unit", "Anna", TWO, "", "4. Newer."),
    ]  # fmt: skip
    assert told(paragraph(run("2. One."), mark="ins"), paragraph(run(" Two."))) == [("split", "Anna", TWO, "", "")]


def test_a_paragraph_struck_from_the_end_of_the_one_before_is_gone_and_joins_nothing() -> None:
    assert told(paragraph(run("2. Stays."), mark="del"), paragraph(gone("3. Goes.")), paragraph(run("4. End."))) == [
        ("delete_unit", "Anna", "art_1__para_3", "3. Goes.", "")
    ]
    assert told(paragraph(run("2. One"), mark="del"), paragraph(run("3. two."))) == [("join", "Anna", TWO, "", "")]


def test_what_another_person_did_to_a_new_or_a_moved_paragraph_is_theirs() -> None:
    inner = sign("ins", run("3. A ") + gone("big ", "Boris") + run("fee.")) + sign("ins", run(" Or none."), "Boris")
    assert told(paragraph(inner, mark="ins"), paragraph(run("4. End."))) == [
        ("add_unit", "Anna", ONE, "", "3. A big fee."), ("delete_words", "Boris", ONE, "big ", ""),
        ("insert_words", "Boris", ONE, "", " Or none."),
    ]  # fmt: skip
    start = '<w:{0}RangeStart w:id="5" w:name="move1" ' + WHO.format("Anna") + '/>{1}<w:{0}RangeEnd w:id="5"/>'
    left = paragraph(sign("moveFrom", run("2. Copies are free.")), mark="moveFrom")
    left += paragraph(sign("moveFrom", run("3. Fees are small.")), mark="moveFrom")
    came = paragraph(sign("moveTo", run("2. Copies are ") + gone("free", "Boris") + run(".")), mark="moveTo")
    came += paragraph(sign("moveTo", run("3. Fees are small.")), mark="moveTo")
    assert told(start.format("moveFrom", left), paragraph(run("4. Stays.")), start.format("moveTo", came)) == [
        ("move_unit", "Anna", TWO, "2. Copies are free.", "2. Copies are free."),
        ("move_unit", "Anna", "art_1__para_3", "3. Fees are small.", "3. Fees are small."),
        ("delete_words", "Boris", TWO, "free", ""),
    ]  # fmt: skip


def test_looks_and_fields_that_changed_without_their_words_are_told() -> None:
    looks = f'<w:b/><w:rPrChange w:id="1" {WHO.format("Anna")}><w:rPr/></w:rPrChange>'
    bold = f"<w:r><w:rPr>{looks}</w:rPr><w:t>bold</w:t></w:r>"
    assert told(paragraph(run("2. Be "), bold)) == [("format", "Anna", TWO, "bold", "bold")]
    code = '<w:r><w:{0} xml:space="preserve"> REF {1} </w:{0}></w:r>'
    ends = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    codes = sign("del", code.format("delInstrText", "a")) + sign("ins", code.format("instrText", "b"))
    assert told(paragraph(run("2. See "), ends[0], codes, ends[1], run("Article 3"), ends[2])) == [
        ("field", "Anna", TWO, "REF a", "REF b")
    ]


def test_a_row_that_one_put_in_and_another_took_out_is_two_changes() -> None:
    signs = f'<w:trPr><w:del w:id="1" {WHO.format("Boris")}/><w:ins w:id="2" {WHO.format("Anna")}/></w:trPr>'
    cells = "".join(f"<w:tc>{paragraph(sign('ins', gone(word, 'Boris')))}</w:tc>" for word in ("fee", "10"))
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('old'))}</w:tc></w:tr><w:tr>{signs}{cells}</w:tr></w:tbl>"
    assert told(table) == [("add_row", "Anna", ONE, "", "fee | 10"), ("delete_row", "Boris", ONE, "fee | 10", "")]


def test_signs_that_are_no_letters_do_not_hide_the_place() -> None:
    odd = '<w:r><w:noBreakHyphen/><w:sym w:font="Symbol" w:char="F0B0"/><w:softHyphen/></w:r>'
    math = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    assert told(paragraph(run("2. A"), odd, math, run(" B "), gone("C"))) == [("delete_words", "Anna", TWO, "C", "")]


NOTES = '<w:{0}s xmlns:w="' + WORD + '"><w:{0} w:id="2">{1}</w:{0}></w:{0}s>'


def test_a_note_stands_where_it_is_referred_to_and_a_header_nowhere() -> None:
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": NOTES.format("footnote", paragraph(run("See "), gone("the old "), run("law."))),
        "word/header1.xml": NOTES.format("hdr", paragraph(run("Draft"), sign("ins", run(" 2")))),
    }
    body = HEAD + paragraph(run("2. Fees."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    made = amendments(word(parts, body=body))
    assert [(a.op, a.unit, a.old, a.new, a.why) for a in made.amendments] == [
        ("delete_words", TWO, "the old ", "", ""),
        ("insert_words", None, "", " 2", "it stands in a header or footer, which is no part of the text"),
    ]
    assert made.residue == made.amendments[1:]


def test_a_comment_over_several_provisions_its_reply_and_one_without_a_place() -> None:
    said = (
        '<w:comment w:id="{0}" '
        + WHO.format("{1}")
        + '><w:p w14:paraId="{2}"><w:r><w:t>{3}</w:t></w:r></w:p></w:comment>'
    )
    names = (
        f'xmlns:w="{WORD}" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    )
    rows = [said.format("0", "Anna", "A1", "Why?"), said.format("1", "Boris", "B1", "Because."),
            said.format("2", "Carl", "C1", "Lost.")]  # fmt: skip
    ex = '<w15:commentEx w15:paraId="A1"/><w15:commentEx w15:paraId="B1" w15:paraIdParent="A1"/>'
    parts: dict[str, str | bytes] = {
        "word/comments.xml": f"<w:comments {names}>{''.join(rows)}</w:comments>",
        "word/commentsExtended.xml": f"<w15:commentsEx {names}>{ex}</w15:commentsEx>",
    }
    at = '<w:comment{} w:id="{}"/>'
    body = HEAD + paragraph(run("2. The "), at.format("RangeStart", 0), run("first"))
    body += paragraph(run("3. and "), gone("second"), at.format("RangeEnd", 0), run(" third."),
                      f"<w:r>{at.format('Reference', 0)}</w:r><w:r>{at.format('Reference', 1)}</w:r>")  # fmt: skip
    made = amendments(word(parts, body=body))
    assert [(c.author, c.unit, c.through, c.quoted, c.text, c.answers, c.why) for c in made.comments] == [
        ("Anna", TWO, "art_1__para_3", "first\n3. and second", "Why?", "", ""),
        ("Boris", TWO, "art_1__para_3", "first\n3. and second", "Because.", "0", ""),
        ("Carl", None, None, "", "Lost.", "", "the text does not refer to it"),
    ]
    assert made.residue == made.comments[2:]


def test_what_differs_from_a_given_base_without_a_sign_is_residue() -> None:
    base = read_text("Article 1. Access\n1. The archive is open.\n2. The term is ten years.\n3. Fees are small.\n")
    body = HEAD + paragraph(run("2. The term is "), gone("ten "), run("years.")) + paragraph(run("4. Quite other."))
    made = amendments(word(body=body), base=base)
    assert (made.known_by, [(a.op, a.unit) for a in made.amendments]) == ("given", [("delete_words", TWO)])
    assert [(r.unit, r.old, r.new) for r in made.residue if isinstance(r, Tracked)] == [
        ("art_1__para_3", "Fees are small.", ""), (None, "", "Quite other."),
    ]  # fmt: skip


def test_a_line_is_known_behind_a_number_that_the_file_counts_otherwise() -> None:
    places = Places(document("act", [line("p", "IV – The fee is ten roubles."), line("p", "Other words stand here.")]))
    assert (places.find("", "The fee is ten roubles."), places.at) == (places.eids[0], 1)
    assert places.find("", "roubles.") is None
    assert (
        Places(document("act", [line("p", "Not the fee is ten roubles.")])).find("", "the fee is ten roubles.") is None
    )
