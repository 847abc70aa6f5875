"""What the one-page note says: done, where it stands, who, not known, each line with the places it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, override, pgettext

from travaux.captures.queries import CitationSummary
from travaux.lib.notices import notice_words
from travaux.lib.wording import date_words, day, days
from travaux.registry.names import NameShown, same

from ..summaries import DateShown, DossierSummary, EventSummary, KeyPerson


@dataclass(frozen=True)
class Phrase:
    """A run of words in one language."""

    text: str
    lang: str = ""  # "" the note's own


@dataclass(frozen=True)
class Line:
    """One statement of the note."""

    phrases: tuple[Phrase, ...]
    notes: tuple[int, ...] = ()  # numbers of footnotes
    lead: str = ""  # a date, or a word that says what the line is about

    @property
    def text(self) -> str:
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    id: str  # what | done | now | people | not_known | sources
    heading: str
    lines: tuple[Line, ...]
    run_in: bool = False  # short sentences that may follow one another in one paragraph


@dataclass(frozen=True)
class Footnote:
    """Where a line is written."""

    number: int
    text: str
    sha256: str  # of the capture; "" where the source is none
    url: str
    citation: str  # id of the first citation of that place


@dataclass(frozen=True)
class Note:
    """One dossier on one day, on one page."""

    lang: str
    title: str  # “Note”, “Справка”
    subject: Phrase
    translation: str  # ours, where the title is in another language; "" otherwise
    notice: str  # what every page of a sample says; "" none
    as_of: str  # the day asked about, and until when anything is known
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]


def note(summary: DossierSummary, lang: str) -> Note:
    """The note of a dossier as of the day of its summary, in the summary's language."""
    with override(lang):
        return Writer(summary, lang).note()


