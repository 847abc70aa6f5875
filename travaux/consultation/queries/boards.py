"""Rounds and their boards: who was asked, what is recorded of the way there and back. Three axes that never mix.

Dispatch says what left the house, reply what came back, position what it says as filed. Silence is no answer and is
given no meaning. Everybody may know who was asked when, and when a reply came; all else is asked for row by row.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from travaux.lib.policy import can
from travaux.lib.viewer import Viewer

from ..models import (
    Acknowledgement,
    Addressee,
    Closure,
    Comment,
    Document,
    Enclosure,
    Extension,
    Filing,
    Opinion,
    Reminder,
    Round,
    Sending,
)


@dataclass(frozen=True)
class RoundRow:
    """A round in a list."""

    id: str
    number: int
    subject: str
    dossier: str
    opened_on: dt.date
    closes_on: dt.date | None  # None: not this viewer's to know
    asked: int
    answered: int
    closed: bool
    notice: str


@dataclass(frozen=True)
class FileRow:
    """A file of a letter."""

    id: str
    name: str
    kind: str
    kind_label: str
    lang: str
    size: int


@dataclass(frozen=True)
class AnswerRow:
    """One filing as this viewer may see it."""

    id: str
    receipt: int
    received_on: dt.date
    door_label: str
    late_by: int | None  # None: not this viewer's to know
    position: str  # "" where it is not this viewer's to know
    position_label: str
    statement: str
    comments: int
    not_placed: int
    extracted: bool  # rows were read from a letter
    confirmed: bool
    letter: str  # number in the register; "" without one, or unknown to this viewer
    files: tuple[FileRow, ...]


@dataclass(frozen=True)
class AddresseeRow:
    """One addressee on the board."""

    id: str
    name: str
    name_lang: str
    body: str
    own: bool  # this viewer may answer for it
    letter: str  # its number; "" where it is not this viewer's to know
    channel_label: str
    sent_on: dt.date | None
    acknowledged: tuple[tuple[dt.datetime, str], ...]
    reminded_on: tuple[dt.date, ...]
    answers: tuple[AnswerRow, ...]
    files: tuple[FileRow, ...]  # what was sent to it


@dataclass(frozen=True)
class Board:
    """A round with all that is recorded of it."""

    row: RoundRow
    version: str
    version_number: str
    inside: bool  # this viewer was asked, answers, or asks
    decision: str
    questions: tuple[str, ...]
    scope: tuple[str, ...]  # eIds; empty: the whole text
    sealed_until: dt.date | None
    extensions: tuple[tuple[dt.date, dt.date, str], ...]  # was, is, why
    plan: tuple[dt.date, ...]  # days on which silent addressees are reminded
    warnings: tuple[Mapping[str, Any], ...]  # what spoke against the term
    addressees: tuple[AddresseeRow, ...]


def rounds(viewer: Viewer, *, on: dt.date, lang: str, dossier: str = "") -> tuple[RoundRow, ...]:
    """Rounds that the viewer may know of, the latest first. The same number of queries for one and for many."""
    found = Round.objects.visible(viewer, on).order_by("-opened_at", "pk")
    rows = list(found.filter(dossier=dossier) if dossier else found)
    ids = [row.pk for row in rows]
    asked = counted(Addressee.objects.visible(viewer, on).filter(round__in=ids), "round", "pk")
    answered = counted(Filing.objects.visible(viewer, on).filter(round__in=ids), "round", "addressee")
    closed = set(Closure.objects.visible(viewer, on).filter(round__in=ids).values_list("round", flat=True))
    return tuple(
        round_shown(row, lang, asked.get(row.pk, 0), answered.get(row.pk, 0), row.pk in closed, viewer.is_staff)
        for row in rows
    )


def counted(found: Any, by: str, what: str) -> dict[str, int]:
    return dict(found.order_by().values_list(by).annotate(n=Count(what, distinct=True)))


def round_shown(row: Round, lang: str, asked: int, answered: int, closed: bool, inside: bool) -> RoundRow:
    return RoundRow(
        id=row.pk, number=row.number, subject=in_lang(row.subject, lang), dossier=row.dossier_id,
        opened_on=row.opened_on, closes_on=row.closes_on if inside else None, asked=asked, answered=answered,
        closed=closed, notice=row.notice,
    )  # fmt: skip


def board(viewer: Viewer, id: str, *, on: dt.date, lang: str) -> Board | None:
    """One round; None where there is none that the viewer may know of."""
    round = Round.objects.visible(viewer, on).select_related("version", "decision").filter(pk=id).first()
    if round is None:
        return None
    inside = bool(can(viewer, "read a round", round))
    rows = Rows(viewer, on, round, lang)
    addressees = rows.addressees()
    closed = Closure.objects.visible(viewer, on).filter(round=round).exists()
    answered = sum(bool(each.answers) for each in addressees)
    extensions = Extension.objects.visible(viewer, on).filter(round=round).order_by("extended_at")
    return Board(
        row=round_shown(round, lang, len(addressees), answered, closed, inside),
        version=round.version_id, version_number=round.version.number, inside=inside,
        decision=in_lang(round.decision.label, lang),
        questions=tuple(in_lang(each, lang) for each in round.questions),
        scope=tuple(each["eid"] for each in round.scope), sealed_until=round.sealed_until if inside else None,
        extensions=tuple((e.was, e.closes_on, e.reason) for e in extensions),
        plan=tuple(round.closes_on - dt.timedelta(days=n) for n in round.reminders) if viewer.is_staff else (),
        warnings=tuple(round.warnings) if viewer.is_staff else (), addressees=addressees,
    )  # fmt: skip


class Rows:
    """What a viewer may know of each addressee of one round: one query a kind."""

    def __init__(self, viewer: Viewer, on: dt.date, round: Round, lang: str) -> None:
        self.viewer, self.on, self.round, self.lang = viewer, on, round, lang

    def of(self, model: Any, path: str) -> Any:
        return model.objects.visible(self.viewer, self.on).filter(**{path: self.round})

    def by(self, model: Any, path: str, key: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.of(model, path).order_by("pk"):
            found[getattr(row, key)].append(row)
        return found

    def addressees(self) -> tuple[AddresseeRow, ...]:
        asked = list(self.of(Addressee, "round").select_related("letter").order_by("position"))
        letters = {a.letter_id for a in asked}
        self.known_letters = self.letters_known()
        self.files = self.files_of(letters | self.known_letters.keys())
        self.sendings = {s.document_id: s for s in self.of(Sending, "document__addressee__round")}
        self.said = self.by(Acknowledgement, "addressee__round", "addressee_id")
        self.reminders = self.by(Reminder, "addressee__round", "addressee_id")
        self.answers = self.answers_by_addressee()
        return tuple(self.addressee(each) for each in asked)

    def letters_known(self) -> dict[str, Any]:
        found = Document.objects.visible(self.viewer, self.on).filter(dossier=self.round.dossier_id)
        return {each.pk: each for each in found}

    def files_of(self, letters: Iterable[str]) -> dict[str, tuple[FileRow, ...]]:
        found: dict[str, list[FileRow]] = defaultdict(list)
        rows = Enclosure.objects.visible(self.viewer, self.on).filter(document__in=list(letters))
        columns = ("document_id", "pk", "name", "kind", "lang", "file__size")
        for letter, id, name, kind, lang, size in rows.order_by("document", "position").values_list(*columns):
            found[letter].append(FileRow(id, name, kind, str(Enclosure.Kind(kind).label), lang, size))
        return {letter: tuple(files) for letter, files in found.items()}

    def addressee(self, each: Addressee) -> AddresseeRow:
        letter, sent = self.known_letters.get(each.letter_id), self.sendings.get(each.letter_id)
        name = in_lang(each.name, self.lang)
        said = sorted(self.said.get(each.pk, ()), key=lambda row: row.said_at)
        return AddresseeRow(
            id=each.pk, name=name, name_lang=self.lang if each.name.get(self.lang) else "en", body=each.body_id,
            own=bool(can(self.viewer, "file an opinion", each)), letter=str(letter) if letter else "",
            channel_label=str(letter.get_channel_display()) if letter else "",
            sent_on=sent.sent_at.date() if sent else None,
            acknowledged=tuple((row.said_at, str(row.get_kind_display())) for row in said),
            reminded_on=tuple(sorted(row.planned_on for row in self.reminders.get(each.pk, ()))),
            answers=tuple(self.answers.get(each.pk, ())), files=self.files.get(each.letter_id, ()),
        )  # fmt: skip

    def answers_by_addressee(self) -> dict[str, list[AnswerRow]]:
        opinions = {o.filing_id: o for o in self.of(Opinion, "filing__round")}
        comments = self.of(Comment, "filing__round").filter(superseded_by__isnull=True, translation_of__isnull=True)
        counted = comments.order_by().values_list("filing").annotate(
            n=Count("pk"), not_placed=Count("pk", filter=Q(place=Comment.Place.NOT_PLACED)),
            extracted=Count("pk", filter=~Q(extracted_by="")),
        )  # fmt: skip
        counts = {filing: numbers for filing, *numbers in counted}
        found: dict[str, list[AnswerRow]] = defaultdict(list)
        for filing in self.of(Filing, "round").select_related("confirmation").order_by("receipt"):
            answer = self.answer(filing, opinions.get(filing.pk), counts.get(filing.pk, (0, 0, 0)))
            found[filing.addressee_id].append(answer)
        return found

    def answer(self, filing: Filing, opinion: Opinion | None, counts: Sequence[int]) -> AnswerRow:
        comments, not_placed, extracted = counts
        letter = self.known_letters.get(filing.document_id or "")
        return AnswerRow(
            id=filing.pk, receipt=filing.receipt, received_on=filing.received_on,
            door_label=str(filing.get_door_display()), late_by=filing.late_by if opinion else None,
            position=opinion.position if opinion else "",
            position_label=str(opinion.get_position_display()) if opinion else "",
            statement=opinion.statement if opinion else "", comments=comments,
            not_placed=not_placed, extracted=bool(extracted),
            confirmed=bool(opinion) and hasattr(filing, "confirmation"), letter=str(letter) if letter else "",
            files=self.files.get(filing.document_id or "", ()),
        )  # fmt: skip


def in_lang(said: Mapping[str, str], lang: str) -> str:
    return said.get(lang) or said.get("en") or next(iter(said.values()), "")
