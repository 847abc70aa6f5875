"""The pages on which comments are answered, as those who work on them meet them."""

import pytest

from tests.cast import build as build_cast
from tests.consultation.stage import Stage, build
from travaux.consultation.actions.answers import Answer, decide_answer
from travaux.consultation.models import Disposition, Objection, Reaction
from travaux.instruments.actions import register_instrument
from travaux.instruments.models import Component
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act


@pytest.fixture
def stage(db: None) -> Stage:
    return build(build_cast())


def address(stage: Stage, rest: str, lang: str = "en") -> str:
    return f"/{lang}/desk/rounds/{stage.round.pk}/{rest}"


def test_the_secretariat_marks_rows_and_answers_them_at_once(stage: Stage) -> None:
    one, two = stage.comment("a", "art_3", "Who pays?"), stage.comment("b", "art_3", "A comma.", kind="editorial")
    browser = stage.cast.browser("secretariat")
    page = browser.get(address(stage, "table")).content.decode()
    assert "Who pays?" in page
    assert "no answer yet" in page
    given = {"picked": [one.pk, two.pk], "stage": "decided", "outcome": "noted", f"decided-{one.pk}": ""}
    assert browser.post(address(stage, "table"), given).status_code == 302
    assert Disposition.objects.count() == 2
    again = browser.post(address(stage, "table"), given)
    assert again.status_code == 422
    assert "meanwhile" in again.content.decode()
    assert Disposition.objects.count() == 2


def test_the_board_says_what_is_left_to_do(stage: Stage) -> None:
    one, lost = stage.comment("a", "art_3"), stage.comment("b", place="not_placed")
    board, browser = f"/en/rounds/{stage.round.pk}", stage.cast.browser("secretariat")

    def left() -> list[str]:
        return [step.text for step in browser.get(board).context["round"]["next"]]

    assert left() == ["1 comment has no place yet", "2 comments are without a decision"]
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("accepted"))
    decide_answer(by=OPERATOR, comments=[lost], answer=Answer("noted"))
    assert left() == ["1 comment has no place yet", "1 acceptance does not name its change yet"]
    assert stage.cast.browser("secretary_a").get(board).context["round"]["next"] == []


