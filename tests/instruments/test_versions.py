"""Versions never change; provisions keep their names from one to the next, and across languages."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.instruments.conftest import txt
from tests.instruments.texts import ENGLISH, RUSSIAN, TODAY
from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import check_akn
from travaux.instruments.actions import add_expression, add_version, declare_authentic, point_at, release_version
from travaux.instruments.blocks import Block, unpack
from travaux.instruments.models import Component, Correspondence, Expression, Instrument, Manifestation, Version
from travaux.instruments.reading import sha256_of
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer
from travaux.record.models import Body, Line
from travaux.registry.stating import Period

pytestmark = pytest.mark.django_db

SECOND = (
    ENGLISH.replace("thirty metres", "forty metres")
    .replace("Article 3. Keepers", "Article 3. Buckets\nEvery well has a bucket.\n\nArticle 4. Keepers")
    .replace("2. They do not apply to rivers.\n", "")
)


def blocks(version: Version) -> dict[str, Block]:
    """The units of a version by eId."""
    return {b.eid: b for b in unpack(bytes(version.text.blocks)) or () if b.kind == "unit"}


def test_a_version_is_known_by_its_bytes_and_keeps_the_file_it_came_from(first: Version) -> None:
    akn = bytes(first.text.akn)
    assert first.sha256 == sha256_of(akn)
    assert (first.position, first.previous, first.title) == (1, None, "RECOMMENDATIONS on Wells")
    assert read_akn(akn).document.language == "eng"
    held = Manifestation.objects.get(version=first)
    assert (bytes(held.data).decode(), held.format, held.filed, held.level) == (ENGLISH, "txt", True, "secretariat")


def test_a_version_says_what_it_is_and_is_valid(
    by: Viewer, english: Expression, first: Version, conformance_data: Path
) -> None:
    akn = bytes(first.text.akn)
    meta = read_akn(akn).document.meta
    assert meta is not None
    work, said = meta.frbr("FRBRWork"), meta.frbr("FRBRExpression")
    assert work["FRBRuri"] == f"/akn/un/doc/0001-01-01/{first.expression.instrument_id}"
    assert (said["FRBRuri"], said["FRBRdate"]) == (f"{work['FRBRuri']}/eng@2026-03-02", "2026-03-02")
    assert (said["FRBRversionNumber"], said["FRBRlanguage"]) == ("1", "eng")
    check_akn(akn, conformance_data / "akn/oasis/TemporaryRelease20170330Final/akomantoso30.xsd")
    with pytest.raises(Refused):  # the same words on another day are no other version
        add_version(by=by, expression=english, number="2", file=txt(ENGLISH), made="2026-04-02")


def test_a_version_is_one_line_of_the_record(by: Viewer, english: Expression) -> None:
    before = Line.objects.count()
    add_version(by=by, expression=english, number="1", file=txt(ENGLISH), why="as sent by the board")
    assert Line.objects.count() == before + 1
    said = Body.objects.order_by("line_id").last()
    assert said is not None
    assert '"did":"added a version"' in said.text
    assert "as sent by the board" in said.text


def test_provisions_keep_their_names_where_they_go(by: Viewer, english: Expression, first: Version) -> None:
    second = add_version(by=by, expression=english, number="2", file=txt(SECOND))
    old, new = blocks(first), blocks(second)
    assert new["art_4"].uid == old["art_3"].uid
    assert new["art_3"].uid not in {block.uid for block in old.values()}
    assert new["art_2__para_1"].uid == old["art_2__para_1"].uid
    assert new["att_1__art_1"].uid == old["att_1__art_1"].uid
    rows = {(c.kind, tuple(c.old_uids), tuple(c.new_uids)) for c in second.correspondences.all()}
    assert ("reworded", (old["art_2__para_1"].uid,), (new["art_2__para_1"].uid,)) in rows
    assert ("added", (), (new["art_3"].uid,)) in rows
    assert ("removed", (old["art_1__para_2"].uid,), ()) in rows
    assert not any(kind == "same" for kind, _, _ in rows)


def test_a_pair_that_is_little_alike_waits_for_a_person(by: Viewer, english: Expression, first: Version) -> None:
    changed = ENGLISH.replace(
        "A keeper is chosen for each well by those who drink from it.",
        "Those who drink from a well elect a keeper, who serves one year, without pay, and reports every spring.",
    )
    second = add_version(by=by, expression=english, number="2", file=txt(changed))
    (doubtful,) = Correspondence.objects.filter(new=second, needs_review=True)
    assert doubtful.old_uids == [blocks(first)["art_3"].uid]
    assert 0 < doubtful.score < 600


def test_languages_share_the_names_of_what_says_the_same(first: Version, first_ru: Version) -> None:
    english, russian = blocks(first), blocks(first_ru)
    assert [b.uid for b in english.values()] == [b.uid for b in russian.values()]
    assert english["art_2__para_2__point_c"].uid == russian["art_2__para_2__point_v"].uid


def test_what_is_new_in_both_languages_has_one_name(
    by: Viewer, english: Expression, russian: Expression, first: Version, first_ru: Version
) -> None:
    second = add_version(by=by, expression=english, number="2", file=txt(SECOND))
    changed = RUSSIAN.replace(
        "Статья 3. Смотрители", "Статья 3. Вёдра\nУ каждого колодца есть ведро.\n\nСтатья 4. Смотрители"
    )
    second_ru = add_version(by=by, expression=russian, number="2", file=txt(changed))
    assert blocks(second)["art_3"].uid == blocks(second_ru)["art_3"].uid
    assert second_ru.correspondences.get(kind="added").new_uids == [blocks(second)["art_3"].uid]


def test_an_annex_is_a_work_of_its_own(by: Viewer, english: Expression, wells: Instrument) -> None:
    from travaux.instruments.actions import register_instrument

    agreement = register_instrument(by=by, kind="agreement", notice="exercise")
    one = add_version(by=by, expression=english, number="1", file=txt(ENGLISH), annexed={"1": agreement})
    two = add_version(by=by, expression=english, number="2", file=txt(SECOND))
    assert [(c.version_id, c.eid, c.instrument_id) for c in Component.objects.order_by("version__position")] == [
        (one.pk, "att_1", agreement.pk),
        (two.pk, "att_1", agreement.pk),
    ]
    with pytest.raises(Refused):
        add_version(by=by, expression=english, number="3", file=txt(ENGLISH), annexed={"7": agreement})


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "1"},
        {"number": " "},
        {"file": txt(ENGLISH)},
        {"file": txt(RUSSIAN)},
        {"file": txt("")},
        {"file": None},
        {"made": "the day before yesterday"},
        {"origin": "dreamt"},
        {"by": PUBLIC},
    ],
    ids=lambda wrong: ", ".join(f"{name}" for name in wrong),
)
def test_what_is_refused_leaves_nothing_behind(by: Viewer, english: Expression, first: Version, wrong: dict) -> None:
    lines = Line.objects.count()
    with pytest.raises(Refused) as refused:
        add_version(**{"by": by, "expression": english, "number": "2", "file": txt(SECOND), **wrong})
    assert str(refused.value.what)
    assert (Version.objects.count(), Line.objects.count()) == (1, lines)


def test_a_language_is_opened_once_and_authentic_by_a_word(by: Viewer, wells: Instrument, english: Expression) -> None:
    with pytest.raises(Refused):
        add_expression(by=by, instrument=wells, lang="en")
    kazakh = add_expression(by=by, instrument=wells, lang="kk")
    declare_authentic(by=by, expression=kazakh, why="Resolution 3")
    assert sorted(wells.expressions.filter(authentic=True).values_list("lang", flat=True)) == ["en", "kk"]


@pytest.mark.parametrize("statement", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_version(first: Version, statement: str) -> None:
    from travaux.record import guard

    with pytest.raises(DatabaseError), transaction.atomic(), guard.door(), connection.cursor() as cursor:
        cursor.execute(statement.format("instruments_version"))
    assert Version.objects.get(pk=first.pk).sha256 == first.sha256


def test_a_version_is_the_draft_until_another_is(by: Viewer, first: Version, told: object) -> None:
    pointer = point_at(
        by=by, version=first, kind="draft", citations=told, when=Period("2026-03-02", "2026-06-01")  # type: ignore[arg-type]  # a fixture
    )  # fmt: skip
    assert str(pointer.interval.start.earliest) == "2026-03-02"
    with pytest.raises(Refused):
        point_at(by=by, version=first, kind="draft", citations=[])


def test_a_closed_version_is_not_there_until_it_is_released(by: Viewer, english: Expression) -> None:
    closed = add_version(by=by, expression=english, number="1", file=txt(ENGLISH), level="secretariat")
    assert not Version.objects.visible(PUBLIC, TODAY).exists()
    following = add_version(by=by, expression=english, number="2", file=txt(SECOND))
    assert following.level == "secretariat"
    release_version(by=by, version=closed)
    assert [v.pk for v in Version.objects.visible(PUBLIC, TODAY)] == [closed.pk]
