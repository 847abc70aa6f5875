"""What is not known of a dossier, as facts: silences of its sources, missing dates, what was only decided."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext, ngettext

from travaux.captures.models import Citation
from travaux.captures.queries import CitationSummary
from travaux.instruments.summaries import RelationSummary
from travaux.registry.queries.look import Look

from .stages import Standing
from .summaries import EventSummary, NotKnown


def not_known(look: Look, standing: Standing, relations: Iterable[RelationSummary]) -> tuple[NotKnown, ...]:
    """Each thing once, in the order of the history; what a later source says of it is for a correction to record."""
    told = [(e.id, e.label, e.citations) for e in standing.history] + [(r.id, r.label, r.citations) for r in relations]
    found = [*silences(look, told), *undated(standing.history), *not_reported(standing)]
    first: dict[str, NotKnown] = {}
    for gap in found:
        first.setdefault(gap.text, gap)
    return tuple(first.values())


def silences(look: Look, told: Sequence[tuple[str, str, Sequence[CitationSummary]]]) -> Iterator[NotKnown]:
    """What a source was looked at for, and does not say of this one fact. What it is silent on at large is left out."""
    ids = {citation.id for _id, _label, citations in told for citation in citations}
    said = dict(Citation.objects.visible(look.viewer, look.on).filter(pk__in=ids).values_list("pk", "silent_on"))
    for id, label, citations in told:
        for citation in citations:
            for silence in said.get(citation.id, ()):
                yield NotKnown(silence.get(look.lang) or silence["en"], "silent", id, label, (citation,))


def undated(history: Sequence[EventSummary]) -> Iterator[NotKnown]:
    """One line for all events without a stated date: they are told apart in the history."""
    lacking = [event for event in history if event.date.basis != "stated"]
    if lacking:
        words = ngettext(
            "The date of %(n)s event of %(all)s.", "The dates of %(n)s events of %(all)s.", len(lacking)
        ) % {"n": len(lacking), "all": len(history)}  # fmt: skip
        yield NotKnown(words, "undated", "", "", ())


def not_reported(standing: Standing) -> Iterator[NotKnown]:
    """What was decided and is not reported as done."""
    events = {event.id: event for event in standing.history}
    for waiting in standing.waiting:
        words = gettext("Whether this was done: “%(step)s”.") % {"step": waiting.step.name}
        if waiting.awaited:
            words = gettext("Whether this was done: “%(step)s”, by %(who)s.") % {
                "step": waiting.step.name, "who": ", ".join(waiting.awaited),
            }  # fmt: skip
        event = events[waiting.decided_by]
        yield NotKnown(words, "not_reported", event.id, event.label, event.citations)
