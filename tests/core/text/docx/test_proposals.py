"""A tracked file as amendments that can be tabled: each author's at each article, and the rest with the reason."""

from __future__ import annotations

import pytest

from tests.core.text.docx.test_amendments import gone, paragraph, run, sign
from tests.core.text.hostile import word
from travaux.core.text.amend.execute import carry_out
from travaux.core.text.docx.proposals import ALONE, LOOKS, OTHERS, Proposals, proposals
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.profiles import profile

LINES = {
    "en": ("Article 1. Access", "1. The archive is open to everybody.", "2. The term is ten years.",
           "Article 2. Copies", "1. A copy is made within ten days.", "2. It is free."),
    "ru": ("Статья 1. Доступ", "1. Архив открыт для каждого.", "2. Срок составляет десять лет.", "Статья 2. Копии",
           "1. Копия изготавливается за десять дней.", "2. Она бесплатна."),
}  # fmt: skip
CHANGED = {"en": ("everybody", "researchers", "ten", "five", "3. It bears a stamp."),
           "ru": ("каждого", "исследователей", "десять", "пять", "3. Она заверяется печатью.")}  # fmt: skip


def of(lang: str, *paragraphs: str) -> Proposals:
    base = read_text("\n".join(LINES[lang]))
    return proposals(word(body="".join(paragraphs)), base.document, language=lang, profile_id=base.profile or "")


def tracked(lang: str) -> list[str]:
    lines, (old, new, ten, five, added) = LINES[lang], CHANGED[lang]
    one, two = lines[1].partition(old), lines[2].partition(ten)
    return [
        paragraph(run(lines[0])),
        paragraph(run(one[0]), gone(old), sign("ins", run(new)), run(one[2])),
        paragraph(run(two[0]), gone(ten, "Boris"), sign("ins", run(five), "Boris"), run(two[2])),
        *(paragraph(run(line)) for line in lines[3:5]), paragraph(run(lines[5]), mark="ins"),
        paragraph(sign("ins", run(added))),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_each_author_s_changes_of_an_article_are_one_amendment(lang: str) -> None:
    found = of(lang, *tracked(lang))
    assert [(each.author, each.unit, [c.op for c in each.changes]) for each in found.proposed] == [
        ("Anna", "art_1", ["replace_words"]), ("Boris", "art_1", ["replace_words"]), ("Anna", "art_2", ["add_unit"]),
    ]  # fmt: skip
    assert found.residue == ()
    base = read_text("\n".join(LINES[lang]))
    operations = [operation for each in found.proposed for operation in each.operations]
    old, new, ten, five, added = CHANGED[lang]
    said = [line.replace(old, new).replace(ten, five) if at < 3 else line for at, line in enumerate(LINES[lang])]
    wanted = read_text("\n".join([*said, added]))
    made = carry_out(base.document, operations, profile(base.profile or "generic")).document
    assert [row[2] for row in listing(made)] == [row[2] for row in listing(wanted.document)]


def test_what_changes_another_author_s_words_or_looks_only_is_left_with_the_reason() -> None:
    lines = LINES["en"]
    looks = '<w:b/><w:rPrChange w:id="1" w:author="Anna"><w:rPr/></w:rPrChange>'
    bold = f"<w:r><w:rPr>{looks}</w:rPr><w:t>free.</w:t></w:r>"
    inner = run("3. It bears a ") + gone("red ", "Boris") + run("stamp.")
    found = of("en", *(paragraph(run(line)) for line in lines[:5]), paragraph(run("2. It is "), bold, mark="ins"),
               paragraph(sign("ins", inner)))  # fmt: skip
    assert [(each.author, each.operations[0].text) for each in found.proposed] == [("Anna", "3. It bears a red stamp.")]
    assert [(r.author, r.why) for r in found.residue if r.why in (OTHERS, LOOKS)] == [
        ("Anna", LOOKS),
        ("Boris", OTHERS),
    ]


def test_an_author_s_comment_is_the_reason_and_anybody_else_s_is_left() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = '<w:comment w:id="{}" w:author="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
    comments = said.format(0, "Anna", "Too wide.") + said.format(1, "Carl", "Is it?")
    lines = tracked("en")
    at = "".join(f'<w:commentRangeStart w:id="{n}"/><w:commentRangeEnd w:id="{n}"/>' for n in (0, 1))
    lines[1] = lines[1].replace("</w:p>", f"{at}</w:p>")
    base = read_text("\n".join(LINES["en"]))
    data = word({"word/comments.xml": f"<w:comments {names}>{comments}</w:comments>"}, body="".join(lines))
    found = proposals(data, base.document, language="en", profile_id=base.profile or "")
    assert [comment.text for comment in found.proposed[0].comments] == ["Too wide."]
    assert [(left.author, left.why) for left in found.residue] == [("Carl", ALONE)]
