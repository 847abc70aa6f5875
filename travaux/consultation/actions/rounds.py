"""What can be done with rounds: open one, keep it open longer, say that the letter came, remind who is silent."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Day, record_event
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import Act, act
from travaux.registry.models import Body

from .. import outbox
from ..models import Acknowledgement, Addressee, Document, Extension, Reminder, Round
from ..packing import Package, Packed, SentText, names_of, pack, pack_short, texts_of, warnings_of
from ..wording import Cover, extension_words, reminder_words
from .answers import refuse_closed
from .letters import Channel, Correspondent, Direction, File, Heading, Theirs, entered, next_number

REMINDERS = (14, 3)  # days before the close


@dataclass(frozen=True)
class Asked:
    """One body that is asked."""

    body: Body  # a parliament, a chamber, or a delegation
    languages: Sequence[str] = ("ru",)  # in which it is written to
    emails: Sequence[str] = field(default=())  # none: the letter goes by post, and the register says so
    delegation: Body | None = None  # through which it is reached


@dataclass(frozen=True)
class Question:
    """What is asked, until when, and by which rules."""

    closes_on: dt.date
    subject: Mapping[str, str]  # {lang: our words}
    scope: Sequence[str] = field(default=())  # uids of provisions; none: the whole text
    questions: Sequence[Mapping[str, str]] = field(default=())  # [{lang: question}]
    commission: Body | None = None
    sealed: bool = False  # opinions are kept from the other addressees until the close
    reminders: Sequence[int] = REMINDERS  # days before the close
    level: str = Level.PUBLIC  # who may know that it was asked; what is answered has levels of its own
    steps: Sequence[str] = field(default=())  # of the procedure, that sending the letters is a happening of
    enclosed: Sequence[File] = field(default=())  # for everybody, such as an explanatory note


@dataclass(frozen=True)
class Signature:
    """Who signs the letters, and in which office that is said."""

    name: str
    capacity: str


def open_round(
    *, by: Viewer, dossier: Dossier, version: Version, decision: Event, addressees: Sequence[Asked],
    question: Question, signature: Signature,
) -> Round:  # fmt: skip
    """Ask for opinions: number a letter for each addressee, pack it, put it in the outbox, and write all that down.

    One act: either every letter is in the register and the outbox, or none is. The list of addressees is frozen.
    Raises Refused for a day that has passed, nobody or the same body asked twice, a decision or a version of another
    text, provisions that the version does not have, a language in which there is no version.
    """
    refuse_unless(by, "open a round")
    today = timezone.localdate()
    refuse_bad_question(dossier, version, decision, addressees, question, today)
    texts = texts_of(version)
    refuse_missing(texts, addressees, question, version)
    with act(by=by, verb="opened a round") as a:
        made = Round(
            dossier=dossier, number=next_round(dossier), version=version, decision=decision, notice=dossier.notice,
            commission=question.commission, subject=dict(question.subject), opened_on=today, opened_at=a.at,
            scope=[{"uid": uid, "eid": texts[version.expression.lang].eids[uid]} for uid in question.scope],
            questions=[dict(each) for each in question.questions], closes_on=question.closes_on,
            sealed_until=question.closes_on if question.sealed else None, level=question.level,
            reminders=sorted(set(question.reminders), reverse=True), account=by.account or "",
            warnings=warnings_of(addressees, texts, today, question.closes_on),
        )  # fmt: skip
        a.save(made, texts=[text.version for text in texts.values()])
        package = Package(made, texts, signature.name, signature.capacity, question.enclosed)
        for position, asked in enumerate(addressees, start=1):
            ask(a, by, package, asked, position)
        n = len(addressees)
        label = in_both(
            lambda: (
                ngettext("Sent to %(n)s body for its opinion", "Sent to %(n)s bodies for their opinions", n) % {"n": n}
            )
        )
        tell_dossier(by, made, signature.capacity, label, question.steps)
    return made


def next_round(dossier: Dossier) -> int:
    return (Round.objects.filter(dossier=dossier).aggregate(last=Max("number"))["last"] or 0) + 1


def ask(a: Act, by: Viewer, package: Package, asked: Asked, position: int) -> None:
    """One addressee's numbered letter with its files, in the register and the outbox."""
    made, lang = package.round, asked.languages[0]
    addressee = Addressee(
        round=made, position=position, body=asked.body, delegation=asked.delegation, name=names_of(asked.body),
        level=made.level, languages=list(asked.languages),
    )  # fmt: skip
    number = next_number(made.dossier.assembly, Direction.OUT, made.opened_on.year)
    packed = pack(package, addressee, f"{number}/{made.opened_on.year}")
    addressee.letter = send(by, package, addressee, packed, asked.emails, lang)
    a.save(addressee)


