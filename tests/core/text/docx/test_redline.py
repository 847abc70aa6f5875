"""Redlines: moves signed as moves, notes and headers like the body, tables cell by cell."""

from __future__ import annotations

import re

from tests.core.text.hostile import OFFICE, PACKAGE, WORD, word
from travaux.core.text.docx.amendments import amendments
from travaux.core.text.docx.package import W, open_package, paragraph_text
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve

WHEN = "2024-01-01T00:00:00Z"
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def p(*texts: str) -> str:
    inner = (text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{''.join(inner)}</w:p>"


def red(old: bytes, new: bytes) -> bytes:
    """The redline, once both sides of it were found to be what was given."""
    made = redline(old, new, author="Anna & <Co>", when=WHEN)
    for accept, side in ((True, new), (False, old)):
        assert said(resolve(made, accept=accept)) == said(side)
    return made


def said(data: bytes) -> dict[str, list[str]]:
    package = open_package(data)
    found = {part: [text for each in root.iter(W + "p") if (text := paragraph_text(each).strip())]
             for part in package.stories() if (root := package.tree(part)) is not None}  # fmt: skip
    return {part: texts for part, texts in found.items() if texts}


def signs(data: bytes, part: str = "word/document.xml") -> list[str]:
    root = open_package(data).tree(part)
    assert root is not None
    kinds = ("ins", "del", "moveFrom", "moveTo")
    return [
        f"{str(e.tag).removeprefix(W)} {''.join(str(t) for t in e.itertext(W + 't', W + 'delText'))}".strip()
        for e in root.iter(*(W + kind for kind in kinds)) if len(e)
    ]  # fmt: skip


LINES = [f"{n}. The {word} of the archive is kept for ten years." for n, word in enumerate(("file", "map", "list"), 1)]


def test_a_paragraph_that_moved_is_signed_as_moved() -> None:
    old, new = word(body="".join(map(p, LINES))), word(body="".join(map(p, [*LINES[1:], LINES[0]])))
    made = red(old, new)
    assert signs(made) == [f"moveFrom {LINES[0]}", f"moveTo {LINES[0]}"]
    body = open_package(made).body
    names = [e.get(W + "name") for e in body.iter(W + "moveFromRangeStart", W + "moveToRangeStart")]
    assert names == ["move1", "move1"]
    starts = {e.get(W + "id") for e in body.iter(W + "moveFromRangeStart", W + "moveToRangeStart")}
    assert {e.get(W + "id") for e in body.iter(W + "moveFromRangeEnd", W + "moveToRangeEnd")} == starts
    assert [a.op for a in amendments(made).amendments] == ["move_unit"]


def test_paragraphs_that_moved_side_by_side_are_one_move() -> None:
    short = "Off."
    rest = [f"This is the {n}th paragraph of another article, unlike the rest." for n in range(4, 9)]
    moved = [LINES[0], short, LINES[1]]
    made = red(word(body="".join(map(p, [*moved, *rest]))), word(body="".join(map(p, [*rest, *moved]))))
    assert len(signs(made)) == 6
    assert len(list(open_package(made).body.iter(W + "moveToRangeStart"))) == 1


def test_cells_of_changed_rows_are_marked_and_rows_come_as_rows() -> None:
    def table(*rows: str) -> bytes:
        cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row.split("|")) for row in rows)
        return word(body=p("Fees") + "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>" + p("."))

    made = red(
        table("file|ten euro", "map|five euro"), table("file|nine euro", "list of all|one euro", "map|five euro")
    )
    assert signs(made) == ["del ten", "ins nine", "ins list of all", "ins one euro"]
    assert len(list(open_package(made).body.iter(W + "tr"))) == 3
    less = red(table("file|ten euro", "list of all|one euro", "map|five euro"), table("file|nine euro", "map|six euro"))
    assert "del list of all" in signs(less) and "ins six" in signs(less)


def notes(*texts: str) -> dict[str, str | bytes]:
    inner = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in enumerate(texts, 1))
    link = f'<Relationship Id="rId1" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    return {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{inner}</w:footnotes>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
    }


def test_words_of_a_note_are_changed_in_the_note() -> None:
    body = p("Open", NOTE.format(1), " to all.")
    made = red(word(notes("See the law of 1990."), body=body), word(notes("See the law of 1999."), body=body))
    assert signs(made) == []
    assert signs(made, "word/footnotes.xml") == ["del 1990", "ins 1999"]


