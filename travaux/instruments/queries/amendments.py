"""What can be asked of amendments: those tabled to a version, what each would do, and which cannot stand together."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext

from travaux.core.text.amend.operations import Outcome
from travaux.core.text.marshal import Entry
from travaux.core.text.merge import Conflict
from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look
from travaux.registry.summaries import BodyRef

from ..models import Amendment, AmendmentRuling, Version
from ..operations import DONE, read_formula
from ..summaries import AmendmentShown, AmendmentsPage, Clash, Falls, OperationShown, Proposal, RulingShown
from .changes import Places, changes_shown
from .reasons import DISTANCES, reason_said, status_said
from .rows import Held, Shelf
from .workings import Work, clashes_of, marshalled, orders, sheets_from, work_on, worked_out

TABLED, WITHDRAWN = AmendmentRuling.Outcome.TABLED, AmendmentRuling.Outcome.WITHDRAWN
LIVE = (TABLED, AmendmentRuling.Outcome.AGREED)  # what can still stand against something


def amendments_to(
    viewer: Viewer, version: str, *, on: dt.date, lang: str, order: str = "text"
) -> AmendmentsPage | None:
    """The amendments to a version, whatever language they were tabled in, in the order in which they are put.

    `order`: "text", or "distance" (at one article the furthest from the text first). What each does, which of them
    clash and what would make one fall is computed on the version itself, as a suggestion; None where it is not known.
    """
    shelf = Shelf(viewer, on, lang)
    found = shelf.version(version)
    if found is None:
        return None
    rows, held = shelf.rows([found]), shelf.texts([found])[found.pk]
    tabled = tabled_to(shelf, found)
    rulings = rulings_on(shelf, tabled)
    look = Look(viewer, on, None, lang)
    bodies = look.bodies(each.author_id for each in tabled)
    base, written = bytes(held.text.akn), found.expression.lang
    works = {each.pk: worked_out(base, found.profile, orders(each, tabled, written)) for each in tabled}
    outcomes = {each.pk: outcome_by(rulings.get(each.pk, ())) for each in tabled}
    kept = [e for e in tabled if outcomes[e.pk] != WITHDRAWN and works[e.pk].changes]
    put = tuple((e.number, orders(e, tabled, written), number_of(e.amends_id, kept)) for e in kept)
    clashes = clashes_of(base, found.profile, put)
    listed = marshalled(base, found.profile, put, order)
    places, by_number = Places(held.blocks), {each.number: outcomes[each.pk] for each in tabled}
    shown = tuple(
        amendment_shown(
            each,
            works[each.pk],
            held,
            tabled,
            rulings.get(each.pk, ()),
            bodies,
            clashes,
            listed,
            lang=lang,
            text_lang=written,
        )
        for each in as_put(tabled, listed)
    )
    return AmendmentsPage(
        version=rows[found.pk], amendments=with_alike(shown),
        clashes=tuple(clash_shown(clash, places, by_number) for clash in clashes), order=order,
        counts=dict(Counter(outcomes.values())), notice=found.notice, on=on,
    )  # fmt: skip


def amendment(viewer: Viewer, id: str, *, on: dt.date, lang: str) -> AmendmentShown | None:
    """One amendment, on the version that it was tabled to."""
    found = Amendment.objects.visible(viewer, on).filter(pk=id).values_list("version_id", flat=True).first()
    page = amendments_to(viewer, found, on=on, lang=lang) if found else None
    return next((each for each in page.amendments if each.id == id), None) if page else None


def proposal(viewer: Viewer, version: str, formula: str, *, on: dt.date, text_lang: str = "") -> Proposal | None:
    """What words that are not tabled yet would do to a version; nothing is stored. None where it is not known."""
    shelf = Shelf(viewer, on, text_lang)
    found = shelf.version(version)
    if found is None:
        return None
    held = shelf.texts([found])[found.pk]
    operations = read_formula(formula, text_lang or found.expression.lang)
    return proposal_shown(work_on(sheets_from(bytes(held.text.akn)), operations, found.profile), held)


# --- what was tabled -------------------------------------------------------------------------------------------------


def tabled_to(shelf: Shelf, version: Version) -> list[Amendment]:
    """To this version in any of its languages."""
    found = Amendment.objects.visible(shelf.viewer, shelf.on).filter(
        version__number=version.number, version__expression__instrument=version.expression.instrument_id
    )
    return sorted(found.select_related("version__expression"), key=lambda each: natural(each.number))


def natural(number: str) -> tuple[int, str]:
    """Numbers in the order of counting: 2, 2a, 10."""
    digits = "".join(c if c.isdecimal() else " " for c in number).split()
    return int(digits[0]) if digits else 0, number


def number_of(id: str | None, amendments: Iterable[Amendment]) -> str:
    return next((each.number for each in amendments if each.pk == id), "")


def rulings_on(shelf: Shelf, amendments: Iterable[Amendment]) -> dict[str, list[AmendmentRuling]]:
    """By amendment, in the order of recording; what was superseded among them. One query."""
    found: dict[str, list[AmendmentRuling]] = {}
    rows = AmendmentRuling.objects.visible(shelf.viewer, shelf.on).filter(amendment__in=[a.pk for a in amendments])
    for each in rows.order_by("recorded_at", "pk"):
        found.setdefault(each.amendment_id, []).append(each)
    return found


def outcome_by(rulings: Sequence[AmendmentRuling]) -> str:
    superseded = {each.supersedes_id for each in rulings}
    standing = [each for each in rulings if each.pk not in superseded]
    return str(standing[-1].outcome) if standing else str(TABLED)


# --- what is shown ---------------------------------------------------------------------------------------------------


def as_put(tabled: Sequence[Amendment], listed: Sequence[Entry]) -> list[Amendment]:
    """By the first question that each is part of, lines without an address aside; what changes nothing stands last."""
    first: dict[str, int] = {}
    for entry in sorted(listed, key=lambda entry: (not entry.place, entry.number)):
        for number in entry.amendments:
            first.setdefault(number, entry.number)
    return sorted(tabled, key=lambda each: (first.get(each.number, len(listed) + 1), natural(each.number)))


def amendment_shown(
    each: Amendment, work: Work, held: Held, tabled: Sequence[Amendment], rulings: Sequence[AmendmentRuling],
    bodies: Mapping[str, BodyRef], clashes: Sequence[Conflict], listed: Sequence[Entry], *, lang: str, text_lang: str,
) -> AmendmentShown:  # fmt: skip
    own = each.version.expression.lang
    outcome = outcome_by(rulings)
    questions = [entry for entry in listed if each.number in entry.amendments and entry.place]
    distance = questions[0].distance if questions else ""
    superseded = {ruling.supersedes_id for ruling in rulings}
    return AmendmentShown(
        id=each.pk, number=each.number, author=bodies.get(each.author_id or ""), author_quoted=each.author_quoted,
        lang=own, tabled=each.tabled, formula=in_lang(each.formula, text_lang, own), formulas=each.formula,
        reason=in_lang(each.reason, lang, own), reasons=each.reason, proposal=proposal_shown(work, held),
        outcome=outcome, outcome_label=str(AmendmentRuling.Outcome(outcome).label),
        rulings=tuple(ruling_shown(ruling, ruling.pk not in superseded) for ruling in rulings),
        amends=number_of(each.amends_id, tabled), alike=(), alternatives=alternatives_of(questions, listed),
        falls_if=falls_of(questions, listed), distance=distance, distance_label=str(DISTANCES.get(distance, "")),
        clashes=tuple(n for n, clash in enumerate(clashes) if each.number in clash.amendments),
        notice=each.notice, level=each.level,
    )  # fmt: skip


def alternatives_of(questions: Iterable[Entry], listed: Sequence[Entry]) -> tuple[str, ...]:
    numbers = {n for question in questions for other in question.alternative_to for n in listed[other - 1].amendments}
    return tuple(sorted(numbers, key=natural))


def falls_of(questions: Iterable[Entry], listed: Sequence[Entry]) -> tuple[Falls, ...]:
    reasons = {
        number: reason
        for question in questions for other, reason in question.falls_if for number in listed[other - 1].amendments
    }  # fmt: skip
    return tuple(Falls(number, reason_said(reasons[number])) for number in sorted(reasons, key=natural))


def in_lang(said: Mapping[str, str], lang: str, otherwise: str) -> str:
    return said.get(lang) or said.get(otherwise) or next(iter(said.values()), "")


def ruling_shown(ruling: AmendmentRuling, stands: bool) -> RulingShown:
    label = str(AmendmentRuling.Outcome(ruling.outcome).label)
    return RulingShown(
        ruling.pk, ruling.outcome, label, ruling.ruled, ruling.note, ruling.recorded_at, stands, ruling.reason
    )


def proposal_shown(work: Work, held: Held) -> Proposal:
    operations = tuple(operation_shown(outcome) for outcome in work.outcomes)
    return Proposal(
        operations, changes_shown(work.changes, held.blocks, dict(work.uids)),
        bool(operations) and all(each.status in DONE for each in operations),
    )  # fmt: skip


def operation_shown(outcome: Outcome) -> OperationShown:
    order = outcome.operation
    return OperationShown(
        order.op, str(order.target), order.find, order.text, outcome.status, status_said(outcome.status),
        reason_said(outcome.why), outcome.target,
    )  # fmt: skip


def with_alike(shown: Sequence[AmendmentShown]) -> tuple[AmendmentShown, ...]:
    """Each with the numbers of those that propose the very same words in the same places."""

    def said(each: AmendmentShown) -> tuple[object, ...]:
        return tuple((change.kind, change.old, change.new, change.words) for change in each.proposal.changes)

    groups: dict[tuple[object, ...], list[str]] = {}
    for each in shown:
        if each.proposal.changes:
            groups.setdefault(said(each), []).append(each.number)
    return tuple(
        replace(each, alike=tuple(number for number in groups.get(said(each), ()) if number != each.number))
        for each in shown
    )


def clash_shown(conflict: Conflict, places: Places, outcomes: Mapping[str, str]) -> Clash:
    labels = tuple(
        places.said(eid) or (gettext("the annexes") if eid == "attachments" else gettext("the text"))
        for eid in conflict.units
    )
    live = [number for number in conflict.amendments if outcomes[number] in LIVE]
    return Clash(
        tuple(sorted(conflict.amendments, key=natural)), conflict.units, labels, reason_said(conflict.reason),
        settled=len(live) < 2,
    )  # fmt: skip
