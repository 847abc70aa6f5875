"""What can be done with objections and parts: raise one, lift it, decide what becomes of an annexed text."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_entry
from travaux.captures.models import Citation
from travaux.core.procedure import Procedure
from travaux.dossiers.actions import Actor, Day, open_dossier, record_event
from travaux.dossiers.models import Dossier, Event
from travaux.dossiers.paths import path
from travaux.instruments.actions import relate
from travaux.instruments.models import Component, Instrument
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import OPERATOR, Level, Viewer
from travaux.record.actions import act

from ..models import Addressee, Lifting, Objection, PartDecision, Round
from .answers import refuse_closed
from .rounds import in_both


@dataclass(frozen=True)
class Against:
    """What is objected to: the whole text, an annexed text by its eId, or a provision by its uid."""

    part: str = ""
    uid: str = ""


WHOLE = Against()


def raise_objection(
    *, by: Viewer, addressee: Addressee, objection_class: str, text: str, against: Against = WHOLE,
    level: str = Level.COMMISSION,
) -> Objection:  # fmt: skip
    """A delegation objects, or reserves its position: its own act, of a class that the rules of the dossier name.

    Where the class is a step of the rules, it is recorded in the dossier as a happening of that step, so that its
    effect counts. Raises Refused for a class that the rules do not have, and for a part that the version does not have.
    """
    refuse_unless(by, "object", addressee)
    round = addressee.round
    rules = rules_of(round.dossier)
    known = rules.objections.get(objection_class)
    if known is None:
        raise Refused(
            _("The rules have no such class of objection."), where=objection_class, remedy=", ".join(rules.objections)
        )
    if not text.strip():
        raise Refused(_("Say what is objected to, and why."), where="text")
    if against.part:
        part_of(round, against.part)
    elif known.component:
        raise Refused(_("This class is about a part of the text."), where="part", remedy=_("Choose the part."))
    with act(by=by, verb="objected") as a:
        refuse_closed(round)
        event = told(round, str(addressee), dict(known.title), level, steps=[known.step] if known.step else [])
        made = Objection(
            round=round, addressee=addressee, version=round.version, objection_class=objection_class,
            label=dict(known.title), part=against.part, uid=against.uid, text=text, event=event, raised_at=a.at,
            account=by.account or "", level=level,
        )  # fmt: skip
        a.save(made)
    return made


def lift_objection(*, by: Viewer, objection: Objection, how: str, why: str = "") -> Lifting:
    """End an objection: its delegation withdraws it, or the commission meets it or does not.

    Raises Refused for one that is over, and for an end that is not this person's to give.
    """
    if how not in Lifting.How.values:
        raise Refused(_("An objection does not end like this."), where=how)
    withdrawn = how == Lifting.How.WITHDRAWN
    if withdrawn:
        refuse_unless(by, "object", objection.addressee)
    else:
        refuse_unless(by, "decide an answer", Part(objection.round))
    if how == Lifting.How.OVERRULED and not why.strip():
        raise Refused(_("Who does not meet an objection says why."), where="why")
    rules = rules_of(objection.round.dossier)
    known = rules.objections.get(objection.objection_class)
    step = rules.steps.get(known.lifted_by) if known else None
    with act(by=by, verb="ended an objection", why=why) as a:
        if Lifting.objects.filter(objection=objection).exists():
            raise Refused(_("This objection is over already."))
        label = in_both(lambda: gettext("Objection ended: %(how)s") % {"how": Lifting.How(how).label})
        outcome = [option.id for option in step.options if option.id == how] if step else []
        event = told(
            objection.round, str(objection.addressee) if withdrawn else "", label, objection.level,
            steps=[step.id] if step else [], outcome=outcome, answers=objection.event,
        )  # fmt: skip
        made = Lifting(
            objection=objection, how=how, why=why, event=event, lifted_at=a.at, account=by.account or "",
            level=objection.level,
        )  # fmt: skip
        a.save(made)
    return made


def decide_part(
    *, by: Viewer, round: Round, part: str, way: str, why: str, level: str = Level.COMMISSION,
    procedure: str = "",
) -> PartDecision:  # fmt: skip
    """The commission decides what becomes of an annexed text.

    Split off, it gets a dossier of its own under `procedure` (that of this dossier unless given), with the history
    told on both sides. The text itself is changed by its next version; this says what that version must do.
    """
    refuse_unless(by, "decide an answer", Part(round))
    if way not in PartDecision.Way.values:
        raise Refused(_("There is no such way."), where=way)
    if not why.strip():
        raise Refused(_("Say why."), where="why")
    component = part_of(round, part)
    with act(by=by, verb="decided on a part", why=why) as a:
        refuse_closed(round)
        said = PartDecision.Way(way).label
        label = in_both(lambda: gettext("On the annexed text: %(way)s") % {"way": said})
        event = told(round, "", label, level, instruments=[component.instrument])
        own = split_off(round, component.instrument, level, procedure) if way == PartDecision.Way.SPLIT else None
        made = PartDecision(
            round=round, part=part, way=way, why=why, event=event, dossier=own, decided_at=a.at,
            account=by.account or "", level=level,
        )  # fmt: skip
        a.save(made)
    return made


def split_off(round: Round, instrument: Instrument, level: str, procedure: str) -> Dossier:
    """A dossier for the annexed text, and the relation that says where it came from."""
    old = round.dossier
    source = [entry(level)]
    relate(by=OPERATOR, subject=instrument, kind="split_from", to=old.instrument, citations=source)
    own = open_dossier(
        by=OPERATOR, instrument=instrument, assembly=old.assembly, procedure=procedure or old.procedure,
        notice=old.notice, level=old.level,
    )  # fmt: skip
    record_event(
        by=OPERATOR, dossier=own, label=in_both(lambda: gettext("Split off from the text that it was annexed to")),
        citations=source, date=today(), instruments=[old.instrument],
    )  # fmt: skip
    return own


@dataclass(frozen=True)
class Part:
    """A round as the policy asks of it: whose commission decides."""

    round: Round

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset({self.round.commission_id} if self.round.commission_id else ())


def part_of(round: Round, eid: str) -> Component:
    """The annexed text of the round's version, by its eId."""
    found = Component.objects.filter(version=round.version_id, eid=eid).select_related("instrument").first()
    if found is None:
        raise Refused(_("The version has no such part."), where=eid)
    return found


def rules_of(dossier: Dossier) -> Procedure:
    found = path(dossier.procedure)
    if found is None:
        raise Refused(_("The rules of this dossier are not here."), where=dossier.procedure)
    return found


def told(
    round: Round, actor: str, label: Mapping[str, str], level: str, *, steps: list[str] | None = None,
    outcome: list[str] | None = None, answers: Event | None = None, instruments: list[Instrument] | None = None,
) -> Event:  # fmt: skip
    """The event in the dossier, by whoever acts here; as open as the act itself. Who acted is asked before."""
    return record_event(
        by=OPERATOR, dossier=round.dossier, label=label, citations=[entry(level)], date=today(),
        actor=Actor(actor), steps=steps or [], outcome=outcome or [], answers=answers, instruments=instruments or [],
    )  # fmt: skip


def entry(level: str) -> Citation:
    opened = Level.PUBLIC if level == Level.PUBLIC else Level.SECRETARIAT
    return cite_entry(by=OPERATOR, capacity="circulation", on=timezone.localdate(), level=opened)


def today() -> Day:
    return Day(timezone.localdate().isoformat(), "stated")
