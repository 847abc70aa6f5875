"""The papers: a table to sign that comes back, a pack for each delegation, a proof that says what is missing."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx

from tests.core.text.test_pdf import said as words_in
from tests.instruments.texts import ENGLISH
from travaux.consultation.actions.answers import Answer, decide_answer, react
from travaux.consultation.forms.read import read_form
from travaux.consultation.papers import Paper, every_paper, pack_paper, proof_paper, table_paper
from travaux.instruments.actions import File, add_version
from travaux.lib.viewer import OPERATOR

from .stage import TODAY, Stage


def words_of(paper: Paper | None) -> str:
    assert paper is not None
    file = docx.Document(io.BytesIO(paper.data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in file.paragraphs] + cells)


def test_the_table_goes_out_signed_for_and_knows_its_comments_when_it_comes_back(stage: Stage) -> None:
    one = stage.comment("a", "art_2__para_1", "Too deep.", proposal="twenty metres", ground="Costs.")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("rejected", "Water lies deep."))
    secretary = stage.cast.viewer("secretariat")
    paper = table_paper(secretary, stage.round.pk, on=TODAY, lang="ru")
    assert paper is not None
    assert paper.name == "table-1.ru.docx"
    assert "Председатель" in words_of(paper) or "Chair" in words_of(paper)
    (row,) = read_form(paper.data, name=paper.name).rows
    assert (row.id, row.uid, row.outcome, row.reason) == (one.pk, one.uid, "rejected", "Water lies deep.")
    assert (row.proposed, row.ground) == ("twenty metres", "Costs.")


def test_a_delegation_gets_what_became_of_its_own_remarks_and_of_no_others(stage: Stage) -> None:
    one = stage.comment("a", "art_2__para_1", "Too deep.", proposal="twenty metres")
    stage.comment("b", "art_3", "A secret of Birch.")
    file = File(ENGLISH.replace("thirty", "twenty").encode(), "wells.txt", "text/plain")
    second = add_version(by=OPERATOR, expression=stage.version.expression, number="2", file=file, made="2026-05-01")
    decide_answer(
        by=OPERATOR, comments=[one], answer=Answer("accepted", changed_in=second, changed_uids=[one.uid])
    )  # fmt: skip
    own = stage.addressees["a"].body_id
    said = words_of(pack_paper(stage.cast.viewer("secretary_a"), stage.round.pk, own, on=TODAY, lang="en"))
    assert "A well is dug to thirty metres." in said
    assert "A well is dug to twenty metres." in said
    assert "secret" not in said
    other = stage.addressees["b"].body_id
    blind = words_of(pack_paper(stage.cast.viewer("secretary_a"), stage.round.pk, other, on=TODAY, lang="en"))
    assert "secret" not in blind


def test_the_proof_lists_what_has_no_answer_and_what_is_maintained(stage: Stage) -> None:
    one, two = stage.comment("a", "art_3"), stage.comment("b", "")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"))
    react(by=stage.cast.viewer("secretary_a"), comment=one, kind="maintained")
    secretary = stage.cast.viewer("secretariat")
    said = words_of(proof_paper(secretary, stage.round.pk, on=TODAY, lang="en"))
    assert f"1 without an answer: № {two.number}" in said
    assert f"1 maintained by their authors: № {one.number}" in said
    decide_answer(by=OPERATOR, comments=[two], answer=Answer("noted"))
    assert "Full: every comment has an answer." in words_of(proof_paper(secretary, stage.round.pk, on=TODAY, lang="en"))
    as_csv = proof_paper(secretary, stage.round.pk, on=TODAY, lang="en", format="csv")
    assert as_csv is not None
    assert as_csv.data.decode("utf-8-sig").count("\r\n") == 3


def test_every_paper_is_a_pdf_too_with_its_heads_and_its_notice(stage: Stage, tmp_path: Path) -> None:
    one = stage.comment("a", "art_2__para_1", "Too deep.", proposal="twenty metres")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("rejected", "Вода лежит глубоко."))
    secretary = stage.cast.viewer("secretariat")
    own = stage.addressees["a"].body_id
    for paper in (
        table_paper(secretary, stage.round.pk, on=TODAY, lang="ru", format="pdf"),
        proof_paper(secretary, stage.round.pk, on=TODAY, lang="ru", format="pdf"),
        pack_paper(secretary, stage.round.pk, own, on=TODAY, lang="ru", format="pdf"),
    ):
        assert paper is not None
        assert b"/StructTreeRoot" in paper.data  # tagged, for those who listen to it
        assert "Вода лежит глубоко." in " ".join(words_in(paper.data, tmp_path).split())


def test_a_proof_on_paper_can_be_checked_against_the_rows(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"))
    secretary = stage.cast.viewer("secretariat")
    rows = proof_paper(secretary, stage.round.pk, on=TODAY, lang="en", format="csv")
    assert rows is not None
    digest = hashlib.sha256(rows.data).hexdigest()
    assert digest in words_of(proof_paper(secretary, stage.round.pk, on=TODAY, lang="en"))
    react(by=stage.cast.viewer("secretary_a"), comment=one, kind="maintained")
    assert digest not in words_of(proof_paper(secretary, stage.round.pk, on=TODAY, lang="en"))


def test_everything_comes_in_one_file_with_checksums_and_only_what_its_reader_may_see(stage: Stage) -> None:
    stage.comment("a", "art_3", "Ours.")
    stage.comment("b", "art_3", "A secret of Birch.")
    for viewer, packs in (("secretariat", 2), ("secretary_a", 1)):
        paper = every_paper(stage.cast.viewer(viewer), stage.round.pk, on=TODAY, lang="en")
        assert paper is not None
        with zipfile.ZipFile(io.BytesIO(paper.data)) as made:
            sums = dict(line.split("  ")[::-1] for line in made.read("SHA256SUMS").decode().splitlines())
            files = {name: made.read(name) for name in made.namelist() if name != "SHA256SUMS"}
        assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == sums
        assert sum("remarks" in name and name.endswith(".docx") for name in files) == packs
        text = b"".join(data for name, data in files.items() if name.endswith(".csv")).decode()
        assert ("secret" in text) == (viewer == "secretariat")
