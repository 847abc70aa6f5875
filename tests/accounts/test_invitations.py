"""Stories of coming in: a link works once, for one address, for a while; and the record says who let whom in."""

import datetime as dt

import pytest

from travaux.accounts.actions import accept, close_account, invite
from travaux.accounts.models import Account, Role
from travaux.accounts.queries import open_invitation, viewer_of
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR, PUBLIC, Viewer
from travaux.record.models import Body

pytestmark = pytest.mark.django_db
GOOD = "correct-horse-battery"


def test_a_link_makes_one_account_once() -> None:
    invited = invite(by=OPERATOR, email="anna@example.org", role=Role.SECRETARIAT)

    anna = accept(token=invited.token, password=GOOD, full_name="Anna")

    assert (anna.email, anna.role, anna.check_password(GOOD)) == ("anna@example.org", "secretariat", True)
    with pytest.raises(Refused, match="cannot be used"):
        accept(token=invited.token, password=GOOD)
    assert Account.objects.count() == 1


def test_the_record_tells_of_it_without_the_address_or_the_token() -> None:
    invited = invite(by=OPERATOR, email="anna@example.org", role=Role.SECRETARIAT)
    accept(token=invited.token, password=GOOD)

    bodies = list(Body.objects.order_by("line_id"))

    assert [body.level for body in bodies] == ["secretariat", "secretariat"]
    assert not any("anna@" in body.text or invited.token in body.text for body in bodies)


def test_the_database_does_not_hold_the_token() -> None:
    invited = invite(by=OPERATOR, email="anna@example.org", role=Role.SECRETARIAT)
    assert invited.token not in str(vars(invited.invitation))
    assert open_invitation(invited.invitation.token_sha256) is None


def test_a_link_grows_old() -> None:
    invited = invite(by=OPERATOR, email="anna@example.org", role=Role.SECRETARIAT, lasts=dt.timedelta(microseconds=1))
    with pytest.raises(Refused, match="cannot be used"):
        accept(token=invited.token, password=GOOD)


@pytest.mark.parametrize("password", ["short", "password1234", "anna@example.org"])
def test_a_weak_password_leaves_the_link_usable(password: str) -> None:
    invited = invite(by=OPERATOR, email="anna@example.org", role=Role.SECRETARIAT)
    with pytest.raises(Refused):
        accept(token=invited.token, password=password)
    assert accept(token=invited.token, password=GOOD).is_active


@pytest.mark.parametrize(
    ("by", "role"),
    [(PUBLIC, "secretariat"), (Viewer(role="secretariat", account="x"), "operator"), (OPERATOR, "king")],
)
def test_who_may_not_invite_to_what(by: Viewer, role: str) -> None:
    with pytest.raises(Refused):
        invite(by=by, email="bela@example.org", role=role)


@pytest.mark.parametrize("email", ["", "no address", "ANNA@example.org"])
def test_addresses_that_are_refused(email: str) -> None:
    accept(token=invite(by=OPERATOR, email="anna@example.org", role="secretariat").token, password=GOOD)
    with pytest.raises(Refused):
        invite(by=OPERATOR, email=email, role="secretariat")


def test_a_closed_account_is_the_public_again() -> None:
    anna = accept(token=invite(by=OPERATOR, email="anna@example.org", role="secretariat").token, password=GOOD)
    close_account(by=OPERATOR, account=anna, why="has left")
    assert viewer_of(Account.objects.get(id=anna.id)) == PUBLIC
