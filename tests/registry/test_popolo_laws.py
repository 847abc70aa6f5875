"""What comes in goes out, for any file that is well formed: generated, not chosen."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from travaux.lib.viewer import OPERATOR
from travaux.record.verify import verify
from travaux.registry.popolo import export_popolo, import_popolo

ON = dt.date(2026, 1, 1)

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12).filter(str.strip)
IDS = st.text("abc/~%«», 019", min_size=1, max_size=8)
DATES = st.sampled_from(["1991", "2010", "2010-05", "2010-05-31", "2012-02-29", "2019-12-31T10:00:00Z"])
OTHER = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
NAMES = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"lang": st.sampled_from(["ru", "tj", "zh-hans", ""]), "note": WORDS, "x": OTHER, "start_date": DATES},
)


def maybe(**fields: Any) -> dict[str, Any]:
    return {name: st.none() | strategy for name, strategy in fields.items()}


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """A file of up to three objects of each kind, references inside it."""
    ids = {kind: draw(st.lists(IDS, max_size=3, unique=True)) for kind in ("persons", "organizations", "posts")}

    def one(id: str, **optional: Any) -> dict[str, Any]:
        more = {"other_names": st.lists(NAMES, max_size=2), "x": OTHER, "birth_date": DATES, **optional}
        return {"id": id, **draw(st.fixed_dictionaries({}, optional={**maybe(name=WORDS), **more}))}

    def ref(kind: str) -> Any:
        return st.sampled_from(ids[kind])

    organizations = [one(id, classification=st.sampled_from(["party", "legislature", "Corporation"])) for id in
                     ids["organizations"]]  # fmt: skip
    posts = [
        {**one(id, **maybe(label=WORDS, role=WORDS)), "organization_id": draw(ref("organizations"))}
        for id in ids["posts"] if ids["organizations"]
    ]  # fmt: skip
    ids["posts"] = [post["id"] for post in posts]
    memberships = [
        {
            "person_id": draw(ref("persons")),
            "organization_id": draw(ref("organizations")),
            **draw(st.fixed_dictionaries({}, optional={
                **maybe(role=WORDS, on_behalf_of_id=ref("organizations")), "end_date": DATES, "x": OTHER,
                **({"post_id": ref("posts")} if ids["posts"] else {}),
            })),
        }
        for _ in range(draw(st.integers(0, 3))) if ids["persons"] and ids["organizations"]
    ]  # fmt: skip
    for membership in memberships:  # a post is held in its own organization
        of = {post["id"]: post["organization_id"] for post in posts}
        membership["organization_id"] = of.get(membership.get("post_id"), membership["organization_id"])
    return {"persons": [one(id) for id in ids["persons"]], "organizations": organizations, "posts": posts,
            "memberships": memberships, "areas": [], "meta": draw(OTHER)}  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=files())
def test_any_file_goes_out_as_it_came_in(document: dict[str, Any]) -> None:
    with transaction.atomic():
        import_popolo(by=OPERATOR, data=json.dumps(document).encode())
        assert export_popolo(viewer=OPERATOR, on=ON) == document
        assert verify().ok
        transaction.set_rollback(True)
