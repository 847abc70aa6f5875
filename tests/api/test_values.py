"""Summaries as JSON, and a schema that each of them obeys."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import jsonschema
import pytest

from travaux.api.twins import KINDS, harmless, table
from travaux.api.values import as_json, schema_of


@dataclass(frozen=True)
class Leaf:
    """A leaf."""

    text: str
    on: dt.date | None


@dataclass(frozen=True)
class Tree:
    """A tree of leaves."""

    span: tuple[int, int]
    leaves: tuple[Leaf, ...]
    said: Mapping[str, str]
    under: "Tree | None"


TREE = Tree((1, 4), (Leaf("a", dt.date(2022, 6, 6)), Leaf("b", None)), {"en": "x"}, Tree((0, 1), (), {}, None))


def enveloped(data):
    return {"schema": "/schemas/tree.json", "self": "/trees/1.json", "lang": "en", "notice": "", "data": data}


def test_a_summary_becomes_plain_values():
    assert as_json(TREE)["leaves"] == [{"text": "a", "on": "2022-06-06"}, {"text": "b", "on": None}]


def test_the_schema_fits_the_values_and_refuses_others():
    schema = schema_of(Tree, address="/schemas/tree.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(enveloped(as_json(TREE)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(enveloped({**as_json(TREE), "span": [1]}), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(enveloped({**as_json(TREE), "rank": 1}), schema)


@pytest.mark.parametrize("name", KINDS)
def test_every_published_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(schema_of(KINDS[name], address=f"/schemas/{name}.json"))


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == "'" + cell
    assert f"'{cell}".encode() in table("t", ["a"], [[cell]]).content
