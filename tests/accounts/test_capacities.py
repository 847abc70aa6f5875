"""Stories of capacities: they come from a mandate or an appointment, and end on their day by themselves."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import BY_APPOINTMENT, BY_MANDATE, Cast
from travaux.accounts.actions import Bound, appoint, close_account, end_appointment, invite, tie_person
from travaux.accounts.capacities import capacities_of
from travaux.accounts.models import Account, Appointment
from travaux.accounts.queries import accounts
from travaux.lib.policy import POLICY, can
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR, PUBLIC, Role
from travaux.record.actions import act
from travaux.registry.actions.people import end_mandate

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def roles(cast: Cast, name: str, on: dt.date) -> list[str]:
    return [held.role for held in capacities_of(Account.objects.get(pk=cast.accounts[name].pk), on)]


@pytest.mark.parametrize("name", [*BY_MANDATE, *BY_APPOINTMENT])
def test_everybody_acts_in_the_capacity_they_came_in(cast: Cast, name: str) -> None:
    role, body, *_ = {**BY_MANDATE, **BY_APPOINTMENT}[name]

    viewer = cast.viewer(name)

    assert (viewer.role, [(held.role, held.body) for held in viewer.capacities]) == (
        role, [(role, cast.bodies[body].pk)],
    )  # fmt: skip
    home = "elsewhere" if name == "stranger" else "assembly"
    assert viewer.assemblies == {cast.bodies[home].pk}


def test_a_delegation_speaks_for_the_parliament_that_sent_it_and_for_no_other(cast: Cast) -> None:
    a, b = cast.viewer("secretary_a").bodies, cast.viewer("secretary_b").bodies

    assert a == {cast.bodies["delegation_a"].pk, cast.bodies["parliament_a"].pk}
    assert not a & b
    assert cast.viewer("observer").bodies == frozenset()


def test_a_mandate_that_ends_takes_the_capacity_with_it(cast: Cast) -> None:
    day = TODAY()
    end_mandate(by=OPERATOR, mandate=cast.mandates["chair"], end=day.isoformat(), reason="x", citations=cast.cited)

    assert roles(cast, "chair", day) == ["chair"]
    assert roles(cast, "chair", day + dt.timedelta(days=1)) == []


def test_an_appointment_ends_on_its_last_day(cast: Cast) -> None:
    day, row = TODAY(), Appointment.objects.get(account=cast.accounts["secretary_a"])
    end_appointment(by=OPERATOR, appointment=row, last_day=day - dt.timedelta(days=1), why="Another secretary.")

    gone = cast.viewer("secretary_a")

    assert roles(cast, "secretary_a", day - dt.timedelta(days=1)) == ["national_secretary"]
    assert (gone.role, gone.capacities, gone.account) == ("public", (), cast.accounts["secretary_a"].pk)
    with pytest.raises(Refused, match="already"):
        end_appointment(by=OPERATOR, appointment=row, last_day=day, why="Again.")


def test_a_closed_account_has_no_capacity(cast: Cast) -> None:
    close_account(by=OPERATOR, account=cast.accounts["secretary_a"], why="has left")
    assert roles(cast, "secretary_a", TODAY()) == []


def test_one_account_may_hold_several_capacities_and_is_tied_to_a_person_later(cast: Cast) -> None:
    account = cast.accounts["expert_a"]
    tie_person(by=OPERATOR, account=account, person=cast.people["member"], why="The same person.")
    appoint(by=OPERATOR, account=account, role=Role.OBSERVER, bound=Bound(body=cast.bodies["elsewhere"]))

    assert sorted(roles(cast, "expert_a", TODAY())) == ["commission_member", "national_expert", "observer"]
    assert roles(cast, "expert_a", dt.date(2020, 1, 1)) == ["national_expert", "commission_member"]


def test_a_capacity_in_one_body_gives_nothing_in_another(cast: Cast) -> None:
    """An expert of one delegation who is the secretary of another may not file for both."""

    class Letter:
        belongs_to = frozenset({cast.bodies["delegation_a"].pk})

    account = cast.accounts["secretary_b"]
    appoint(by=OPERATOR, account=account, role=Role.NATIONAL_EXPERT, bound=Bound(body=cast.bodies["delegation_a"]))

    assert can(cast.viewer("secretary_a"), "file an opinion", Letter())
    assert not can(cast.viewer("secretary_b"), "file an opinion", Letter())
    assert can(cast.viewer("secretary_b"), "comment in private", Letter())


@pytest.mark.parametrize(
    ("role", "bound"),
    [
        (Role.CHAIR, {}),
        (Role.CHAIR, {"person": "member"}),
        (Role.DELEGATION_HEAD, {"person": "delegate_a"}),
        (Role.CHAIR, {"person": "chair", "body": "commission"}),
        (Role.NATIONAL_SECRETARY, {}),
        (Role.NATIONAL_SECRETARY, {"body": "commission"}),
        (Role.BOARD_EXPERT, {"body": "delegation_a"}),
        (Role.SECRETARIAT, {"body": "delegation_a"}),
    ],
)
def test_an_invitation_is_bound_as_its_role_asks(cast: Cast, role: str, bound: dict[str, str]) -> None:
    to = Bound(**{key: (cast.people if key == "person" else cast.bodies)[name] for key, name in bound.items()})
    with pytest.raises(Refused):
        invite(by=OPERATOR, email="new@example.org", role=role, bound=to)


def test_the_database_keeps_that_too(cast: Cast) -> None:
    row = Appointment(account=cast.accounts["chair"], role="chair", body=cast.bodies["commission"], starts_on=TODAY())
    with pytest.raises(IntegrityError), transaction.atomic(), act(by=OPERATOR, verb="forged") as a:
        a.save(row)


@pytest.mark.parametrize("name", ["public", *BY_MANDATE, *BY_APPOINTMENT])
def test_only_staff_bring_people_in(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        invite(by=cast.viewer(name), email="new@example.org", role=Role.OBSERVER)
    with pytest.raises(NotAllowed):
        close_account(by=cast.viewer(name), account=cast.accounts["observer"], why="x")


def test_the_list_of_accounts_says_what_each_may_act_as_and_until_when(cast: Cast) -> None:
    listed = {each.email: each for each in accounts(OPERATOR, on=TODAY(), lang="en")}

    secretary = listed["secretary_a@example.org"].capacities[0]
    assert (secretary.label, secretary.body.name.text, secretary.until, bool(secretary.appointment)) == (
        "national secretary", "Delegation of Alder", None, True,
    )  # fmt: skip
    assert listed["chair@example.org"].capacities[0].by_mandate
    assert accounts(PUBLIC, on=TODAY(), lang="en") == ()


def test_every_refusal_of_the_table_has_its_words() -> None:
    assert [act for act, rule in POLICY.items() if not str(rule.why_not) or not rule.permits] == []
    assert {role for rule in POLICY.values() for role in rule.permits} <= set(Role.values)