def test_a_refusal_keeps_what_was_marked(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    given = {"picked": [one.pk], "stage": "decided", "outcome": "rejected", "why": ""}
    answer = stage.cast.browser("secretariat").post(address(stage, "table"), given)
    assert answer.status_code == 422
    assert f'value="{one.pk}" form="answer" checked' in answer.content.decode()


def test_a_national_secretary_sees_its_own_rows_and_no_form_to_answer(stage: Stage) -> None:
    stage.comment("a", "art_3", "Our own.")
    stage.comment("b", "art_3", "Not ours.")
    page = stage.cast.browser("secretary_a").get(address(stage, "table", "ru")).content.decode()
    assert "Our own." in page
    assert "Not ours." not in page
    assert 'id="answer"' not in page


def test_the_author_answers_the_answer(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"))
    browser = stage.cast.browser("secretary_a")
    assert "Is your delegation satisfied?" in browser.get(address(stage, "comments/1")).content.decode()
    sent = browser.post(address(stage, "comments/1"), {"kind": "maintained", "statement": "We stand by it."})
    assert sent.status_code == 302
    assert Reaction.objects.get().kind == "maintained"
    other = stage.cast.browser("secretary_b")
    assert other.get(address(stage, "comments/1")).status_code == 404


def test_grid_proof_and_files_answer_those_who_may(stage: Stage) -> None:
    stage.comment("a", "art_3", "=1+1")
    own = stage.addressees["a"].body_id
    files = ("table.docx", "table.iso-docx", "table.csv", "proof.docx", "proof.csv", f"remarks/{own}.docx")
    for name, works in (("secretariat", True), ("chair", True), ("secretary_a", True), ("stranger", False)):
        browser = stage.cast.browser(name)
        for rest in ("grid", "proof", *files):
            assert (browser.get(address(stage, rest)).status_code == 200) == works, (name, rest)
    assert b"'=1+1" in stage.cast.browser("secretariat").get(address(stage, "table.csv")).content
    assert stage.cast.browser("secretariat").get(address(stage, "table.exe")).status_code == 404


def test_the_chair_closes_with_a_reason(stage: Stage) -> None:
    stage.comment("a", "art_3")
    browser = stage.cast.browser("chair")
    assert browser.post(address(stage, "proof"), {"person": "The chair"}).status_code == 422
    assert browser.post(address(stage, "proof"), {"person": "The chair", "reason": "Time."}).status_code == 302
    page = browser.get(address(stage, "proof")).content.decode()
    assert "Closed on" in page
    assert "Reason: Time." in page


def test_a_delegation_objects_and_the_chair_decides_on_the_part(stage: Stage) -> None:
    agreement = register_instrument(
        by=OPERATOR, kind="agreement", title="Agreement on sharing a well", lang="en", citations=stage.cast.cited
    )
    with act(by=OPERATOR, verb="tied an annex in a test") as a:
        a.save(Component(version=stage.version, eid="att_1", instrument=agreement))
    own, chair = stage.cast.browser("secretary_a"), stage.cast.browser("chair")
    given = {"raise-objection_class": "remove_part", "raise-part": "att_1", "raise-text": "Take it out."}
    assert own.post(address(stage, "parts"), given).status_code == 302
    page = own.get(address(stage, "parts")).content.decode()
    assert "Request to take a part out" in page
    assert "cannot follow while it is open" in page
    assert 'id="decide"' not in page
    assert chair.post(address(stage, "parts"), {**given, "raise-text": "We too."}).status_code == 200
    assert Objection.objects.count() == 1
    decided = {"decide-part": "att_1", "decide-way": "split", "decide-why": "To go on with the rest."}
    assert chair.post(address(stage, "parts"), decided).status_code == 302
    ended = {"lift-objection": Objection.objects.get().pk, "lift-how": "met", "lift-why": ""}
    assert chair.post(address(stage, "parts"), ended).status_code == 302
    said = own.get(address(stage, "parts", "ru")).content.decode()
    assert "Take it out." in said
    assert stage.cast.browser("secretary_b").get(address(stage, "parts")).content.decode().count("Take it out.") == 0


def test_a_page_stays_light_with_many_comments_on_one_provision(stage: Stage) -> None:
    """The draft's words once, of the others that ask for other words some; the grid counts what it does not name."""
    for n in range(20):
        stage.comment("a", "art_1", f"Remark {n}.", proposal=f"Wording {n}.")
    chair = stage.cast.browser("chair")
    table = chair.get(f"/en/desk/rounds/{stage.round.pk}/table").content.decode()
    assert table.count("text of the draft") == 1 and "and 7 more" in table
    grid = chair.get(f"/en/desk/rounds/{stage.round.pk}/grid").content.decode()
    assert "and 15 more" in grid
    asked = grid[grid.rindex("href", 0, grid.index("and 15 more")) :].split('"')[1].replace("&amp;", "&")
    assert chair.get(asked).content.decode().count('name="picked"') == 20


def test_a_translation_stands_beside_the_comment_marked_as_one(stage: Stage) -> None:
    row = stage.comment("a", "art_1", "Too short.", proposal="Sixty days.")
    address = f"/en/desk/rounds/{stage.round.pk}/comments/{row.number}"
    staff = stage.cast.browser("secretariat")
    given = {
        "translation-lang": "ru",
        "translation-text": "Слишком коротко.",
        "translation-proposal": "Шестьдесят дней.",
    }
    assert staff.post(address, {**given, "translation-lang": "en"}).status_code == 422
    assert staff.post(address, given).status_code == 302
    assert staff.post(address, given).status_code == 422, "a second one needs a reason"
    assert (
        staff.post(address, {**given, "translation-text": "Мало.", "translation-reason": "Mistaken."}).status_code
        == 302
    )
    for page in (address, f"/en/desk/rounds/{stage.round.pk}/table"):
        words = staff.get(page).content.decode()
        assert "a translation (ru)" in words and "Мало." in words and "Слишком" not in words and "Too short." in words
    assert stage.cast.browser("secretary_a").get(address).content.decode().count("Add a translation") == 1
    assert "Add a translation" not in stage.cast.browser("chair").get(address).content.decode()
