"""Inside a delegation: two experts, one of them without an account, and a secretary who files for both."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import build as build_cast
from tests.consultation.stage import Stage, build
from travaux.consultation.models import Comment, DraftPoint, Filing


@pytest.fixture
def stage(db: None) -> Stage:
    return build(build_cast())


def desk(stage: Stage, letter: str = "a", lang: str = "en") -> str:
    return f"/{lang}/desk/drafts/{stage.addressees[letter].pk}"


def test_a_secretary_merges_two_experts_and_files(stage: Stage) -> None:
    secretary, expert = stage.cast.browser("secretary_a"), stage.cast.browser("expert_a")
    noted = {"note-uid": stage.uid("art_2__para_1"), "note-kind": "technical", "note-text": "Too deep.",
             "note-proposal": "A well is dug to twenty metres."}  # fmt: skip
    assert expert.post(desk(stage), noted).status_code == 302
    page = secretary.get(desk(stage)).content.decode()
    assert "<del>thirty</del><ins>twenty</ins>" in page.replace("</del> <ins>", "</del><ins>")

    file = docx.Document(io.BytesIO(secretary.get(desk(stage) + "/form.docx").content))
    cells = next(row.cells for row in file.tables[0].rows if row.cells[1].text == "Article 3")
    cells[3].text = "Who pays the keeper?"
    out = io.BytesIO()
    file.save(out)
    sent = SimpleUploadedFile("comments.docx", out.getvalue())
    assert secretary.post(desk(stage), {"table-file": sent, "table-author": "Ministry of Wells"}).status_code == 302
    ids = list(DraftPoint.objects.order_by("noted_at").values_list("pk", flat=True))
    assert secretary.post(desk(stage), {"point": ids, "state": "accepted"}).status_code == 302
    reworded = {"point": ids[0], "text": "Thirty metres is too deep.", "proposal": "", "ground": ""}
    assert secretary.post(desk(stage), reworded).status_code == 302
    filed = {"file-position": "with_remarks", "file-statement": "Good.", "file-key": "once"}
    assert secretary.post(desk(stage), filed).status_code == 302
    assert Filing.objects.filter(addressee=stage.addressees["a"]).count() == 2  # the stage has filed one
    rows = Comment.objects.order_by("number")
    assert [(r.text, r.eid, r.author_quoted) for r in rows] == [
        ("Thirty metres is too deep.", "art_2__para_1", ""), ("Who pays the keeper?", "art_3", "Ministry of Wells"),
    ]  # fmt: skip
    assert secretary.post(desk(stage), {"point": ids, "state": "rejected"}).status_code == 422


def test_what_is_noted_is_the_delegations_own(stage: Stage) -> None:
    expert = stage.cast.browser("expert_a")
    noted = {"note-uid": "", "note-kind": "general", "note-text": "A thought of Alder."}
    assert expert.post(desk(stage), noted).status_code == 302
    for name in ("secretary_b", "secretariat", "chair", "observer"):
        assert stage.cast.browser(name).get(desk(stage)).status_code in (403, 404), name
    assert "File the answer" not in expert.get(desk(stage)).content.decode()
    refused = expert.post(desk(stage), {"point": DraftPoint.objects.get().pk, "state": "accepted"})
    assert refused.status_code == 422
    assert "A thought of Alder." in expert.get(desk(stage, lang="ru")).content.decode()
