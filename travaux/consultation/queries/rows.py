"""Comments as a table shows them: read whole for the rows of one page, with all that hangs on them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from travaux.core.text.wording import compare_words
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Addressee, Comment, Confirmation, Disposition, Reaction, Round
from ..summaries import AnswerShown, CommentRow, ReactionShown, TranslationShown
from .places import Places, now_of, places_of

Stage = Disposition.Stage


@dataclass(frozen=True)
class CommentRows:
    """One question's frame: who asks, of which round, on what day, in which language and text."""

    viewer: Viewer
    round: Round
    on: dt.date
    lang: str
    places: Places
    text: Version

    def authors(self) -> dict[str, str]:
        """{body: its name on the day it was asked}, in the order of asking."""
        rows = Addressee.objects.visible(self.viewer, self.on).filter(round=self.round).order_by("position")
        return {each.body_id: said(each.name, self.lang) for each in rows}

    def shown(self, ids: Sequence[str]) -> tuple[CommentRow, ...]:
        """The rows of these comments, in this order."""
        comments = {
            each.pk: each
            for each in Comment.objects.visible(self.viewer, self.on).filter(pk__in=ids)
            .select_related("filing__addressee")
        }  # fmt: skip
        ordered = [comments[id] for id in ids if id in comments]
        numbers = [each.number for each in ordered]
        answers, reactions = self.answers(numbers), self.reactions(numbers)
        confirmed = set(
            Confirmation.objects.visible(self.viewer, self.on).filter(filing__in={c.filing_id for c in ordered})
            .values_list("filing_id", flat=True)
        )  # fmt: skip
        beside, translations = self.beside(ordered), self.translations(numbers)
        now = now_of(Shelf(self.viewer, self.on, self.lang), self.text, {c.uid for c in ordered})
        return tuple(
            self.row(
                each,
                answers,
                reactions.get(each.number),
                each.filing_id in confirmed,
                beside,
                now,
                translations.get(each.number, ()),
            )
            for each in ordered
        )

    def row(
        self, comment: Comment, answers: Mapping[tuple[int, str], AnswerShown], reaction: ReactionShown | None,
        confirmed: bool, beside: Mapping[int, tuple[tuple[int, ...], tuple[int, ...]]], now: Mapping[str, str],
        translations: Sequence[TranslationShown],
    ) -> CommentRow:  # fmt: skip
        block = self.places.by_uid.get(comment.uid)
        same, against = beside.get(comment.number, ((), ()))
        return CommentRow(
            id=comment.pk, number=comment.number, author=said(comment.filing.addressee.name, self.lang),
            author_id=comment.filing.addressee.body_id, author_quoted=comment.author_quoted,
            receipt=comment.filing.receipt, received_on=comment.filing.received_on,
            late_by=comment.filing.late_by, place=comment.place,
            label=self.label(comment), uid=comment.uid, eid=comment.eid,
            article_uid=block.article if block else "", order=self.places.order.get(comment.uid, -1),
            place_quoted=comment.place_quoted,
            draft_words=self.places.words(comment.uid) if comment.uid else comment.text_quoted, kind=comment.kind,
            kind_label=str(Comment.Kind(comment.kind).label), text=comment.text, proposal=comment.proposal,
            ground=comment.ground, national_provision=comment.national_provision, lang=comment.lang,
            translations=tuple(translations), extracted=bool(comment.extracted_by), confirmed=confirmed,
            proposed=answers.get((comment.number, Stage.PROPOSED)), reaction=reaction,
            decided=answers.get((comment.number, Stage.DECIDED)), same_as=same, against=against,
            now=now.get(comment.uid, ""),
        )  # fmt: skip

    def label(self, comment: Comment) -> str:
        label = self.places.labels.get(comment.uid, comment.place_quoted if comment.uid else "")
        until = self.places.labels.get(comment.until_uid, "") if comment.until_uid else ""
        return f"{label} – {until}" if until else label

    def answers(self, numbers: Iterable[int]) -> dict[tuple[int, str], AnswerShown]:
        """{(number, stage): the answer that stands}; what was answered before is counted."""
        rows = Disposition.objects.visible(self.viewer, self.on).filter(
            comment__filing__round=self.round, comment__number__in=list(numbers)
        )  # fmt: skip
        by_place: dict[tuple[int, str], list[Disposition]] = defaultdict(list)
        rows = rows.annotate(number=F("comment__number"), double=F("duplicate_of__number"))
        for each in rows.select_related("changed_in").order_by("recorded_at", "pk"):
            by_place[each.number, each.stage].append(each)
        versions = {e.changed_in for said_of in by_place.values() for e in said_of if e.changed_in}
        held = Shelf(self.viewer, self.on, self.lang).texts(versions) if versions else {}
        texts = {pk: places_of(each) for pk, each in held.items()}
        return {key: self.answer(said_of, texts) for key, said_of in by_place.items()}

    def answer(self, rows: Sequence[Disposition], texts: Mapping[str, Places]) -> AnswerShown:
        each = rows[-1]
        after = texts.get(each.changed_in_id or "")
        old = "\n".join(self.places.words(uid) for uid in each.changed_uids)
        new = "\n".join(after.words(uid) for uid in each.changed_uids) if after else ""
        return AnswerShown(
            id=each.pk, outcome=each.outcome, outcome_label=str(Disposition.Outcome(each.outcome).label), why=each.why,
            no_change_because=each.no_change_because,
            duplicate_of=each.double or 0,  # type: ignore[attr-defined]  # annotated in `answers`
            changed_in=each.changed_in_id or "",
            changed_labels=tuple(after.labels.get(uid, "") for uid in each.changed_uids) if after else (),
            words=tuple((op, text) for op, text in compare_words(old, new)) if after else (),
            recorded_at=each.recorded_at, times=len(rows),
        )  # fmt: skip

    def translations(self, numbers: Iterable[int]) -> dict[int, list[TranslationShown]]:
        """{number: its translations that stand, by language}"""
        rows = Comment.objects.visible(self.viewer, self.on).standing().filter(
            filing__round=self.round, number__in=list(numbers), translation_of__isnull=False
        )  # fmt: skip
        found: dict[int, list[TranslationShown]] = defaultdict(list)
        for number, *words in rows.order_by("lang").values_list("number", "lang", "text", "proposal", "ground"):
            found[number].append(TranslationShown(*words))
        return found

    def reactions(self, numbers: Iterable[int]) -> dict[int, ReactionShown]:
        rows = Reaction.objects.visible(self.viewer, self.on).standing().filter(
            comment__filing__round=self.round, comment__number__in=list(numbers)
        )  # fmt: skip
        return {
            each.number: ReactionShown(each.kind, str(Reaction.Kind(each.kind).label), each.statement, each.recorded_at)
            for each in rows.annotate(number=F("comment__number"))
        }

    def beside(self, shown: Sequence[Comment]) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
        """{number: (numbers that ask for the very same, numbers that want other words there)}. One query."""
        uids = {each.uid for each in shown if each.uid}
        rows = Comment.objects.visible(self.viewer, self.on).standing().filter(
            filing__round=self.round, uid__in=uids, translation_of__isnull=True
        )  # fmt: skip
        by_uid: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for number, uid, proposal, text in rows.values_list("number", "uid", "proposal", "text"):
            by_uid[uid].append((number, plain(proposal), "" if proposal else plain(text)))
        found = {}
        for each in shown:
            own, words = plain(each.proposal), plain(each.text)
            others = [other for other in by_uid.get(each.uid, ()) if other[0] != each.number]
            same = [
                n
                for n, wording, text in others
                if (own and wording == own) or (not own and not wording and text == words)
            ]
            against = [n for n, wording, _ in others if own and wording and wording != own]
            found[each.number] = (tuple(sorted(same)), tuple(sorted(against)))
        return found


def said(name: Mapping[str, str], lang: str) -> str:
    return name.get(lang) or name.get("en") or next(iter(name.values()), "")


def plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".;,")