def send(
    by: Viewer, package: Package, addressee: Addressee, packed: Packed, emails: Sequence[str], lang: str
) -> Document:
    """Into the register; and into the outbox where there is an address. Without one it goes by post."""
    made = package.round
    heading = Heading(
        subject=packed.subject, lang=lang, dossier=made.dossier, channel=Channel.EMAIL if emails else Channel.POST,
        files=packed.files, answers=packed.answers,
    )  # fmt: skip
    who = Correspondent(addressee.body, str(addressee.name.get(lang, "")), addressee.delegation)
    theirs = Theirs(signatory=package.signatory, capacity=package.capacity)
    letter = entered(
        by=by, assembly=made.dossier.assembly, direction=Direction.OUT, heading=heading, correspondent=who,
        theirs=theirs,
    )  # fmt: skip
    if emails:
        message = outbox.Message(to=emails, subject=packed.subject, body=packed.body)
        outbox.put(letter, message, at=letter.registered_at)
    return letter


def tell_dossier(by: Viewer, made: Round, capacity: str, label: Mapping[str, str], steps: Sequence[str] = ()) -> None:
    """An event of the dossier, by the word of whoever sent the letters. A round that is not public has none there."""
    if made.level != Level.PUBLIC:
        return
    today = timezone.localdate()
    citation = cite_entry(by=by, capacity=capacity, on=today)
    record_event(
        by=by, dossier=made.dossier, label=label, citations=[citation], date=Day(today.isoformat()), steps=steps
    )  # fmt: skip


def in_both(words: Callable[[], str]) -> dict[str, str]:
    """Our words in both languages of the product."""
    said = {}
    for lang in ("en", "ru"):
        with override(lang):
            said[lang] = words()
    return said


# --- what must not be ------------------------------------------------------------------------------------------------


def refuse_bad_question(
    dossier: Dossier, version: Version, decision: Event, addressees: Sequence[Asked], question: Question, today: dt.date
) -> None:
    if question.closes_on <= today:
        remedy = _("Choose a day to come; the law of the assembly may say how many.")
        raise Refused(_("Nobody could answer by that day."), where=question.closes_on.isoformat(), remedy=remedy)
    if question.level not in (Level.PUBLIC, Level.ASSEMBLY, Level.DELEGATION):
        raise Refused(_("Whoever is asked must be able to know of it."), where=question.level)
    if not addressees:
        raise Refused(_("Nobody is asked."), where="addressees", remedy=_("Choose the parliaments to ask."))
    bodies = [asked.body.pk for asked in addressees]
    if twice := {id for id in bodies if bodies.count(id) > 1}:
        raise Refused(_("The same body is asked twice."), where=", ".join(sorted(twice)))
    if decision.dossier_id != dossier.pk:
        raise Refused(_("This decision is of another dossier."), where=str(decision))
    if version.expression.instrument_id != dossier.instrument_id:
        raise Refused(_("This version is of another text."), where=str(version))
    if not any(words.strip() for words in question.subject.values()):
        raise Refused(_("Say what is asked."), where="subject")


def refuse_missing(
    texts: Mapping[str, SentText], addressees: Sequence[Asked], question: Question, version: Version
) -> None:
    known = texts[version.expression.lang].eids
    if lost := [uid for uid in question.scope if uid not in known]:
        raise Refused(_("The version has no such provision."), where=", ".join(lost))
    for asked in addressees:
        if not asked.languages:
            raise Refused(_("Say in which language to write."), where=asked.body.pk)
        for lang in asked.languages:
            if lang not in texts:
                remedy = _("Add the version in that language first, or write in one that there is.")
                raise Refused(_("This version is not there in that language."), where=lang, remedy=remedy)


# --- while it is open ------------------------------------------------------------------------------------------------


