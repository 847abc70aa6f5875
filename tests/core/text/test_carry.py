"""A provision keeps its uid through versions; what split or was joined states its ancestors."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.trees import documents, edited
from travaux.core.text.carry import carry
from travaux.core.text.plain import read_text
from travaux.core.text.tree import Document, Unit, walk

OLD = "ЗАКОН\nСтатья 1. Обмен\n1. Архив открыт для исследователей. Плата за копии взимается по закону.\n2. Срок – год."


def minting(prefix: str) -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def first(text: str) -> Document:
    empty = read_text("ЗАКОН\nСтатья 9", profile_id="cis-model-act").document
    return carry(empty, read_text(text, profile_id="cis-model-act").document, minting("a"))[0]


def uids(document: Document) -> dict[str | None, str | None]:
    return {unit.eid: unit.uid for unit in walk(document) if isinstance(unit, Unit)}


def test_a_renumbered_and_a_reworded_unit_keep_their_uids() -> None:
    old = first(OLD)
    new = read_text(
        OLD.replace("2. Срок – год.", "2. Новая часть о языке.\n3. Срок – год."), profile_id="cis-model-act"
    )
    carried, rows = carry(old, new.document, minting("b"))
    assert uids(carried)["art_1__para_3"] == uids(old)["art_1__para_2"]
    assert uids(carried)["art_1__para_2"] == "b1"
    assert {row.relation for row in rows} == {"same", "added"}


def test_a_split_unit_states_its_ancestor_and_takes_new_uids() -> None:
    old = first(OLD)
    text = OLD.replace(" Плата", "\n2. Плата").replace("2. Срок", "3. Срок")
    carried, rows = carry(old, read_text(text, profile_id="cis-model-act").document, minting("b"))
    ancestor = uids(old)["art_1__para_1"]
    split = [row for row in rows if row.relation == "split"]
    assert [row.old for row in split] == [(ancestor,), (ancestor,)]
    assert ancestor not in uids(carried).values()


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_every_unit_has_a_uid_and_no_two_share_one(data: st.DataObject) -> None:
    empty = read_text("ЗАКОН\nСтатья 9", profile_id="cis-model-act").document
    old = carry(empty, data.draw(documents()), minting("a"))[0]
    new, rows = carry(old, data.draw(edited(old)), minting("b"))
    given_uids = [unit.uid for unit in walk(new) if isinstance(unit, Unit)]
    assert None not in given_uids
    assert len(set(given_uids)) == len(given_uids)
    assert sorted(uid for row in rows for uid in row.new) == sorted(map(str, given_uids))
