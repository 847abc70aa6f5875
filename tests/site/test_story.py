"""One provision: who asked for what, what was answered, which words changed; in every version, on one page."""

import pytest

from tests.cast import build as build_cast
from tests.consultation.stage import Stage, build
from tests.instruments.texts import ENGLISH
from travaux.accounts.actions import release
from travaux.consultation.actions.answers import Answer, decide_answer, name_change
from travaux.consultation.models import Disposition
from travaux.instruments.actions import File, add_version
from travaux.lib.viewer import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(db: None) -> Stage:
    return build(build_cast())


def test_the_whole_story_of_a_provision_is_on_one_page(stage: Stage) -> None:
    inner = stage.comment("a", "art_2__para_1", "Too deep.", proposal="A well is dug to twenty metres.")
    stage.comment("b", "art_1", "Another article.")
    ranged = stage.comment(
        "b", "art_1", "Articles 1 to 2 say it twice.", until_uid=stage.uid("art_2"), until_eid="art_2"
    )
    new = add_version(
        by=OPERATOR, expression=stage.version.expression, number="2", made="2026-06-02",
        file=File(ENGLISH.replace("thirty", "twenty").encode(), "v2.txt", "text/plain"),
    )  # fmt: skip
    decide_answer(by=OPERATOR, comments=[inner], answer=Answer("accepted"), seen={inner.pk: ""})
    decision = Disposition.objects.get()
    change = Answer("", changed_in=new, changed_uids=[inner.uid])
    name_change(by=OPERATOR, decisions=[decision], change=change)

    address = f"/en/texts/{stage.version.pk}/provisions/{stage.uid('art_2')}/opinions"
    page = stage.cast.browser("chair").get(address).content.decode()
    assert (
        page.index("Version 1" if "Version 1" in page else "version 1")
        < page.index("Too deep.")
        < page.index("version 2")
    )
    assert "received on 1 April 2026" in page and "asked on 2 March 2026" in page
    assert "<del>thirty</del>" in page and "<ins>twenty</ins>" in page and "accepted" in page
    assert f"№ {ranged.number}" in page and "Another article." not in page
    assert "Too deep." in stage.cast.browser("secretariat").get(address.replace("/en/", "/ru/")).content.decode()

    mine = stage.cast.browser("secretary_b").get(address).content.decode()
    assert "say it twice" in mine and "Too deep." not in mine
    assert stage.cast.browser("public").get(address).content.decode().count("№") == 0


def test_it_is_reached_from_reader_table_grid_and_history_and_the_public_reads_what_was_released(stage: Stage) -> None:
    comment = stage.comment("a", "art_2", "Too deep.")
    address = f"/en/texts/{stage.version.pk}/provisions/{stage.uid('art_2')}"
    chair = stage.cast.browser("chair")
    for page in (f"/en/texts/{stage.version.pk}", address, f"/en/desk/rounds/{stage.round.pk}/table",
                 f"/en/desk/rounds/{stage.round.pk}/grid"):  # fmt: skip
        assert f'href="{address}/opinions"' in chair.get(page).content.decode(), page

    public = stage.cast.browser("public")
    assert "Nobody was asked" in public.get(f"{address}/opinions").content.decode()
    assert "/opinions" not in public.get(f"/en/texts/{stage.version.pk}").content.decode()
    for row in (stage.round, stage.addressees["a"], stage.filings["a"], comment):
        release(by=OPERATOR, row=row, level="public", why="It is over.")
    opened = public.get(f"{address}/opinions").content.decode()
    assert "Too deep." in opened and "/desk/rounds/" not in opened
