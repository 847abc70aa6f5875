"""Who tables: the secretariat for anybody, a delegation for itself; that is its own until it is opened."""

import pytest

from tests.cast import Cast, build
from tests.instruments.conftest import wells_of
from tests.instruments.texts import TODAY
from travaux.instruments import queries
from travaux.instruments.actions import (
    Author,
    ToTable,
    table_amendment,
    table_together,
)
from travaux.instruments.models import Amendment, Version
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import Level
from travaux.record.models import Line

pytestmark = pytest.mark.django_db
FORTY = {"en": "In Article 2, paragraph 1, replace “thirty” with “forty”."}


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def wells(cast: Cast) -> Version:
    return wells_of(cast)


@pytest.mark.parametrize("name", ["head_a", "secretary_a"])
def test_a_delegation_tables_its_own_and_nobody_else_sees_it(cast: Cast, wells: Version, name: str) -> None:
    made = table_amendment(
        by=cast.viewer(name), version=wells, number="ALD-1", author=Author(cast.bodies["delegation_a"]), formula=FORTY,
        level=Level.PUBLIC,
    )  # fmt: skip
    assert made.level == Level.DELEGATION

    def seen(viewer: str) -> list[str]:
        page = queries.amendments_to(cast.viewer(viewer), wells.pk, on=TODAY, lang="en")
        assert page is not None
        return [each.number for each in page.amendments]

    assert {viewer: seen(viewer) for viewer in ("secretariat", "head_a", "delegate_a", "secretary_b", "public")} == {
        "secretariat": ["ALD-1"], "head_a": ["ALD-1"], "delegate_a": ["ALD-1"], "secretary_b": [], "public": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["public", "delegate_a", "expert_a", "secretary_b", "observer", "board_expert", "chair"]
)
def test_nobody_tables_for_a_delegation_for_which_they_do_not_speak(cast: Cast, wells: Version, name: str) -> None:
    with pytest.raises(NotAllowed):
        table_amendment(by=cast.viewer(name), version=wells, number="1", author=Author(cast.bodies["delegation_a"]),
                        formula=FORTY)  # fmt: skip
    with pytest.raises(NotAllowed):
        table_amendment(by=cast.viewer(name), version=wells, number="1", author=Author(quoted="A guest"), formula=FORTY)


def test_several_are_tabled_in_one_act_or_not_at_all(cast: Cast, wells: Version) -> None:
    lines = Line.objects.count()
    several = [ToTable(number, Author(cast.bodies["delegation_a"]), FORTY, {}, {}) for number in ("1", "2")]
    table_together(by=cast.viewer("secretary_a"), version=wells, amendments=several)
    assert Line.objects.count() == lines + 1
    with pytest.raises(Refused, match="taken"):
        table_together(by=cast.viewer("secretary_a"), version=wells,
                       amendments=[ToTable("3", several[0].author, FORTY, {}, {}), several[0]])  # fmt: skip
    assert sorted(Amendment.objects.values_list("number", flat=True)) == ["1", "2"]
