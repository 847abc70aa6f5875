"""The annexed texts of a round's version: who refers to them, who objects, what was decided; and all objections."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from travaux.core.procedure import Procedure
from travaux.core.procedure.model import Effect
from travaux.dossiers.paths import path
from travaux.instruments.blocks import Block
from travaux.instruments.models import Component
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Lifting, Objection, PartDecision, Round
from .places import Places, places_of, text_in
from .rows import said


@dataclass(frozen=True)
class ObjectionShown:
    """One objection as it stands."""

    id: str
    label: str  # its class by name
    author: str
    author_id: str
    text: str
    place: str  # the part or provision; "" the whole text
    effects: tuple[str, ...]  # what it does while it is open, in words
    effect_known: bool  # False: no rule read in its text states one
    may_lift: tuple[str, ...]
    raised_at: dt.datetime
    how: str  # met | overruled | withdrawn; "" open
    how_label: str
    why: str


@dataclass(frozen=True)
class DecisionShown:
    """What was decided of a part."""

    way: str
    way_label: str
    why: str
    decided_at: dt.datetime
    dossier: str  # of the text that was split off; ""


@dataclass(frozen=True)
class PartShown:
    """One annexed text and all that hangs on it."""

    eid: str
    label: str
    references: tuple[tuple[str, str, str], ...]  # (eId, label, words) of each provision that speaks of it
    objections: tuple[ObjectionShown, ...]
    decisions: tuple[DecisionShown, ...]  # the latest last


@dataclass(frozen=True)
class Parts:
    """What a round's page of parts shows."""

    round: str
    dossier: str
    title: str
    version: str
    lang: str
    parts: tuple[PartShown, ...]
    others: tuple[ObjectionShown, ...]  # against the whole, or a provision
    classes: tuple[tuple[str, str], ...]  # of the rules: (id, name)
    notice: str


def parts(viewer: Viewer, round: str, *, on: dt.date, lang: str) -> Parts | None:
    """The annexed texts of a round and every objection that the viewer may know of; None where it is not known."""
    found = Round.objects.visible(viewer, on).filter(pk=round).select_related("version__expression", "dossier").first()
    if found is None:
        return None
    shelf = Shelf(viewer, on, lang)
    text = text_in(found, lang, shelf)
    places = places_of(shelf.texts([text])[text.pk])
    rules = path(found.dossier.procedure)
    raised = objections(viewer, found, on, lang, places, rules)
    components = list(Component.objects.visible(viewer, on).filter(version=found.version_id).order_by("eid"))
    decided = decisions(viewer, found, on)
    heads = {block.eid: block for block in places.held.blocks if block.kind == "component"}
    shown = tuple(
        PartShown(
            each.eid, head_of(heads.get(each.eid)), tuple(references(heads.get(each.eid), places)),
            tuple(o for part, o in raised if part == each.eid), tuple(decided.get(each.eid, ())),
        )
        for each in components
    )  # fmt: skip
    known = {each.eid for each in components}
    return Parts(
        found.pk, found.dossier_id, text.title or said(found.subject, lang), text.pk, text.expression.lang, shown,
        tuple(o for part, o in raised if part not in known),
        tuple((id, said(each.title, lang)) for id, each in rules.objections.items()) if rules else (), found.notice,
    )  # fmt: skip


def head_of(block: Block | None) -> str:
    return " ".join(filter(None, (block.num, block.heading))) if block else ""


def references(annex: Block | None, places: Places) -> Iterable[tuple[str, str, str]]:
    """Provisions that speak of an annexed text: what has to be put right if it goes.

    Found by its printed name in any case of the language; an annex without a number by its word alone.
    """
    word, _, number = (annex.num if annex else "").strip(" .№").partition(" ")
    if not word:
        return
    stem = re.escape(word.lower()[: max(len(word) - 2, 4)])
    named = re.compile(rf"(?i)\b{stem}\w*" + (rf"\s*(?:№\s*)?{re.escape(number)}(?!\w)" if number else ""))
    for block in places.held.units:
        words = " ".join((block.heading, *block.paragraphs))
        if named.search(words):
            yield block.eid, places.labels.get(block.uid, block.num), words


def objections(
    viewer: Viewer, round: Round, on: dt.date, lang: str, places: Places, rules: Procedure | None
) -> list[tuple[str, ObjectionShown]]:
    """(part, objection) in the order in which they were raised. Three queries, however many."""
    rows = Objection.objects.visible(viewer, on).filter(round=round).select_related("addressee")
    ends = {
        each.objection_id: each
        for each in Lifting.objects.visible(viewer, on).filter(objection__round=round)
    }  # fmt: skip
    return [
        (row.part, objection_shown(row, ends.get(row.pk), lang, places, rules))
        for row in rows.order_by("raised_at", "pk")
    ]


def objection_shown(
    row: Objection, end: Lifting | None, lang: str, places: Places, rules: Procedure | None
) -> ObjectionShown:  # fmt: skip
    known = rules.objections.get(row.objection_class) if rules else None
    effects = rules.effects_of(row.objection_class) if rules and known else None
    part = next((b for b in places.held.blocks if b.kind == "component" and b.eid == row.part), None)
    return ObjectionShown(
        id=row.pk, label=said(row.label, lang), author=said(row.addressee.name, lang), author_id=row.addressee.body_id,
        text=row.text, place=head_of(part) if row.part else places.labels.get(row.uid, ""),
        effects=tuple(effect_words(effects, rules, lang)) if effects and rules else (),
        effect_known=effects is not None,
        may_lift=tuple(said(rules.actors[id].label, lang) for id in known.may_lift) if rules and known else (),
        raised_at=row.raised_at, how=end.how if end else "", how_label=str(Lifting.How(end.how).label) if end else "",
        why=end.why if end else "",
    )  # fmt: skip


def effect_words(effects: Iterable[Effect], rules: Procedure, lang: str) -> Iterable[str]:
    for effect in effects:
        for step in effect.bars:
            barred = said(rules.steps[step].title, lang)
            yield gettext("“%(step)s” cannot follow while it is open") % {"step": barred}
        if effect.extends:
            due, days = rules.steps[rules.clocks[effect.extends].step], effect.by
            yield ngettext(
                "the term of “%(step)s” is longer by %(n)d day", "the term of “%(step)s” is longer by %(n)d days", days
            ) % {"step": said(due.title, lang), "n": days}


def decisions(viewer: Viewer, round: Round, on: dt.date) -> dict[str, list[DecisionShown]]:
    found: dict[str, list[DecisionShown]] = {}
    rows = PartDecision.objects.visible(viewer, on).filter(round=round).order_by("decided_at", "pk")
    for row in rows:
        label = str(PartDecision.Way(row.way).label)
        shown = DecisionShown(row.way, label, row.why, row.decided_at, row.dossier_id or "")
        found.setdefault(row.part, []).append(shown)
    return found
