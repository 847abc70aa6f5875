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


def test_a_wording_is_looked_at_before_it_is_noted(stage: Stage) -> None:
    """With scripts a piece of the page comes back, without them the page; neither notes anything."""
    expert, uid = stage.cast.browser("expert_a"), stage.uid("art_2__para_1")
    tried = {"note-uid": uid, "note-text": "", "note-proposal": "A well is dug to <twenty> metres.", "preview": "1"}
    for headers in ({"HX-Request": "true"}, {}):
        answer = expert.post(desk(stage), tried, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<ins>&lt;twenty&gt;</ins>" in page.replace(" </ins>", "</ins>").replace("<ins> ", "<ins>")
        assert ("<html" in page) == (not headers)
    assert DraftPoint.objects.count() == 0
    assert stage.cast.browser("secretary_b").post(desk(stage), tried).status_code == 404


def test_a_provision_leads_to_the_desk_with_its_own_words_to_change(stage: Stage) -> None:
    expert, uid = stage.cast.browser("expert_a"), stage.uid("art_2__para_1")
    story = f"/en/texts/{stage.version.pk}/provisions/{uid}"
    assert f"{desk(stage)}?uid={uid}#note" in expert.get(story).content.decode()
    assert "/desk/drafts/" not in stage.cast.browser("secretary_b").get(story).content.decode().replace(
        desk(stage, "b"), ""
    )
    assert "/desk/drafts/" not in stage.cast.browser("public").get(story).content.decode()
    page = expert.get(f"{desk(stage)}?uid={uid}")
    own = page.context["note"]["proposal"].value()
    assert "thirty metres" in own
    left = {"note-uid": uid, "note-kind": "general", "note-text": "Why thirty?", "note-proposal": f" {own} "}
    assert expert.post(desk(stage), left).status_code == 302
    assert DraftPoint.objects.get().proposal == ""  # the draft's own words are no proposal
