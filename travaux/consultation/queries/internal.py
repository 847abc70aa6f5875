"""What is arranged inside a delegation: its own term and plan of reminders, what was handed on, a draft opinion."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from travaux.instruments.queries.rows import Shelf
from travaux.lib.notices import notice_words
from travaux.lib.viewer import Viewer
from travaux.registry.models import BodyName

from ..actions.internal import plan_of
from ..actions.letters import File
from ..forms.place import Places as Provisions
from ..forms.place import form_rows
from ..forms.rows import Stamp
from ..forms.write import Head, write_form
from ..letterhead import DraftOpinion, PointSaid, reference
from ..models import Addressee, DraftPoint, HandedOn, InternalReminder, InternalTerm
from ..package import WORD
from ..packing import names_of
from .places import Places, places_of, text_in
from .rows import said

MOST_NAMES = 4  # on a letterhead


@dataclass(frozen=True)
class TermShown:
    """The delegation's own term."""

    due_on: dt.date
    words: str
    plan: tuple[dt.date, ...]
    reminded: tuple[tuple[dt.date, int], ...]  # (day of the plan, to how many)


@dataclass(frozen=True)
class HandedShown:
    """Provisions that went to people without an account."""

    at: dt.datetime
    recipients: int
    labels: tuple[str, ...]  # of the provisions; (): the whole text


@dataclass(frozen=True)
class Inside:
    """What a delegation has arranged for one round."""

    round: str
    name: str
    notice: str
    closes_on: dt.date
    term: TermShown | None
    handed: tuple[HandedShown, ...]
    provisions: tuple[tuple[str, str], ...]  # (uid of an article, label)


def inside(viewer: Viewer, addressee: Addressee, *, on: dt.date, lang: str) -> Inside:
    places, _text = placed(viewer, addressee, on, lang)
    handed = HandedOn.objects.visible(viewer, on).filter(addressee=addressee)
    articles = [(uid, label) for uid, label in places.labels.items() if places.by_uid[uid].article == uid]
    return Inside(
        addressee.round_id, said(addressee.name, lang), addressee.round.notice, addressee.round.closes_on,
        current(viewer, addressee, on=on),
        tuple(
            HandedShown(row.handed_at, row.recipients, tuple(places.labels.get(uid, uid) for uid in row.uids))
            for row in handed
        ),
        tuple(articles),
    )  # fmt: skip


def current(viewer: Viewer, addressee: Addressee | None, *, on: dt.date) -> TermShown | None:
    """The delegation's own term that stands."""
    rows = InternalTerm.objects.visible(viewer, on).filter(addressee=addressee)
    term = rows.order_by("set_at", "pk").last()
    return term_shown(viewer, term, on) if term else None


def placed(viewer: Viewer, addressee: Addressee, on: dt.date, lang: str) -> tuple[Places, Provisions]:
    shelf = Shelf(viewer, on, lang)
    text = text_in(addressee.round, lang, shelf)
    held = shelf.texts([text])[text.pk]
    return places_of(held), Provisions(held.document)


def term_shown(viewer: Viewer, term: InternalTerm, on: dt.date) -> TermShown:
    rows = InternalReminder.objects.visible(viewer, on).filter(term=term).order_by("planned_on")
    return TermShown(term.due_on, term.words, tuple(plan_of(term)), tuple(rows.values_list("planned_on", "recipients")))


def handed_form(viewer: Viewer, addressee: Addressee, uids: Iterable[str], *, on: dt.date, lang: str) -> File:
    """The comment table of these articles alone, or of all where none is named; it finds its way back by its stamp."""
    shelf = Shelf(viewer, on, lang)
    text = text_in(addressee.round, lang, shelf)
    own = text.expression.lang if text.expression.lang in ("en", "ru") else lang
    wanted = set(uids)
    rows = form_rows(Provisions(shelf.texts([text])[text.pk].document), lang=own)
    kept = [row for row in rows if not wanted or row.uid in wanted]
    head = Head(text.title or said(addressee.round.subject, own), (), notice_words(addressee.round.notice))
    data = write_form(kept, head=head, stamp=Stamp(addressee.round_id, addressee.pk, text.sha256, own))
    return File(f"comments-{own}.docx", data, "form", own, WORD)


def draft_opinion(
    viewer: Viewer, addressee: Addressee, *, position: str, statement: str, on: dt.date, lang: str
) -> DraftOpinion:
    """The opinion as it stands: the points that were taken into it, on the letterhead of whoever was asked."""
    places, _text = placed(viewer, addressee, on, lang)
    shelf = Shelf(viewer, on, lang)
    text = text_in(addressee.round, lang, shelf)
    taken = DraftPoint.objects.visible(viewer, on).filter(addressee=addressee, chosen=DraftPoint.State.ACCEPTED)
    points = sorted(taken, key=lambda row: (places.order.get(row.uid, -1), row.noted_at, row.pk))
    with override(lang):
        answers = reference(str(addressee.letter), addressee.letter.registered_on)
        notice = notice_words(addressee.round.notice)
    return DraftOpinion(
        names=official_names(viewer, addressee, on, lang),
        to=said(names_of(addressee.round.dossier.assembly), lang), answers=answers,
        title=text.title or said(addressee.round.subject, lang), version=text.number, position=position,
        statement=statement.strip(), notice=notice,
        points=[
            PointSaid(places.labels.get(row.uid, row.place_quoted), row.text, row.proposal, row.ground,
                      row.national_provision, row.author_quoted)
            for row in points
        ],
    )  # fmt: skip


def official_names(viewer: Viewer, addressee: Addressee, on: dt.date, lang: str) -> list[str]:
    """What the body was called when it was asked, in the paper's language first; then its names in other languages."""
    first = said(addressee.name, lang)
    rows = BodyName.objects.visible(viewer, on).standing().on(on).filter(body=addressee.body_id)
    others = dict(rows.exclude(lang=lang).order_by("lang", "pk").values_list("lang", "text"))
    return list(dict.fromkeys([first, *(name for name in others.values() if name not in first)]))[:MOST_NAMES]
