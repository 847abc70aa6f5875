"""The operator says at the server who is here as what, and until when."""

from collections.abc import Callable
from typing import Any

import pytest

MAPLE = "nbt2vd3sq3va"  # the delegation of an invented parliament of the exercise


@pytest.fixture
def loaded(travaux: Callable[..., Any]) -> Callable[..., Any]:
    assert travaux("migrate").code == 0
    assert travaux("sample", "load", "exercise").code == 0
    return travaux


def test_a_national_secretary_is_invited_to_a_delegation_and_a_wrong_body_is_named(loaded: Callable[..., Any]) -> None:
    role = ("--role", "national_secretary")
    made = loaded("account", "invite", "nora@example.org", *role, "--body", MAPLE, "--until", "2099-12-31", "--json")
    assert made.code == 0, made.err
    assert made.json()["role"] == "national_secretary" and "/en/invitation/" in made.json()["link"]

    for wrong in (("--body", "0" * 12), (), ("--body", MAPLE, "--until", "tomorrow"), ("--person", "0" * 12)):
        refused = loaded("account", "invite", "nick@example.org", *role, *wrong)
        assert refused.code == 2 and "Traceback" not in refused.err, wrong

    nobody = loaded("account", "appoint", "nora@example.org", *role, "--body", MAPLE, "--why", "x")
    assert nobody.code == 2 and "No account has this address" in nobody.err
    assert loaded("account", "list", "--json").json() == []
