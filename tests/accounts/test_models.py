"""Stories of accounts as rows: addresses are one whatever their case, and the record learns no personal data."""

from django.contrib.auth.models import AnonymousUser

from travaux.accounts.models import Account, Role
from travaux.accounts.queries import viewer_of
from travaux.lib.viewer import PUBLIC, Viewer


def test_a_visitor_without_account_is_the_public() -> None:
    assert viewer_of(AnonymousUser()) == PUBLIC


def test_an_account_sees_by_its_role_until_it_is_closed() -> None:
    anna = Account(id="anna", email="anna@example.org", role=Role.SECRETARIAT)
    assert viewer_of(anna) == Viewer(role="secretariat", account="anna")
    anna.is_active = False
    assert viewer_of(anna) == PUBLIC


def test_the_state_for_the_record_names_nobody() -> None:
    state = Account(id="anna", email="anna@example.org", full_name="Anna", role=Role.SECRETARIAT).state()
    assert state == {
        "type": "accounts.account", "id": "anna", "level": "secretariat", "role": "secretariat", "is_active": True,
    }  # fmt: skip
