"""The watch on the record, the shared cast, and what every test may use."""

import os
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests.counts import EXAMPLES, SOAK
from travaux.accounts.models import Account, Role
from travaux.lib.messages import compile_catalogues
from travaux.lib.viewer import OPERATOR, Viewer
from travaux.record import guard
from travaux.record.actions import act

# Two cores shared by two workers make deadlines a matter of luck.
# The same examples every time, so that a run says something of the change it runs on; `make soak` looks for new ones.
hypothesis.settings.register_profile("travaux", max_examples=EXAMPLES, deadline=None, derandomize=not SOAK)
hypothesis.settings.load_profile("travaux")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Every write to a recorded table that does not go through an act fails its test; migrations may write."""
    guard.install()


def pytest_configure() -> None:
    """Catalogues are compiled anew; and emptying tables after a test passes the watch and the triggers, alone."""
    compile_catalogues(*settings.LOCALE_PATHS)  # a clean checkout has none, a working one may have old ones
    empty_tables = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with guard.unguarded(connection):
            empty_tables(self)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def speaking_english() -> None:
    """A page asked for in Russian leaves its thread in Russian; each test begins in English."""
    translation.activate("en")


@pytest.fixture
def secretary(db: None) -> Account:
    """Anna, who works in the secretariat and may record facts."""
    anna = Account(id="annaannaanna", email="anna@example.org", full_name="Anna", role=Role.SECRETARIAT)
    anna.set_password("correct-horse-battery")
    with act(by=OPERATOR, verb="made an account for a test") as a:
        a.save(anna)
    return anna


@pytest.fixture
def by(secretary: Account) -> Viewer:
    """The secretary as actions take her."""
    return Viewer(role=secretary.role, account=secretary.id)


@pytest.fixture
def secretary_client(client: Any, secretary: Account) -> Any:
    """A browser in which the secretary has signed in."""
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(scope="session")
def conformance_data() -> Path:
    """The folder of other projects' test data; tests that need it are skipped, loudly, where it is not given."""
    given = os.environ.get("TRAVAUX_CONFORMANCE_DATA")
    if not given:
        pytest.skip("SKIPPED: TRAVAUX_CONFORMANCE_DATA IS NOT SET, SO CONFORMANCE WAS NOT CHECKED")
    return Path(given)