def test_a_note_that_goes_or_comes_goes_with_its_reference() -> None:
    one, two = p("Open", NOTE.format(1), " to all."), p("Open to all.")
    for old, new in ((word(notes("See it."), body=one), word(body=two)),
                     (word(body=two), word(notes("See it."), body=one))):  # fmt: skip
        made = red(old, new)
        package = open_package(made)
        known = {note.get(W + "id") for note in package.tree("word/footnotes.xml")}  # type: ignore[union-attr]
        assert {e.get(W + "id") for e in package.body.iter(W + "footnoteReference")} <= known
        assert b"footnotes" in package.parts["word/_rels/document.xml.rels"]


def test_a_paragraph_that_moves_with_its_note_does_not_share_it() -> None:
    parts = notes("See the law of 1990.")
    moved = p(LINES[0], NOTE.format(1))
    rest = p(LINES[1]) + p(LINES[2])
    made = redline(word(parts, body=moved + rest), word(parts, body=rest + moved), author="A", when=WHEN)
    ids = [e.get(W + "id") for e in open_package(made).body.iter(W + "footnoteReference")]
    assert len(ids) == len(set(ids)) == 2


def test_headers_of_the_same_section_are_compared() -> None:
    section = f'<w:sectPr><w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="rId{{}}"/></w:sectPr>'

    def headed(text: str, part: str, number: int) -> bytes:
        link = f'<Relationship Id="rId{number}" Type="{OFFICE}/header" Target="{part}"/>'
        return word({
            f"word/{part}": f'<w:hdr xmlns:w="{WORD}">{p(text)}</w:hdr>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
        }, body=p("Text") + section.format(number))  # fmt: skip

    made = redline(
        headed("Draft of May", "header1.xml", 1), headed("Draft of June", "header7.xml", 3), author="A", when=WHEN
    )
    assert signs(made, "word/header7.xml") == ["del May", "ins June"]
    assert said(resolve(made, accept=False))["word/header7.xml"] == ["Draft of May"]


def test_an_instruction_in_the_given_file_is_not_taken_for_ours() -> None:
    old, new = word(body=p("one two three")), word(body=p("one two four") + "<?redline 0?>")
    assert len(re.findall("three", str(signs(red(old, new))))) == 1


def test_a_paragraph_added_behind_new_words_takes_the_old_end_as_when_somebody_writes_on() -> None:
    made = red(word(body=p(LINES[0]) + p("End.")), word(body=p(LINES[0] + " And more.") + p("4. New.") + p("End.")))
    ends = [[str(e.tag).removeprefix(W) for e in p.iterfind(f"{W}pPr/{W}rPr/*")] for p in open_package(made).body]
    assert ends == [["ins"], [], []]
    assert [(a.op, a.new) for a in amendments(made).amendments] == [
        ("insert_words", " And more."),
        ("add_unit", "4. New."),
    ]


def test_comments_of_the_old_file_stay_in_it_and_no_bookmark_is_there_twice() -> None:
    reference = '<w:r><w:commentReference w:id="1"/></w:r>'
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    old = word(
        body=p(mark.format(1, "here"), mark.format(2, "gone"), '<w:commentRangeStart w:id="1"/>', "One.", reference)
    )
    made = open_package(red(old, word(body=p(mark.format(1, "here"), "Quite another text, which says other things."))))
    assert next(made.body.iter(W + "commentRangeStart", W + "commentReference"), None) is None
    assert sorted(e.get(W + "name", "") for e in made.body.iter(W + "bookmarkStart")) == ["gone", "here"]


def test_what_changed_inside_a_frame_of_data_or_of_direction_is_signed_there() -> None:
    for frame in ('<w:customXml w:element="e">{}</w:customXml>', "{}"):
        for line in ('<w:dir w:val="rtl"><w:r><w:t>{}</w:t></w:r></w:dir>', "{}"):
            old, new = (frame.format(p(line.format(said))) for said in ("The old word.", "The new word."))
            red(word(body=p("Before.") + old + p("After.")), word(body=p("Before.") + new + p("After.")))


def test_a_picture_that_went_is_kept_also_where_the_new_file_refers_to_nothing() -> None:
    blip = f'<a:blip xmlns:a="urn:a" xmlns:r="{OFFICE}" r:embed="rId1"/>'
    link = f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="media/map.png"/>'
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
        "word/media/map.png": b"picture",
    }
    old = word(parts, body=p("1. See ", f"<w:r><w:drawing>{blip}</w:drawing></w:r>", " the map."))
    made = open_package(red(old, word(body=p("1. See the plan."))))
    links = made.tree("word/_rels/document.xml.rels")
    [drawing] = made.body.iter(W + "drawing")
    assert links is not None and drawing[0].get(f"{{{OFFICE}}}embed") == links[0].get("Id")
    assert made.parts[f"word/{links[0].get('Target')}"] == b"picture"
