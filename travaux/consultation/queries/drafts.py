"""What a delegation has in hand before it answers: its own only."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from travaux.core.text.wording import compare_words
from travaux.instruments.queries.rows import Shelf
from travaux.lib.notices import notice_words
from travaux.lib.policy import can
from travaux.lib.viewer import Viewer

from ..forms.place import Places as Provisions
from ..forms.place import form_rows
from ..forms.rows import Stamp
from ..forms.write import Head, write_form
from ..models import Addressee, DraftPoint, Round
from .places import Places, places_of, text_in
from .rows import said


@dataclass(frozen=True)
class DraftShown:
    """One point."""

    id: str
    label: str
    text: str
    proposal: str
    ground: str
    national: str
    author: str
    kind_label: str
    state: str
    state_label: str
    words: tuple[tuple[str, str], ...]  # the draft's words and the proposal, compared


@dataclass(frozen=True)
class Preview:
    """What a proposed wording would do to a provision, before anything is noted."""

    label: str  # "" for the draft as a whole
    own: str  # the draft's words there; "" where it has none of its own, only parts
    words: tuple[tuple[str, str], ...]  # (op, text): both compared; () without a proposal or own words


@dataclass(frozen=True)
class Drafts:
    """A delegation's desk for one round."""

    addressee: str
    name: str
    round: str
    version: str
    lang: str
    title: str
    points: tuple[DraftShown, ...]
    provisions: tuple[tuple[str, str], ...]  # (uid, label)
    notice: str


def addressee_of(viewer: Viewer, id: str, *, on: dt.date) -> Addressee | None:
    rows = Addressee.objects.visible(viewer, on).filter(pk=id)
    return rows.select_related("round__dossier", "round__version__expression", "letter", "body", "delegation").first()


def drafts(viewer: Viewer, addressee: Addressee, *, on: dt.date, lang: str) -> Drafts:
    """The points in text order, what is filed last."""
    round: Round = addressee.round
    shelf = Shelf(viewer, on, lang)
    text = text_in(round, lang, shelf)
    places = places_of(shelf.texts([text])[text.pk])
    rows = list(DraftPoint.objects.visible(viewer, on).filter(addressee=addressee))
    rows.sort(
        key=lambda row: (row.chosen == DraftPoint.State.FILED, places.order.get(row.uid, -1), row.noted_at, row.pk)
    )
    return Drafts(
        addressee.pk, said(addressee.name, lang), round.pk, text.pk, text.expression.lang,
        text.title or said(round.subject, lang), tuple(shown(row, places) for row in rows),
        tuple((uid, label) for uid, label in places.labels.items() if uid and label), round.notice,
    )  # fmt: skip


def preview(viewer: Viewer, addressee: Addressee, *, on: dt.date, lang: str, uid: str, proposal: str = "") -> Preview:
    """A wording against the draft's own; nothing is stored."""
    shelf = Shelf(viewer, on, lang)
    text = text_in(addressee.round, lang, shelf)
    places = places_of(shelf.texts([text])[text.pk])
    own = own_words(places, uid)
    compared = compare_words(own, proposal) if own and proposal.strip() else ()
    return Preview(places.labels.get(uid, ""), own, tuple((op, words) for op, words in compared))


def desks(viewer: Viewer, version: str, *, on: dt.date) -> list[tuple[str, str]]:
    """(addressee, its name) of the open rounds on a version, for which the viewer may note points."""
    if not viewer.capacities:
        return []
    asked = Addressee.objects.visible(viewer, on).filter(
        Q(round__version=version) | Q(round__texts=version), round__closed_at__isnull=True
    )  # fmt: skip
    rows = asked.select_related("round").distinct().order_by("round__opened_at", "position")
    return [(row.pk, str(row)) for row in rows if can(viewer, "comment in private", row)]


def own_words(places: Places, uid: str) -> str:
    block = places.by_uid.get(uid)
    return " ".join(block.paragraphs) if block else ""


def shown(row: DraftPoint, places: Places) -> DraftShown:
    own = own_words(places, row.uid)
    return DraftShown(
        row.pk, places.labels.get(row.uid, row.place_quoted), row.text, row.proposal, row.ground,
        row.national_provision, row.author_quoted, str(row.get_kind_display()), row.chosen,
        str(DraftPoint.State(row.chosen).label),
        tuple((op, text) for op, text in compare_words(own, row.proposal)) if own and row.proposal else (),
    )  # fmt: skip


def draft_rows(viewer: Viewer, addressee: str, ids: list[str], *, on: dt.date) -> list[DraftPoint]:
    rows = DraftPoint.objects.visible(viewer, on).filter(addressee=addressee, pk__in=ids)
    return list(rows.select_related("addressee__round").order_by("pk"))


def form_for(viewer: Viewer, addressee: Addressee, *, on: dt.date, lang: str) -> bytes:
    """The comment table of a round for this delegation, in the reader's language where the text is in it."""
    shelf = Shelf(viewer, on, lang)
    text = text_in(addressee.round, lang, shelf)
    own = text.expression.lang if text.expression.lang in ("en", "ru") else lang
    stamp = Stamp(addressee.round_id, addressee.pk, text.sha256, own)
    head = Head(text.title or said(addressee.round.subject, own), (), notice_words(addressee.round.notice))
    return write_form(form_rows(Provisions(shelf.texts([text])[text.pk].document), lang=own), head=head, stamp=stamp)
