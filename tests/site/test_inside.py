"""Inside a delegation: a term for experts, provisions for people without an account, a draft opinion; two chambers."""

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.consultation.circulation import Circulation, here
from travaux.consultation.actions.drafts import judge_points, note_point
from travaux.consultation.actions.filings import Answer, Point, file_opinion
from travaux.consultation.actions.internal import remind_inside
from travaux.consultation.actions.rounds import Asked
from travaux.consultation.models import Addressee, DraftPoint, Effect, HandedOn, InternalTerm
from travaux.consultation.outbox import tick
from travaux.lib.viewer import OPERATOR

__all__ = ["here"]
pytestmark = pytest.mark.django_db


def day(n: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=n)


def desk(addressee: Addressee, lang: str = "en") -> str:
    return f"/{lang}/desk/drafts/{addressee.pk}/inside"


def post(here: Circulation, addressee: Addressee, who: str = "secretary_a", **given: Any) -> Any:
    return here.cast.browser(who).post(desk(addressee), given)


def test_experts_are_told_of_a_term_and_reminded_by_the_plan_until_they_note_something(here: Circulation) -> None:
    made = here.open("a")
    addressee, expert = here.addressee(made, "a"), here.cast.accounts["expert_a"]
    given = {"term-due_on": day(10).isoformat(), "term-words": "Look at Article 2."}
    assert post(here, addressee, **given).status_code == 302

    page = here.cast.browser("expert_a").get(f"/en/desk/drafts/{addressee.pk}").content.decode()
    assert "Your delegation asks for points by" in page and "Look at Article 2." in page
    told = Effect.objects.get(key=f"term-{InternalTerm.objects.get().pk}")
    assert told.to == ["expert_a@example.org"] and told.reply_to == "secretary_a@example.org"

    assert remind_inside(by=OPERATOR, today=day(2)) == []
    assert [row.recipients for row in remind_inside(by=OPERATOR, today=day(4))] == [1]
    assert remind_inside(by=OPERATOR, today=day(5)) == [], "one letter for a day of the plan"
    note_point(by=here.cast.viewer("expert_a"), addressee=addressee, point=Point("Noted.", whole=True))
    assert remind_inside(by=OPERATOR, today=day(9)) == [] and expert.pk
    shown = here.cast.browser("secretary_a").get(desk(addressee, "ru")).content.decode()
    assert "Не отметившим ни одного пункта" in shown


def test_articles_go_to_people_without_an_account_as_one_word_file_and_come_back(here: Circulation) -> None:
    made = here.open("a")
    addressee = here.addressee(made, "a")
    uid = article(here)
    given = {
        "hand-emails": "one@ministry.example\ntwo@ministry.example",
        "hand-uids": [uid],
        "hand-words": "By Friday.",
    }
    assert post(here, addressee, **given).status_code == 302
    assert HandedOn.objects.get().recipients == 2
    sent = tick().sent
    assert sent >= 2
    message = next(m for m in mail.outbox if m.to == ["one@ministry.example"])
    assert message.reply_to == ["secretary_a@example.org"] and "By Friday." in message.body
    [(name, data, _type)] = message.attachments
    table = docx.Document(io.BytesIO(data))
    rows = [row.cells[1].text for row in table.tables[0].rows]
    assert any("Article 2" in text for text in rows) and not any("Article 1" in text for text in rows), rows

    cells = next(row.cells for row in table.tables[0].rows if "Article 2" in row.cells[1].text)
    cells[3].text = "A copy of what?"
    out = io.BytesIO()
    table.save(out)
    back = {"table-file": SimpleUploadedFile(name, out.getvalue()), "table-author": "Ministry"}
    assert here.cast.browser("secretary_a").post(f"/en/desk/drafts/{addressee.pk}", back).status_code == 302
    point = DraftPoint.objects.get()
    assert (point.text, point.uid, point.author_quoted) == ("A copy of what?", uid, "Ministry")


def article(here: Circulation) -> str:
    from travaux.consultation.packing import texts_of  # inline: the one use

    return next(uid for uid, eid in texts_of(here.versions["en"])["en"].eids.items() if eid == "art_2")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hand-emails": "no address"}, "no e-mail address"),
        ({"hand-emails": "a@b.example", "hand-uids": ["x"]}, "valid choice"),
        ({"term-due_on": "2020-01-01"}, "Nobody could answer by that day."),
    ],
)
def test_what_cannot_be_arranged_is_refused(here: Circulation, given: dict[str, Any], words: str) -> None:
    addressee = here.addressee(here.open("a"), "a")
    refused = post(here, addressee, **given)
    assert refused.status_code == 422 and words in refused.content.decode()
    assert not HandedOn.objects.exists() and not InternalTerm.objects.exists()


def test_it_is_the_delegations_own(here: Circulation) -> None:
    addressee = here.addressee(here.open("a"), "a")
    for name in ("secretary_b", "secretariat", "chair", "expert_a", "observer", "delegate_a"):
        assert here.cast.browser(name).get(desk(addressee)).status_code in (403, 404), name
    assert here.cast.browser("head_a").get(desk(addressee)).status_code == 200


def test_the_draft_opinion_stands_on_the_letterhead(here: Circulation) -> None:
    made = here.open("a")
    addressee = here.addressee(made, "a")
    by = here.cast.viewer("secretary_a")
    taken = note_point(by=by, addressee=addressee, point=Point("Say what.", uid=article(here), proposal="A copy is."))
    note_point(by=by, addressee=addressee, point=Point("Left out.", whole=True))
    judge_points(by=by, points=[taken], state="accepted")
    given = {"opinion-position": "with_remarks", "opinion-statement": "We support the aim.", "format": "docx"}
    word = post(here, addressee, **given)
    lines = [p.text for p in docx.Document(io.BytesIO(word.content)).paragraphs]
    text = "\n".join(lines)
    assert lines[0] == "PARLIAMENT OF ALDER" and "Assembly of Trees" in text and "No. 1/" in text
    assert "supports with remarks" in text and "We support the aim." in text and "Article 2" in text
    assert "Say what." in text and "A copy is." in text and "Left out." not in text
    russian = here.cast.browser("secretary_a").post(desk(addressee, "ru"), {**given, "format": "pdf"})
    assert russian.content.startswith(b"%PDF") and "opinion.ru.pdf" in russian.headers["Content-Disposition"]
    assert not addressee.filings.exists()


def test_two_chambers_of_one_state_answer_each_for_itself(here: Circulation) -> None:
    bodies = here.cast.bodies
    asked = [Asked(bodies[key], ("en",), (), bodies["delegation_a"]) for key in ("chamber_a", "parliament_a")]
    made = here.open(asked=asked)
    by = here.cast.viewer("secretary_a")
    for n, addressee in enumerate(made.addressees.all()):
        answer = Answer("place", ("supports", "objects")[n], statement=f"House {n} says so.")
        file_opinion(by=by, addressee=addressee, answer=answer, key=f"house-{n}")
    page = here.cast.browser("secretariat").get(f"/en/rounds/{made.pk}").content.decode()
    assert "Upper House of Alder" in page and "supports" in page and "objects" in page
    own = here.cast.browser("secretary_a").get(f"/en/rounds/{made.pk}").content.decode()
    assert "Before you answer: Upper House of Alder" in own and "Before you answer: Parliament of Alder" in own
