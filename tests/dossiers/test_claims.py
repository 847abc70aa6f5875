"""A person rules on claims; the owning room makes the facts; two cannot rule on one claim."""

from collections.abc import Callable

import pytest

from tests.dossiers.conftest import Path
from travaux.captures.actions import add_capture, read_capture
from travaux.captures.models import Citation, Claim, Ruling
from travaux.dossiers.claims import confirm
from travaux.dossiers.models import Dossier, Event, NewsItem, Statement
from travaux.instruments.models import Instrument, InstrumentTitle
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer
from travaux.record.models import Line
from travaux.registry.models import PersonName, StatedComposition

pytestmark = pytest.mark.django_db

PAGE = """A text on bridges goes to the parliaments
14 September 2026
Delegation of the Parliament of Alder to the Exercise Assembly consists of 5 deputies.
On September 7, 2026, the Committee on Bridges considered the draft Recommendations on Wooden Bridges.
The Maple side asked to remove the draft model agreement.
“A bridge is two banks that agree,” said Marta Tisova.
"""

Find = Callable[..., Claim]


@pytest.fixture
def find(by: Viewer) -> Find:
    """The one claim of a kind that the reader proposes on the page."""
    capture = add_capture(by=by, data=PAGE.encode(), name="page.txt", publisher="The Assembly", lang="en",
                          published="2026-09-14")  # fmt: skip
    reading = read_capture(by=by, capture=capture)

    def found(kind: str, **where: object) -> Claim:
        of_kind = [claim for claim in reading.claims.all() if claim.kind == kind]
        (claim,) = [c for c in of_kind if all(c.values[name] == said for name, said in where.items())]
        return claim

    return found


@pytest.fixture
def bridges(path: Path) -> Dossier:
    return path.open()


def test_a_confirmed_event_keeps_its_place_and_is_one_line(by: Viewer, find: Find, bridges: Dossier) -> None:
    claim = find("event", verb="considered")
    before = Line.objects.count()
    made = confirm(by=by, claim=claim, outcome="confirmed", values={"dossier_id": bridges.pk, "steps": ["X06"]})
    (event,) = made.facts
    assert Line.objects.count() == before + 1
    assert (event.date, event.date_basis, event.actor_quoted) == ("2026-09-07", "stated", "Committee on Bridges")
    assert event.reported == "2026-09-14"
    assert event.steps == ["X06"]
    (citation,) = event.citations.all()
    assert (citation.claim, citation.start, citation.end) == (claim, claim.start, claim.end)


def test_a_side_stays_as_quoted(by: Viewer, find: Find, bridges: Dossier) -> None:
    chosen = {"dossier_id": bridges.pk, "mood": "advocated"}
    (event,) = confirm(by=by, claim=find("event", verb="asked"), outcome="confirmed", values=chosen).facts
    assert (event.actor_quoted, event.actor, event.actor_link) == ("Maple side", None, "unresolved")


def test_a_claim_is_ruled_on_once(by: Viewer, find: Find, bridges: Dossier) -> None:
    claim = find("event", verb="considered")
    confirm(by=by, claim=claim, outcome="confirmed", values={"dossier_id": bridges.pk})
    with pytest.raises(Refused) as refusal:
        confirm(by=by, claim=claim, outcome="rejected", why="not so")
    assert "first ruling stands" in str(refusal.value)
    assert (Ruling.objects.count(), Event.objects.count()) == (1, 1)


def test_without_a_place_to_belong_nothing_is_written(by: Viewer, find: Find) -> None:
    with pytest.raises(Refused) as refusal:
        confirm(by=by, claim=find("event", verb="considered"), outcome="confirmed")
    assert refusal.value.where == "dossier_id"
    assert (Ruling.objects.count(), Citation.objects.count()) == (0, 0)


def test_a_rejected_claim_makes_no_fact_and_needs_a_reason(by: Viewer, find: Find) -> None:
    claim = find("event", verb="considered")
    with pytest.raises(Refused):
        confirm(by=by, claim=claim, outcome="rejected")
    assert confirm(by=by, claim=claim, outcome="rejected", why="another committee").facts == ()
    assert Event.objects.count() == 0


def test_what_was_changed_is_recorded_as_edited(by: Viewer, find: Find, path: Path) -> None:
    claim = find("seat_count")
    made = confirm(by=by, claim=claim, outcome="confirmed", values={"assembly_id": path.assembly.pk, "seats": 6})
    assert made.ruling.outcome == "edited"
    assert StatedComposition.objects.get().seats == 6


def test_a_text_is_matched_by_its_title_or_registered(by: Viewer, find: Find, path: Path) -> None:
    title = "Recommendations on Wooden Bridges"
    values = {"assembly_id": path.assembly.pk, "title": title}
    claim = find("instrument", name=f"draft {title}")
    (fact,) = confirm(by=by, claim=claim, outcome="confirmed", values=values).facts
    assert (fact.text, fact.instrument.kind, fact.instrument.draft) == (title, "recommendations", True)
    assert InstrumentTitle.objects.filter(instrument=fact.instrument).count() == 1
    assert Instrument.objects.count() == 1


def test_a_statement_cites_its_exact_words(by: Viewer, find: Find, bridges: Dossier) -> None:
    (said,) = confirm(by=by, claim=find("statement"), outcome="confirmed", values={"dossier_id": bridges.pk}).facts
    (citation,) = said.citations.all()
    assert PAGE[citation.start : citation.end] == "A bridge is two banks that agree"
    assert PersonName.objects.get(person=said.speaker).text == "Marta Tisova"
    assert Statement.objects.count() == 1


def test_the_date_of_the_page_makes_a_news_item_under_its_headline(by: Viewer, find: Find, bridges: Dossier) -> None:
    confirm(by=by, claim=find("event", verb="considered"), outcome="confirmed", values={"dossier_id": bridges.pk})
    claim = find("date", role="publication")
    with pytest.raises(Refused):
        confirm(by=by, claim=claim, outcome="confirmed")
    headline = "A text on bridges goes to the parliaments"
    confirm(by=by, claim=claim, outcome="confirmed", values={"headline": headline, "dossier_id": bridges.pk})
    item = NewsItem.objects.get()
    assert (item.headline, item.published, item.publisher) == (headline, "2026-09-14", "The Assembly")
    assert (list(item.dossiers.all()), item.events.count()) == ([bridges], 1)


def test_the_date_of_an_event_corrects_another(by: Viewer, find: Find, path: Path, bridges: Dossier) -> None:
    event = path.happen(bridges, "considered", "2026-09", steps=["X06"])
    claim = find("date", role="event")
    (dated,) = confirm(by=by, claim=claim, outcome="confirmed", values={"event_id": event.pk}).facts
    assert (dated.date, dated.supersedes, dated.steps) == ("2026-09-07", event, ["X06"])
    assert dated.citations.count() == 2


def test_the_public_rules_on_nothing(find: Find, bridges: Dossier) -> None:
    with pytest.raises(Refused):
        confirm(by=PUBLIC, claim=find("statement"), outcome="confirmed", values={"dossier_id": bridges.pk})
    assert Ruling.objects.count() == 0
