"""Texts to read, to compare, to hold side by side: what a reader sees of them, and what stays hidden."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.instruments.conftest import txt
from tests.instruments.texts import ENGLISH, RUSSIAN, TODAY
from travaux.core.text.akn_read import read_akn
from travaux.core.text.formats import written
from travaux.instruments import queries
from travaux.instruments.actions import File, add_version, align, correct_correspondence, point_at, register_instrument
from travaux.instruments.models import Correspondence, Expression, Instrument, Version
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer
from travaux.registry.stating import Period

pytestmark = pytest.mark.django_db

LONGER = ENGLISH.replace("thirty metres", "forty metres").replace(
    "Article 3. Keepers", "Article 3. Buckets\nEvery well has a bucket.\n\nArticle 4. Keepers"
)


@pytest.fixture
def second(by: Viewer, english: Expression, first: Version) -> Version:
    return add_version(
        by=by, expression=english, number="2", file=txt(LONGER), made="2026-06-01", label={"ru": "Второй"}
    )


def test_what_is_held_is_told_by_language_and_by_version(
    by: Viewer, wells: Instrument, first_ru: Version, second: Version, told: Any
) -> None:
    point_at(by=by, version=second, kind="draft", citations=told, when=Period("2026-06-01", ".."))
    texts = queries.texts_of(PUBLIC, wells.pk, on=TODAY, lang="ru")
    assert texts is not None
    assert (texts.loaded, texts.notice) == (True, "exercise")
    assert [(s.number, [v.lang for v in s.versions]) for s in texts.stages] == [("1", ["en", "ru"]), ("2", ["en"])]
    latest = texts.languages[0].versions[-1]
    assert (latest.label, latest.made, latest.states, latest.authentic) == ("Второй", "2026-06-01", ("draft",), True)


def test_a_text_that_is_not_held_is_told_to_be_missing(by: Viewer) -> None:
    nothing = register_instrument(by=by, kind="standard")
    texts = queries.texts_of(PUBLIC, nothing.pk, on=TODAY, lang="en")
    assert texts is not None
    assert (texts.loaded, texts.languages, texts.stages) == (False, (), ())
    assert queries.sync_debt(PUBLIC, nothing.pk, on=TODAY, lang="en") is None
    assert queries.texts_of(PUBLIC, "000000000000", on=TODAY, lang="en") is None


def test_a_version_is_read_block_by_block(second: Version, first_ru: Version) -> None:
    page = queries.text_of(PUBLIC, second.pk, on=TODAY, lang="en")
    assert page is not None
    shown = [(b.kind, b.eid, b.num, b.heading, b.paragraphs) for b in page.blocks]
    assert shown[:2] == [
        ("line", "preface__p_1", "", "", ("RECOMMENDATIONS",)),
        ("line", "preface__p_2", "", "", ("on Wells",)),
    ]
    assert ("unit", "art_3", "Article 3.", "Buckets", ("Every well has a bucket.",)) in shown
    assert ("component", "att_1", "Annex 1", "", ()) in shown
    assert [entry.num for entry in page.contents] == [
        "Article 1.", "Article 2.", "Article 3.", "Article 4.", "Annex 1", "Article 1.",
    ]  # fmt: skip
    assert [v.number for v in page.history] == ["1", "2"]
    assert page.beside == ()
    assert page.files == ()  # what was handed in is the secretariat's
    article = {b.uid for b in page.blocks if b.eid == "art_2"}
    assert {b.article for b in page.blocks if b.eid.startswith("art_2")} == article


def test_a_comparison_tells_changes_and_the_articles_that_have_them(first: Version, second: Version) -> None:
    found = queries.compare(PUBLIC, first.pk, second.pk, on=TODAY, lang="en")
    assert found is not None
    assert [(c.kind, c.old, c.new, c.label) for c in found.changes] == [
        ("reworded", "art_2__para_1", "art_2__para_1", "Article 2, 1"),
        ("added", "", "art_3", "Article 3"),
        ("renumbered", "art_3", "art_4", "Article 4"),
    ]
    assert ("-", "thirty") in found.changes[0].words
    assert [a.num for a in found.articles] == ["Article 2.", "Article 3.", "Article 4."]
    beside = {(r.old.eid if r.old else "", r.new.eid if r.new else ""): r.changes for r in found.rows}
    assert beside["", "art_3"] == (1,)
    assert beside["art_3", "art_4"] == (2,)
    assert beside["att_1__art_1", "att_1__art_1"] == ()


def test_a_comparison_the_other_way_shows_what_went_where_it_stood(first: Version, second: Version) -> None:
    found = queries.compare(PUBLIC, second.pk, first.pk, on=TODAY, lang="ru")
    assert found is not None
    order = [(r.old.eid if r.old else "", r.new.eid if r.new else "") for r in found.rows]
    assert order.index(("art_3", "")) == order.index(("art_4", "art_3")) - 1
    assert found.changes[1].kind_label == "исключено" or found.changes[1].kind == "removed"


def test_two_languages_are_not_compared_but_read_side_by_side(first: Version, first_ru: Version) -> None:
    assert queries.compare(PUBLIC, first.pk, first_ru.pk, on=TODAY, lang="en") is None
    found = queries.parallel(PUBLIC, first.pk, first_ru.pk, on=TODAY, lang="en")
    assert found is not None
    pairs = [(row.left[0].eid, row.right[0].eid) for row in found.rows if row.left and row.right]
    assert ("art_2__para_2__point_c", "art_2__para_2__point_v") in pairs
    assert all(row.left and row.right for row in found.rows)


def test_what_only_one_language_has_stands_alone_in_its_place(second: Version, first_ru: Version) -> None:
    found = queries.parallel(PUBLIC, first_ru.pk, second.pk, on=TODAY, lang="en")
    assert found is not None
    order = [([b.eid for b in row.left], [b.eid for b in row.right]) for row in found.rows]
    assert order.index(([], ["art_3"])) == order.index((["art_3"], ["art_4"])) - 1


def test_several_provisions_can_answer_to_several(by: Viewer, first: Version, first_ru: Version) -> None:
    left = {b.eid: b.uid for b in blocks(first)}
    right = {b.eid: b.uid for b in blocks(first_ru)}
    points = [left["art_2__para_2__point_a"], left["art_2__para_2__point_b"]]
    row = align(by=by, left=first, right=first_ru, left_uids=points, right_uids=[right["art_2__para_2__point_a"]])
    found = queries.parallel(PUBLIC, first.pk, first_ru.pk, on=TODAY, lang="en")
    assert found is not None
    assert any(len(r.left) == 2 and len(r.right) == 1 for r in found.rows)
    align(
        by=by, left=first, right=first_ru, left_uids=points[:1], right_uids=[right["art_2__para_2__point_a"]],
        supersedes=row, reason="the second point stands alone",
    )  # fmt: skip
    again = queries.parallel(PUBLIC, first.pk, first_ru.pk, on=TODAY, lang="en")
    assert again is not None
    assert not any(len(r.left) == 2 for r in again.rows)
    with pytest.raises(Refused):
        align(by=by, left=first, right=first_ru, left_uids=points, right_uids=points, supersedes=row, reason="again")


@pytest.mark.parametrize("wrong", ["own", "strange", "empty"])
def test_an_alignment_is_of_two_languages_and_of_what_is_there(
    by: Viewer, first: Version, first_ru: Version, second: Version, wrong: str
) -> None:
    uid = blocks(first)[5].uid
    given = {
        "own": {"left": first, "right": second, "left_uids": [uid], "right_uids": [uid]},
        "strange": {"left": first, "right": first_ru, "left_uids": [uid], "right_uids": ["000000000000"]},
        "empty": {"left": first, "right": first_ru, "left_uids": [], "right_uids": [uid]},
    }[wrong]
    with pytest.raises(Refused):
        align(by=by, **given)  # type: ignore[arg-type]  # a case


def test_a_language_that_was_not_changed_is_behind(
    by: Viewer, wells: Instrument, first_ru: Version, second: Version, russian: Expression
) -> None:
    debt = queries.sync_debt(PUBLIC, wells.pk, on=TODAY, lang="en")
    assert debt is not None
    told = [(e.num, e.kind, e.ahead, e.behind, e.since) for e in debt.entries]
    assert told == [("Article 2.", "changed", "en", "ru", "2"), ("Article 3.", "added", "en", "ru", "2")]
    assert debt.sentences == ("2 articles changed in English since the Russian text was made.",)
    changed = RUSSIAN.replace("тридцать метров", "сорок метров")
    second_ru = add_version(by=by, expression=russian, number="2", file=txt(changed))
    debt = queries.sync_debt(PUBLIC, wells.pk, on=TODAY, lang="en")
    assert debt is not None
    assert [e.num for e in debt.entries] == ["Article 3."]
    uid = debt.entries[0].uid
    keepers = next(b.uid for b in blocks(second_ru) if b.eid == "art_3")
    align(by=by, left=second, right=second_ru, left_uids=[uid], right_uids=[keepers])
    debt = queries.sync_debt(PUBLIC, wells.pk, on=TODAY, lang="en")
    assert debt is not None
    assert debt.entries == ()


def test_a_correction_takes_the_place_of_a_doubtful_pair(by: Viewer, english: Expression, first: Version) -> None:
    changed = ENGLISH.replace(
        "A keeper is chosen for each well by those who drink from it.",
        "Those who drink from a well elect a keeper, who serves one year, without pay, and reports every spring.",
    )
    second = add_version(by=by, expression=english, number="2", file=txt(changed))
    page = queries.text_of(by, second.pk, on=TODAY, lang="en")
    assert page is not None
    assert page.to_review == 1
    doubtful = Correspondence.objects.get(needs_review=True)
    with pytest.raises(Refused):
        correct_correspondence(
            by=by, correspondence=doubtful, kind="reworded", old_uids=doubtful.old_uids, new_uids=doubtful.new_uids,
            reason=" ",
        )  # fmt: skip
    correct_correspondence(
        by=by, correspondence=doubtful, kind="reworded", old_uids=doubtful.old_uids, new_uids=doubtful.new_uids,
        reason="it is the same keeper",
    )  # fmt: skip
    page = queries.text_of(by, second.pk, on=TODAY, lang="en")
    assert page is not None
    assert page.to_review == 0


@pytest.mark.parametrize("format", written())
def test_every_format_says_that_it_is_an_exercise(first: Version, format: str) -> None:
    made = queries.download(PUBLIC, first.pk, format, on=TODAY)
    assert made is not None
    assert made.name.startswith(first.expression.instrument_id)
    if format not in ("docx", "pdf", "odt"):
        assert "EXERCISE / УЧЕБНЫЙ ПРИМЕР" in made.data.decode()
    assert queries.download(PUBLIC, first.pk, "papyrus", on=TODAY) is None


def test_the_stored_bytes_are_what_is_given_where_nothing_need_be_said(by: Viewer) -> None:
    from travaux.instruments.actions import add_expression

    real = register_instrument(by=by, kind="recommendations")
    english = add_expression(by=by, instrument=real, lang="en")
    version = add_version(by=by, expression=english, number="1", file=txt(ENGLISH))
    made = queries.download(PUBLIC, version.pk, "akn", on=TODAY)
    assert made is not None
    assert made.data == bytes(version.text.akn)
    assert read_akn(made.data).document.language == "eng"


def test_a_file_handed_in_is_the_secretariats(by: Viewer, first: Version) -> None:
    mine = queries.text_of(by, first.pk, on=TODAY, lang="en")
    assert mine is not None
    (file,) = mine.files
    held = queries.filed(by, file.id, on=TODAY)
    assert held is not None
    assert held.data.decode() == ENGLISH
    assert queries.filed(PUBLIC, file.id, on=TODAY) is None


def test_a_hidden_version_is_nowhere(by: Viewer, wells: Instrument, english: Expression, first: Version) -> None:
    hidden = add_version(by=by, expression=english, number="2", file=txt(LONGER), level="secretariat")
    assert queries.text_of(PUBLIC, hidden.pk, on=TODAY, lang="en") is None
    assert queries.compare(PUBLIC, first.pk, hidden.pk, on=TODAY, lang="en") is None
    assert queries.parallel(PUBLIC, hidden.pk, first.pk, on=TODAY, lang="en") is None
    assert queries.download(PUBLIC, hidden.pk, "txt", on=TODAY) is None
    assert queries.amendments_to(PUBLIC, hidden.pk, on=TODAY, lang="en") is None
    page = queries.text_of(PUBLIC, first.pk, on=TODAY, lang="en")
    assert page is not None
    assert [v.number for v in page.history] == ["1"]
    seen = queries.pedigree(PUBLIC, wells.pk, blocks(first)[5].uid, on=TODAY, lang="en")
    assert seen is not None
    assert [e.version.number for e in seen.entries] == ["1"]


def test_a_preview_stores_nothing_and_tells_what_would_come(by: Viewer, english: Expression, first: Version) -> None:
    before = Version.objects.count()
    found = queries.preview_upload(by, txt(LONGER), on=TODAY, lang="en", expression=english.pk)
    assert (found.ok, found.lang, found.articles, found.same) == (True, "en", 5, False)
    assert found.against is not None
    assert found.against.number == "1"
    assert [c.kind for c in found.changes] == ["reworded", "added", "renumbered"]
    assert Version.objects.count() == before


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (txt(ENGLISH), "same as the version before"),
        (txt(RUSSIAN), "another language"),
        (txt(""), "no text"),
        (File(b"PK\x03\x04broken", "broken.docx"), ""),
    ],
    ids=["same", "Russian", "empty", "broken"],
)
def test_a_preview_tells_what_would_be_refused(
    by: Viewer, english: Expression, first: Version, file: File, says: str
) -> None:
    found = queries.preview_upload(by, file, on=TODAY, lang="en", expression=english.pk)
    assert found.ok is False
    assert found.refusal is not None
    assert says in found.refusal["error"]


def test_lists_cost_the_same_with_one_version_and_with_three(
    by: Viewer, wells: Instrument, english: Expression, russian: Expression, first: Version
) -> None:
    asked = [
        lambda: queries.texts_of(PUBLIC, wells.pk, on=TODAY, lang="en"),
        lambda: queries.text_of(PUBLIC, first.pk, on=TODAY, lang="en"),
        lambda: queries.sync_debt(PUBLIC, wells.pk, on=TODAY, lang="en"),
        lambda: queries.pedigree(PUBLIC, wells.pk, blocks(first)[5].uid, on=TODAY, lang="en"),
    ]
    once = [cost(ask) for ask in asked]
    add_version(by=by, expression=english, number="2", file=txt(LONGER))
    add_version(by=by, expression=russian, number="1", file=txt(RUSSIAN))
    assert [cost(ask) for ask in asked] == once


def cost(ask: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask() is not None
    return len(asked)


def blocks(version: Version) -> Any:
    from travaux.instruments.blocks import unpack

    return [b for b in unpack(bytes(version.text.blocks)) or () if b.kind == "unit"]
