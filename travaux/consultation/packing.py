"""What goes into an addressee's envelope: loads names, texts and sources, and has the files written."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from travaux.captures.queries import citations_of
from travaux.core.dates import When
from travaux.core.procedure.fairness import Addressee as Fair
from travaux.core.procedure.fairness import check_term
from travaux.core.text.tree import Document as Text
from travaux.dossiers.queries.day_calendars import days_of
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.notices import notice_words
from travaux.lib.viewer import OPERATOR
from travaux.registry.models import Affiliation, Body
from travaux.registry.queries import Look

from . import package as files
from . import wording
from .actions.letters import File
from .forms.rows import Stamp
from .models import Addressee, Document, Round

LANGS = ("en", "ru")


@dataclass(frozen=True)
class SentText:
    """One version in one language, as it is sent."""

    version: Version
    document: Text
    eids: Mapping[str, str]  # uid -> eId
    labels: Mapping[str, str]  # uid -> the provision's number as printed


@dataclass(frozen=True)
class Package:
    """What all envelopes of a round have in common."""

    round: Round
    texts: Mapping[str, SentText]  # by language
    signatory: str
    capacity: str
    enclosed: Sequence[File] = ()  # for everybody: an explanatory note

    @cached_property
    def assembly(self) -> Mapping[str, str]:
        return names_of(self.round.dossier.assembly)

    @cached_property
    def drafts(self) -> dict[str, File]:
        return {}

    def draft(self, lang: str) -> File:
        """The draft as a file, written once for all addressees."""
        if lang not in self.drafts:
            notice, number = notice_words(self.round.notice), self.round.version.number
            self.drafts[lang] = files.draft(self.texts[lang].document, number=number, lang=lang, notice=notice)
        return self.drafts[lang]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """By whose word the decision is known."""
        today = timezone.localdate()
        found = citations_of(OPERATOR, today, [self.round.decision]).get(self.round.decision_id, ())
        return tuple(", ".join(filter(None, (c.publisher or c.capacity, c.title, c.published))) for c in found)


@dataclass(frozen=True)
class Packed:
    """One envelope."""

    subject: str
    body: str  # of the e-mail
    files: Sequence[File]
    answers: Document | None = None


def texts_of(version: Version) -> dict[str, SentText]:
    """The version in every language in which it bears the same number."""
    shelf = Shelf(OPERATOR, timezone.localdate(), "")
    same = shelf.versions(expression__instrument=version.expression.instrument_id, number=version.number)
    held = shelf.texts(same)
    return {
        each.expression.lang: SentText(
            each, held[each.pk].document, {b.uid: b.eid for b in held[each.pk].units if b.uid},
            {b.uid: b.num.rstrip(". ") or b.heading for b in held[each.pk].units if b.uid},
        )
        for each in same
    }  # fmt: skip


def names_of(body: Body) -> dict[str, str]:
    """{lang: what the body is called today}; a chamber with the parliament of which it is one."""
    today, found = timezone.localdate(), {}
    above = Affiliation.objects.standing().on(today).filter(kind=Affiliation.Kind.CHAMBER_OF, body=body).first()
    for lang in LANGS:
        shown = Look(OPERATOR, today, None, lang).bodies([body.pk, *([above.to_id] if above else [])])
        names = [ref.name.text for id in (body.pk, above.to_id if above else "") if (ref := shown.get(id))]
        if any(names):
            found[lang] = ", ".join(filter(None, names))
    return found


def warnings_of(
    addressees: Sequence[Any], texts: Mapping[str, SentText], first: dt.date, last: dt.date
) -> list[dict[str, Any]]:
    """What speaks against the term: [{kind, addressee, days, of}]; a calendar that is not known is one of them.

    A body reads the languages in which it works; where that is not stated, those in which it is written to.
    """
    known = days_of(OPERATOR, [asked.body.pk for asked in addressees], first, last, on=timezone.localdate())
    people = [
        Fair(id, known[id].languages or tuple(asked.languages), known[id].calendar)
        for asked in addressees for id in (asked.body.pk,)
    ]  # fmt: skip
    days = {lang: When(text.version.made or first.isoformat()) for lang, text in texts.items()}
    found = check_term(first, last, people, days)
    return [{"kind": str(w.kind), "addressee": w.addressee, "days": w.days, "of": w.of} for w in found]


def term_warnings(addressees: Sequence[Any], version: Version, first: dt.date, last: dt.date) -> list[dict[str, Any]]:
    """The same before a round is opened."""
    return warnings_of(addressees, texts_of(version), first, last)


def cover_of(package: Package, addressee: Addressee, number: str, lang: str, enclosed: Sequence[str]) -> wording.Cover:
    made = package.round
    text = package.texts.get(lang)
    labels = text.labels if text else {}
    return wording.Cover(
        number=number, dated=timezone.localdate(), assembly=in_lang(package.assembly, lang),
        addressee=in_lang(addressee.name, lang), closes_on=made.closes_on, enclosed=enclosed,
        title=(text.version.title if text else "") or in_lang(made.subject, lang), version=made.version.number,
        decision=in_lang(made.decision.label, lang), questions=[in_lang(q, lang) for q in made.questions],
        scope=[labels.get(each["uid"], each["eid"]) for each in made.scope], sealed=bool(made.sealed_until),
        notice=notice_words(made.notice), signatory=package.signatory, capacity=package.capacity,
    )  # fmt: skip


def pack(package: Package, addressee: Addressee, number: str) -> Packed:
    """Cover letter, extract, draft and comment table, in each language that the addressee is written to in."""
    inside: list[File] = []
    covers = {}
    for lang in addressee.languages:
        text = package.texts[lang]
        bare = cover_of(package, addressee, number, lang, ())
        stamp = Stamp(round=package.round.pk, addressee=addressee.pk, version=text.version.sha256, lang=lang)
        own = [
            files.extract(bare, package.sources, lang),
            package.draft(lang),
            files.comment_table(text.document, cover=bare, stamp=stamp),
        ]
        covers[lang] = cover = cover_of(
            package, addressee, number, lang, [file.name for file in (*own, *package.enclosed)]
        )
        inside += [*files.cover_letter(cover, lang), *own]
    inside += package.enclosed
    first = addressee.languages[0]
    body = "\n\n".join("\n".join(wording.paragraphs(cover, lang)) for lang, cover in covers.items())
    return Packed(wording.subject(covers[first], first), body, inside)


def pack_short(
    package: Package, addressee: Addressee, number: str, words: Callable[[wording.Cover, str], list[str]]
) -> Packed:
    """A letter of a few sentences, about the one that went first."""
    lang = addressee.languages[0]
    cover = cover_of(package, addressee, number, lang, ())
    said = wording.spoken(cover, lang, words)
    return Packed(wording.subject(cover, lang), "\n".join(said), files.short_letter(cover, said, lang))


def in_lang(said: Mapping[str, str], lang: str) -> str:
    return said.get(lang) or said.get("en") or next(iter(said.values()), "")