def extend_round(*, by: Viewer, round: Round, closes_on: dt.date, reason: str, signature: Signature) -> Extension:
    """Keep a round open longer, for everybody, and write to each of them. What is sealed stays sealed as long.

    Raises Refused for a day that is not later than the close in force, a reason that is missing, a closed round.
    """
    refuse_unless(by, "open a round")
    refuse_closed(round)
    if closes_on <= max(round.closes_on, timezone.localdate()):
        raise Refused(_("That is not longer than now."), where=f"{round.closes_on} → {closes_on}")
    if not reason.strip():
        raise Refused(_("Say why it is extended."), where="reason")
    with act(by=by, verb="extended a round", why=reason) as a:
        made = Extension(
            round=round, was=round.closes_on, closes_on=closes_on, reason=reason, extended_at=a.at,
            account=by.account or "",
        )  # fmt: skip
        a.save(made)
        asked = list(round.addressees.select_related("letter", "body", "delegation"))
        against = warnings_of(asked, texts_of(round.version), round.opened_on, closes_on)
        a.amend(round, closes_on=closes_on, sealed_until=closes_on if round.sealed_until else None, warnings=against)
        package = Package(round, {}, signature.name, signature.capacity)
        for addressee in asked:
            write_to(by, package, addressee, lambda cover, lang: extension_words(cover, reason))
        tell_dossier(by, round, signature.capacity, in_both(lambda: gettext("The round of opinions was extended")))
    return made


def write_to(by: Viewer, package: Package, addressee: Addressee, words: Callable[[Cover, str], list[str]]) -> Document:
    """A short letter that follows the first one: its own number, the same address, in answer to nothing."""
    number = next_number(package.round.dossier.assembly, Direction.OUT, timezone.localdate().year)
    packed = pack_short(package, addressee, f"{number}/{timezone.localdate().year}", words)
    return send(by, package, addressee, packed, emails_of(addressee), addressee.languages[0])


def emails_of(addressee: Addressee) -> list[str]:
    """Where the first letter went; it is not kept in the record, only with what was to be sent."""
    effect = addressee.letter.effects.first()
    return list(effect.to) if effect else []


def remind(*, by: Viewer, today: dt.date | None = None) -> list[Reminder]:
    """Write to addressees of whom no answer is recorded, on the days of each round's plan. Days missed are not made up:
    one letter is sent, for the last of them.
    """
    refuse_unless(by, "open a round")
    day_now = today or timezone.localdate()
    sent = []
    for round in Round.objects.filter(opened_on__lt=day_now, closes_on__gte=day_now, closure__isnull=True):
        planned = [each for each in plan_of(round) if round.opened_on < each <= day_now]
        if planned:
            sent += reminded(by=by, round=round, planned_on=planned[-1])
    return sent


def plan_of(round: Round) -> list[dt.date]:
    """The days on which silent addressees are reminded: what the page shows is what is done."""
    return [round.closes_on - dt.timedelta(days=days) for days in round.reminders]


def reminded(*, by: Viewer, round: Round, planned_on: dt.date) -> list[Reminder]:
    """One letter to each addressee of a round of whom no answer is recorded, for one day of the plan, once."""
    silent = round.addressees.filter(filings__isnull=True).exclude(reminders__planned_on=planned_on)
    sent = []
    with act(by=by, verb="reminded") as a:
        package = Package(round, {}, "", "")
        for addressee in silent.select_related("letter", "body", "delegation"):
            letter = write_to(by, package, addressee, lambda cover, lang: reminder_words(cover))
            made = Reminder(addressee=addressee, planned_on=planned_on, letter=letter)
            a.save(made)
            sent.append(made)
    return sent


def acknowledge(*, by: Viewer, addressee: Addressee, kind: str, document: Document | None = None) -> Acknowledgement:
    """Say that the letter came, or that an answer is being prepared: by the addressee, or by the secretariat for it."""
    refuse_unless(by, "acknowledge", addressee)
    if kind not in Acknowledgement.Kind.values:
        raise Refused(_("There is no such acknowledgement."), where=kind)
    with act(by=by, verb="acknowledged") as a:
        made = Acknowledgement(
            addressee=addressee, kind=kind, said_at=a.at, document=document, account=by.account or ""
        )  # fmt: skip
        a.save(made)
    return made
