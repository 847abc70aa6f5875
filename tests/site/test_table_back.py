"""The table goes out to Word, is answered there, and comes back: compared first, then recorded."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Word

from tests.consultation.stage import TODAY, Stage
from tests.site.test_comments import stage
from travaux.consultation.actions.answers import Answer, propose_answer
from travaux.consultation.models import Disposition
from travaux.consultation.papers import table_paper
from travaux.lib.viewer import OPERATOR

__all__ = ["stage"]
pytestmark = pytest.mark.django_db


def answered(stage: Stage, *said: str, spoil: bool = False) -> bytes:
    """The table with words in the last column of its rows, in order."""
    paper = table_paper(stage.cast.viewer("secretariat"), stage.round.pk, on=TODAY, lang="en")
    assert paper is not None
    word, out = Word(io.BytesIO(paper.data)), io.BytesIO()
    for row, words in zip(word.tables[0].rows[1:], said, strict=True):
        row.cells[-1].text = words
        if spoil:
            row.cells[3].text = "Other words."
    word.save(out)
    return out.getvalue()


def send(stage: Stage, data: bytes, who: str = "secretariat", stage_of: str = "proposed") -> Any:
    return stage.cast.browser(who).post(
        f"/en/desk/rounds/{stage.round.pk}/table/back",
        {"file": SimpleUploadedFile("table.docx", data), "stage": stage_of},
    )


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_answers_written_in_word_are_shown_and_then_recorded(stage: Stage) -> None:
    one, two = stage.comment("a", "art_2__para_1", "Too deep."), stage.comment("b", "art_3", "Unclear.")
    page = send(stage, answered(stage, "Not accepted: water lies deep.", "")).content.decode()
    assert "1 answer that the record does not have" in page
    assert "water lies deep." in page and "no answer yet" in page
    assert not Disposition.objects.exists()
    address = f"/en/desk/rounds/{stage.round.pk}/table/back"
    done = stage.cast.browser("secretariat").post(address, {"seen": seen(page)})
    assert done.status_code == 302, done.content
    (made,) = Disposition.objects.all()
    assert (made.comment_id, made.outcome, made.why, made.stage) == (one.pk, "rejected", "water lies deep.", "proposed")
    assert two.number == 2


def test_whoever_was_overtaken_is_told_and_nothing_is_lost(stage: Stage) -> None:
    stage.comment("b", "art_2__para_1")
    one = stage.comment("a", "art_3")
    page = send(stage, answered(stage, "Not accepted: too long.", "Noted.")).content.decode()
    propose_answer(by=OPERATOR, comments=[one], answer=Answer("deferred"))
    address = f"/en/desk/rounds/{stage.round.pk}/table/back"
    refused = stage.cast.browser("secretariat").post(address, {"seen": seen(page)})
    assert refused.status_code == 422 and "meanwhile" in refused.content.decode()
    assert [row.outcome for row in Disposition.objects.all()] == ["deferred"]


def test_an_authors_words_are_not_changed_by_a_file(stage: Stage) -> None:
    stage.comment("a", "art_3", "Unclear.")
    page = send(stage, answered(stage, "Noted.", spoil=True)).content.decode()
    assert "they are not taken" in page


def test_what_is_not_this_table_is_refused_by_name(stage: Stage) -> None:
    stage.comment("a", "art_3")
    other, out = Word(), io.BytesIO()
    other.add_paragraph("A letter.")
    other.save(out)
    for data, words in ((out.getvalue(), "lost its stamp"), (b"PK", "not"), (b"", "empty")):
        refused = send(stage, data)
        assert refused.status_code == 422 and words in refused.content.decode(), words
    address = f"/en/desk/rounds/{stage.round.pk}/table/back"
    forged = stage.cast.browser("secretariat").post(address, {"seen": "a:b:c"})
    assert forged.status_code == 422
    for name in ("secretary_a", "observer", "public"):
        assert stage.cast.browser(name).get(address).status_code in (302, 403, 404), name
