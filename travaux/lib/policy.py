"""Who may do what: one table, asked by the button, the page, the programme's answer and the action alike.

An act is allowed to a capacity under a condition. Conditions know no models: an object that an act is done to says
whose it is by `belongs_to` (ids of bodies) or `belongs_to_account` (an account's id).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .viewer import STAFF, Capacity, Role, Viewer

Condition = Callable[[Capacity, Viewer, Any], bool]


def always(held: Capacity, actor: Viewer, object: Any) -> bool:
    return True


def own_body(held: Capacity, actor: Viewer, object: Any) -> bool:
    """The object is addressed to, written by or before a body for which this capacity speaks."""
    return object is None or bool(held.speaks_for.intersection(object.belongs_to))


def own_account(held: Capacity, actor: Viewer, object: Any) -> bool:
    return object is None or (actor.account is not None and object.belongs_to_account == actor.account)


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    permits: Mapping[str, Condition]  # capacity -> under what condition
    why_not: Any  # words for whoever is refused
    remedy: Any = ""  # what they can do instead


@dataclass(frozen=True)
class Answer:
    """Whether, and if not, why not."""

    allowed: bool
    why_not: Any = ""  # lazy words; "" where it is allowed
    remedy: Any = ""

    def __bool__(self) -> bool:
        return self.allowed


def to(*roles: str, when: Condition = always) -> dict[str, Condition]:
    return {str(role): when for role in roles}


SECRETARIAT_WORD = _("Only the secretariat can record this.")
SIGN_IN = _("Sign in with a secretariat account, or report an error on the page you are reading.")
ASK_SECRETARIAT = _("Ask the secretariat of the assembly.")
ASK_OPERATOR = _("Ask the operator of this server.")
ANSWERING = (Role.DELEGATION_HEAD, Role.NATIONAL_SECRETARY)

POLICY: dict[str, Rule] = {
    "record": Rule(to(*STAFF), SECRETARIAT_WORD, SIGN_IN),
    "release": Rule(to(*STAFF), _("Only the secretariat opens what is not public."), ASK_SECRETARIAT),
    # people
    "invite": Rule(to(*STAFF), _("You may not invite people to this role."), ASK_OPERATOR),
    "invite an operator": Rule(to(Role.OPERATOR), _("You may not invite people to this role."), ASK_OPERATOR),
    "close an account": Rule(to(*STAFF), _("You may not close this account."), ASK_OPERATOR),
    "close an operator's account": Rule(to(Role.OPERATOR), _("You may not close this account."), ASK_OPERATOR),
    # the round
    "open a round": Rule(to(*STAFF), _("Only the secretariat asks parliaments for their opinions."), ASK_SECRETARIAT),
    "register a document": Rule(to(*STAFF), _("Only the secretariat keeps the register of letters."), ASK_SECRETARIAT),
    "read a round": Rule(
        {**to(*STAFF), **to(*ANSWERING, Role.DELEGATION_MEMBER, Role.NATIONAL_EXPERT, when=own_body),
         **to(Role.CHAIR, Role.COMMISSION_MEMBER, Role.BOARD_EXPERT, when=own_body)},
        _("This is open to those who were asked, and to the commission."), ASK_SECRETARIAT,
    ),
    "acknowledge": Rule({**to(*STAFF), **to(*ANSWERING, when=own_body)}, _("This was not sent to you.")),
    "file an opinion": Rule(
        {**to(*STAFF), **to(*ANSWERING, when=own_body)},
        _("Only the head or the secretary of the delegation that was asked files its opinion."), ASK_SECRETARIAT,
    ),
    "confirm rows": Rule(
        {**to(*STAFF), **to(*ANSWERING, when=own_body)},
        _("Only the parliament that wrote the letter confirms what was read from it."), ASK_SECRETARIAT,
    ),
    "comment in private": Rule(
        to(*ANSWERING, Role.NATIONAL_EXPERT, when=own_body),
        _("You comment on what was sent to your own delegation."), ASK_SECRETARIAT,
    ),
    "propose an answer": Rule(
        {**to(*STAFF), **to(Role.CHAIR, Role.COMMISSION_MEMBER, when=own_body)},
        _("Answers are proposed by the secretariat or the commission."), ASK_SECRETARIAT,
    ),
    "decide an answer": Rule(
        {**to(*STAFF), **to(Role.CHAIR, when=own_body)},
        _("The commission decides; its chair or the secretariat enters what it decided."), ASK_SECRETARIAT,
    ),
    "close with open comments": Rule(
        {**to(Role.SECRETARIAT), **to(Role.CHAIR, when=own_body)},
        _("A named person of the secretariat, or the chair, closes with open comments."), ASK_SECRETARIAT,
    ),
    "react to an answer": Rule(
        to(*ANSWERING, when=own_body), _("Only the delegation whose remark it was says whether it is satisfied."),
        ASK_SECRETARIAT,
    ),
    "object": Rule(to(*ANSWERING, when=own_body), _("Only the delegation itself objects or reserves its position.")),
    # texts
    "table an amendment": Rule(
        {**to(*STAFF), **to(*ANSWERING, when=own_body)},
        _("An amendment is tabled by the delegation whose it is, or by the secretariat."), ASK_SECRETARIAT,
    ),
    # experts
    "ask for a review": Rule(to(*STAFF), _("Only the secretariat asks a board for its review."), ASK_SECRETARIAT),
    "read reviews": Rule(
        {**to(*STAFF), **to(Role.BOARD_EXPERT, when=own_body)},
        _("This is open to the board that was asked."), ASK_SECRETARIAT,
    ),
    "review": Rule(to(Role.BOARD_EXPERT, when=own_account), _("This review is another expert's.")),
}  # fmt: skip


def can(actor: Viewer, act: str, object: Any = None, at: dt.date | None = None) -> Answer:
    """Whether an actor may do an act of the table to an object on a day (today unless said otherwise).

    Without an object: whether there can be one that it may be done to; that is how a page shows or hides its door.
    Raises KeyError for an act that the table does not have: that is a mistake in the code, never an answer.
    """
    rule, day = POLICY[act], at or timezone.localdate()
    for held in held_by(actor):
        condition = rule.permits.get(held.role)
        if condition and held.holds(day) and condition(held, actor, object):
            return Answer(True)
    return Answer(False, rule.why_not, rule.remedy)


def held_by(actor: Viewer) -> Iterable[Capacity]:
    return (Capacity(actor.role),) if actor.is_staff else actor.capacities
