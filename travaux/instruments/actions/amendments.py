"""What can be done with amendments: table, withdraw, rule on; and make the next version of those that were agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from travaux.core.text.amend.operations import Operation
from travaux.core.text.diff import Change
from travaux.core.text.tree import Document
from travaux.lib.refusals import Refused, refuse_unless, refuse_unless_recorder
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import act
from travaux.registry.models import Body

from ..merging import Agreed, Conflicting, NotExecutable, agreed_text
from ..models import Amendment, AmendmentRuling, Provenance, Version
from ..operations import as_values, from_values, read_formula
from ..reading import document_from
from ..uids import uid_at, units_of
from .matching import refuse_superseded, refuse_without_reason
from .versions import add_version, day_said
from .works import refuse_unknown

Outcome = AmendmentRuling.Outcome
Said = Mapping[str, str]  # {lang: words}


@dataclass(frozen=True)
class Author:
    """Who proposes: a body of the registry, words on the paper, or both."""

    body: Body | None = None
    quoted: str = ""

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset({self.body.pk} if self.body else ())


@dataclass(frozen=True)
class ToTable:
    """One amendment of several that are tabled together."""

    number: str
    author: Author
    formula: Said
    operations: Mapping[str, Iterable[Operation]]
    reason: Said
    tabled: str = ""  # EDTF


def table_amendment(
    *, by: Viewer, version: Version, number: str, author: Author, formula: Said, reason: Said | None = None,
    operations: Mapping[str, Iterable[Operation]] | None = None, tabled: str = "", amends: Amendment | None = None,
    level: str | None = None, id: str | None = None, why: str = "",
) -> Amendment:  # fmt: skip
    """Record an amendment as it was tabled. `formula`: its words by language; `amends`: what it is a sub-amendment to.

    The words are read as operations unless `operations` gives them. What cannot be carried out is tabled all the same:
    the list of amendments says so. What a delegation tables itself is its own until the secretariat opens it.
    """
    refuse_unless(by, "table an amendment", author)
    if not by.is_staff:
        level = Level.DELEGATION
    said = {lang: words.strip() for lang, words in formula.items() if words.strip()}
    if not said and not operations:
        raise Refused(_("An amendment needs words."), remedy=_("Write what is to be changed, and how."))
    if author.body is None and not author.quoted.strip():
        raise Refused(_("An amendment needs an author."), remedy=_("Name the delegation that tables it."))
    if amends and amends.version_id != version.pk:
        raise Refused(_("A sub-amendment is tabled to the version of the amendment that it changes."), where=number)
    orders = {lang: as_values(read_formula(words, lang)) for lang, words in said.items()}
    orders |= {lang: as_values(given) for lang, given in (operations or {}).items()}
    with act(by=by, verb="tabled an amendment", why=why) as a:
        refuse_number_taken(version, number)
        amendment = Amendment(
            **({"id": id} if id else {}), version=version, number=number.strip(), author=author.body,
            author_quoted=author.quoted.strip(), formula=said, operations=orders, reason=dict(reason or {}),
            amends=amends, recorded_at=a.at, notice=version.notice, level=level or Level.PUBLIC,
            **day_said("tabled", tabled),
        )  # fmt: skip
        a.save(amendment)
    return amendment


def table_together(*, by: Viewer, version: Version, amendments: Sequence[ToTable], why: str = "") -> list[Amendment]:
    """Table several amendments in one act: all of them, or none."""
    if not amendments:
        raise Refused(_("No amendment was chosen."), remedy=_("Choose at least one of those found in the file."))
    with act(by=by, verb="tabled amendments", why=why):
        return [
            table_amendment(
                by=by, version=version, number=each.number, author=each.author, formula=each.formula,
                operations=each.operations, reason=each.reason, tabled=each.tabled, why=why,
            )
            for each in amendments
        ]  # fmt: skip


def refuse_number_taken(version: Version, number: str) -> None:
    if not number.strip():
        raise Refused(_("An amendment needs a number."))
    if at_stage(version).filter(number=number.strip()).exists():
        raise Refused(_("This number is taken by another amendment to the version."), where=number)


def rule_on_amendment(
    *, by: Viewer, amendment: Amendment, outcome: str, ruled: str = "", note: str = "",
    supersedes: AmendmentRuling | None = None, reason: str = "",
) -> AmendmentRuling:  # fmt: skip
    """Record what became of an amendment on a day. A ruling recorded wrongly is superseded, with the reason."""
    refuse_unless_recorder(by)
    refuse_unknown(outcome, Outcome.values)
    days = day_said("ruled", ruled)
    if supersedes:
        refuse_without_reason(reason)
        if supersedes.amendment_id != amendment.pk:
            raise Refused(_("This ruling is on another amendment."), where=amendment.number)
    with act(by=by, verb="ruled on an amendment", why=reason or note) as a:
        refuse_superseded(supersedes is not None and AmendmentRuling.objects.filter(supersedes=supersedes).exists())
        ruling = AmendmentRuling(
            amendment=amendment, outcome=outcome, note=note, recorded_at=a.at, supersedes=supersedes, reason=reason,
            **days,
        )  # fmt: skip
        a.save(ruling)
    return ruling


def withdraw_amendment(*, by: Viewer, amendment: Amendment, ruled: str = "", note: str = "") -> AmendmentRuling:
    """Its author takes an amendment back; only one that waits can be."""
    with act(by=by, verb="withdrew an amendment", why=note):
        if (outcome := outcome_of(amendment)) != Outcome.TABLED:
            raise Refused(
                _("Only an amendment that waits for a decision is withdrawn."),
                where=f"{amendment.number}: {Outcome(outcome).label}",
            )
        return rule_on_amendment(by=by, amendment=amendment, outcome=Outcome.WITHDRAWN, ruled=ruled, note=note)


def outcome_of(amendment: Amendment) -> str:
    """What became of it by the latest ruling that stands."""
    latest = AmendmentRuling.objects.standing().filter(amendment=amendment).order_by("recorded_at", "pk").last()
    return str(latest.outcome) if latest else Outcome.TABLED


def apply_agreed(
    *, by: Viewer, version: Version, number: str, amendments: Sequence[Amendment] | None = None, made: str = "",
    label: Said | None = None, level: str | None = None, id: str | None = None, why: str = "",
) -> Version:  # fmt: skip
    """The next version: this one with the agreed amendments; each change remembers which amendment it came of.

    Without `amendments`, all that were agreed to the version, or to the same version in another language. Nothing is
    stored where one was not agreed, cannot be carried out, or clashes with another: the refusal names them.
    """
    refuse_unless_recorder(by)
    chosen = list(amendments) if amendments is not None else agreed_to(version)
    refuse_not_agreed(version, chosen)
    base = document_from(bytes(version.text.akn))
    lang = version.expression.lang
    try:
        result = agreed_text(base, [agreed(each, lang) for each in chosen], version.profile)
    except NotExecutable as error:
        raise Refused(
            _("Some amendments cannot be carried out on this version."), where="; ".join(error.why),
            remedy=_("Rule on them again, or leave them out."),
        ) from error  # fmt: skip
    except Conflicting as error:
        raise Refused(
            _("Agreed amendments contradict each other."), where="; ".join(error.why),
            remedy=_("Decide which of them falls."),
        ) from error  # fmt: skip
    with act(by=by, verb="applied the agreed amendments", why=why) as a:
        refuse_not_agreed(version, chosen)  # again: while the text was made, somebody may have decided otherwise
        following = add_version(
            by=by, expression=version.expression, number=number, tree=result.document, made=made, label=label,
            origin=Version.Origin.MERGED, profile=version.profile, level=level, id=id, why=why,
        )  # fmt: skip
        a.save_all(provenance(following, base, result.applied, {each.number: each for each in chosen}))
    return following


def agreed_to(version: Version) -> list[Amendment]:
    """Every agreed amendment to this version of the instrument, in whichever language it was tabled."""
    tabled = at_stage(version).order_by("recorded_at", "pk")
    return [each for each in tabled if outcome_of(each) == Outcome.AGREED]


def at_stage(version: Version) -> QuerySet[Amendment]:
    """The amendments to this version and to the same one in other languages."""
    instrument = version.expression.instrument_id
    return Amendment.objects.filter(version__number=version.number, version__expression__instrument=instrument)


def refuse_not_agreed(version: Version, chosen: Sequence[Amendment]) -> None:
    if not chosen:
        raise Refused(_("No amendment to this version was agreed."), where=version.number)
    for each in chosen:
        same_text = each.version.expression.instrument_id == version.expression.instrument_id
        if not same_text or each.version.number != version.number:
            raise Refused(_("This amendment is to another version."), where=each.number)
    waiting = [each.number for each in chosen if outcome_of(each) != Outcome.AGREED]
    if waiting:
        raise Refused(
            _("Only agreed amendments are applied."), where=", ".join(waiting),
            remedy=_("Record the decision on them first."),
        )  # fmt: skip
    if version.expression.versions.filter(position__gt=version.position).exists():
        raise Refused(
            _("A later version of this language is held already."), where=version.number,
            remedy=_("Table the amendments to that version."),
        )  # fmt: skip


def agreed(amendment: Amendment, lang: str) -> Agreed:
    operations = from_values(amendment.operations.get(lang, ()))
    return Agreed(amendment.number, operations, amendment.amends.number if amendment.amends else "")


def provenance(
    version: Version, base: Document, applied: Sequence[tuple[str, Change]], amendments: Mapping[str, Amendment]
) -> list[Provenance]:
    """A row for each change and amendment, in the order of the text."""
    now = uids_of(document_from(bytes(version.text.akn)))
    before = uids_of(base)
    order = {eid: place for place, eid in enumerate(now)}

    def place(change: Change) -> tuple[Any, ...]:
        uid = uid_at(now, change.new or "") or uid_at(before, change.old or "")
        stands = next((eid for eid, other in now.items() if other == uid), "")
        return order.get(stands, len(order)), change.new or change.old or ""

    return [
        Provenance(
            version=version, amendment=amendments[number], position=position, kind=change.kind,
            uid=uid_at(now, change.new or "") or uid_at(before, change.old or ""), eid=change.new or change.old or "",
            words=[list(piece) for piece in change.words],
        )
        for position, (number, change) in enumerate(sorted(applied, key=lambda pair: place(pair[1])), start=1)
    ]  # fmt: skip


def uids_of(document: Document) -> dict[str, str]:
    return {unit.eid: unit.uid for unit in units_of(document) if unit.eid and unit.uid}