@dataclass
class Writer:
    """Numbers the sources in the order in which the lines cite them."""

    summary: DossierSummary
    lang: str
    numbers: dict[str, int] = field(default_factory=dict)
    footnotes: list[Footnote] = field(default_factory=list)

    def note(self) -> Note:
        s = self.summary
        sections = (
            Section("what", gettext("What it is"), tuple(self.what())),
            Section("done", gettext("What was done"), tuple(self.event(event) for event in s.history)),
            Section("now", gettext("Where it stands"), tuple(self.now())),
            Section("people", gettext("Who is named"), tuple(self.person(person) for person in s.people)),
            Section("not_known", gettext("What is not known"), tuple(self.gaps()), run_in=True),
            Section("sources", gettext("Sources"), tuple(self.sources())),
        )
        return Note(
            lang=self.lang,
            title=pgettext("one page on a dossier", "Note"),
            subject=self.phrase(s.instrument.title),
            translation=s.instrument.title.translation,
            notice=notice_words(s.notice),
            as_of=self.as_of(),
            sections=tuple(section for section in sections if section.lines),
            footnotes=tuple(self.footnotes),
        )

    def as_of(self) -> str:
        known, words = self.summary.known_until, {"day": day(self.summary.on)}
        said = ended(gettext("As of %(day)s") % words)
        if known.date is None:
            return said
        until = {"day": day(known.date)}
        if known.later:
            return f"{said} " + gettext("As last reported on %(day)s; no later source is loaded.") % until
        return f"{said} " + gettext("Sources speak until %(day)s.") % until

    # --- sections ---

    def what(self) -> Iterable[Line]:
        s = self.summary
        kind = s.instrument.kind_label
        words = gettext("draft: %(kind)s") % {"kind": kind} if s.instrument.draft else kind
        yield Line((Phrase(f"{words[:1].upper()}{words[1:]}, "), self.phrase(s.assembly.name), Phrase(".")))
        for relation in s.relations:
            if relation.label:
                yield Line((Phrase(relation.label),), self.cite(relation.citations))

    def event(self, event: EventSummary) -> Line:
        words = [event.label]
        if event.mood == "decided":
            words.append(gettext("decided, not by itself done"))
        if event.occurred == "possibly":
            words.append(gettext("possibly by then"))
        speaker = event.reporting.speaker
        if who := speaker.name.text if speaker else event.reporting.speaker_quoted:
            words.append(gettext("as reported by %(who)s") % {"who": who})
        label = f"{words[0]} ({'; '.join(words[1:])})" if words[1:] else words[0]
        return Line((Phrase(ended(label)),), self.cite(event.citations), lead=date_said(event.date))

    def now(self) -> Iterable[Line]:
        s = self.summary
        cited = {event.id: event.citations for event in s.history}
        if s.last_done:
            words = f"{s.last_done.label} ({date_said(s.last_done.date)})."
            yield Line((Phrase(words),), self.cite(cited[s.last_done.event]), gettext("Last done:"))
        for waiting in s.waiting:
            words = gettext("%(what)s: decided, not reported as done") % {"what": waiting.step.name}
            if waiting.awaited:
                words = gettext("%(what)s, from: %(who)s") % {
                    "what": waiting.step.name, "who": ", ".join(waiting.awaited),
                }  # fmt: skip
            words += f" ({days(waiting.days)})" if waiting.days and waiting.days[1] else ""
            yield Line((Phrase(ended(words)),), self.cite(cited[waiting.decided_by]), gettext("Waiting for:"))
        if s.over:
            yield Line((Phrase(gettext("It is over.")),))
        elif s.state:
            yield Line((Phrase(ended(s.state.label)),), self.cite(cited[s.state.id]), gettext("State:"))
        if s.next and not s.waiting:
            names = "; ".join(step.name for step in s.next)
            unsure = "" if all(step.verified for step in s.next) else f" ({gettext('usual path, rule not verified')})"
            yield Line((Phrase(f"{names}{unsure}."),), lead=gettext("What usually follows:"))

    def person(self, person: KeyPerson) -> Line:
        capacities = "; ".join(person.capacities)
        return Line((self.phrase(person.person.name), Phrase(f": {capacities}." if capacities else ".")))

    def gaps(self) -> Iterable[Line]:
        for gap in self.summary.not_known:
            yield Line((Phrase(gap.text),), self.cite(gap.citations))

    def sources(self) -> Iterable[Line]:
        for c in self.summary.sources:
            if c.title:
                yield Line((self.words(f"{c.title}. ", c.lang), Phrase(source_words(c))))
            else:
                yield Line((Phrase(place_words(c)),))

    # --- pieces ---

    def phrase(self, name: NameShown) -> Phrase:
        return self.words(name.text, name.lang)

    def words(self, text: str, lang: str) -> Phrase:
        return Phrase(text, "" if same(lang, self.lang) else lang)

    def cite(self, citations: Sequence[CitationSummary]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.number(c) for c in citations))

    def number(self, c: CitationSummary) -> int:
        """One footnote for one place, however many lines rest on it."""
        text = place_words(c)
        place = f"{c.sha256} {text}"
        if place not in self.numbers:
            self.numbers[place] = len(self.numbers) + 1
            self.footnotes.append(Footnote(self.numbers[place], text, c.sha256, c.url, c.id))
        return self.numbers[place]


def ended(sentence: str) -> str:
    """With a full stop, unless an abbreviation has brought one."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def date_said(date: DateShown) -> str:
    """A date with its ground: what is inferred says so, what is not stated says that."""
    words = date_words(date.edtf)
    if not words:
        return gettext("date not stated")
    return gettext("%(date)s, inferred") % {"date": words} if date.basis == "inferred" else words


def place_words(c: CitationSummary) -> str:
    """Where it is written, so that it can be looked up."""
    if c.kind == "entry":
        entered = day(c.entered_on) if c.entered_on else ""
        return ended(gettext("Entered by an official: %(who)s, %(when)s") % {"who": c.capacity, "when": entered})
    who = ", ".join(part for part in (c.publisher, date_words(c.published)) if part) or c.title
    if c.span:
        return gettext("%(who)s, characters %(start)s–%(end)s.") % {"who": who, "start": c.span[0], "end": c.span[1]}
    place = ", ".join(part for part in (c.number, c.page, c.pointer) if part)
    return ended(f"{who}, {place}" if place else who)


def source_words(c: CitationSummary) -> str:
    """A source after its title: publisher, dates, number, address, fingerprint."""
    published, seen = date_words(c.published), date_words(c.seen)
    known = [
        c.publisher,
        gettext("published %(date)s") % {"date": published} if published else gettext("date of publication not known"),
        gettext("seen %(date)s") % {"date": seen} if seen else gettext("date of capture not known"),
        c.number,
        c.url,
        f"SHA-256 {c.sha256}" if c.sha256 else "",
    ]
    return ended(", ".join(part for part in known if part))
