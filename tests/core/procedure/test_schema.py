"""The schema that editors use accepts what the loader accepts, and knows exactly its keys."""

import json
from datetime import date

import jsonschema
import pytest
import yaml

from travaux.core.procedure import shipped_ids
from travaux.core.procedure.reading import EFFECT, OPTION, PHASE, RULE, STEP, TOP
from travaux.core.procedure.reading_clocks import CLOCK
from travaux.core.procedure.reading_conditions import BOUNDS, FORMS
from travaux.core.procedure.shipped import FOLDER

SCHEMA = json.loads((FOLDER / "procedure.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("id", shipped_ids())
def test_the_shipped_procedures_are_valid_in_an_editor(id: str) -> None:
    read = yaml.safe_load((FOLDER / f"{id}.yaml").read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(read, default=lambda day: day.isoformat() if isinstance(day, date) else day))

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(plain, SCHEMA)


def test_the_schema_knows_the_keys_of_the_loader_and_no_others() -> None:
    parts = SCHEMA["$defs"]
    step = parts["step"]["properties"]
    known = {
        "top": SCHEMA["properties"],
        "phase": parts["phase"]["properties"],
        "step": step,
        "rule": parts["rule"]["properties"],
        "clock": parts["clock"]["properties"],
        "condition": parts["condition"]["oneOf"][1]["properties"],
        "option": step["options"]["additionalProperties"]["properties"],
        "effect": step["effects"]["items"]["properties"],
    }
    condition = (*FORMS, *BOUNDS, "of")
    loaded = {"top": TOP, "phase": PHASE, "step": STEP, "rule": RULE, "clock": CLOCK, "condition": condition}
    loaded |= {"option": OPTION, "effect": EFFECT}

    assert {name: set(keys) for name, keys in known.items()} == {name: set(keys) for name, keys in loaded.items()}


def test_a_slip_of_the_pen_is_seen_in_the_editor() -> None:
    step = {"id": "a", "title": {"en": "A"}, "afterr": "start"}
    phases = [{"id": "x", "title": {"en": "X"}, "steps": [step]}]

    with pytest.raises(jsonschema.ValidationError, match="afterr"):
        jsonschema.validate({"id": "p", "title": {"en": "P"}, "phases": phases}, SCHEMA)
