"""Frozen summaries as JSON values, and the JSON Schema that says their shape: one walk over the types."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import EnumType
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    Any: {},
}


def as_json(value: Any) -> Any:
    """A summary as plain JSON values: dataclasses are objects, tuples arrays, days and moments ISO 8601.

    >>> as_json({"on": dt.date(2022, 6, 6), "span": (3, 9)})
    {'on': '2022-06-06', 'span': [3, 9]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(each) for each in value]
    if isinstance(value, dt.date):  # a moment is a day too
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool | float) else str(value)


def schema_of(kind: type, *, address: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `as_json` makes of one kind of summary, inside the twin's envelope."""
    defs: dict[str, Any] = {}
    data = shape(kind, defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "properties": {
            "schema": {"const": address},
            "self": {"type": "string"},
            "lang": {"enum": ["en", "ru"]},
            "notice": {"type": "string"},
            "data": data,
        },
        "required": ["schema", "self", "lang", "notice", "data"],
        "additionalProperties": False,
        "$defs": defs,
    }


def shape(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        return reference(kind, defs)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [shape(each, defs) for each in args]}
    if origin in (tuple, list, frozenset, set):
        return array(origin, args, defs)
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": shape(args[1], defs) if args else {}}
    if isinstance(kind, EnumType):
        return {"enum": list(kind.__members__.values())}
    raise TypeError(f"No JSON shape for {kind}: write the summary's field with a plain type.")


def array(origin: Any, args: tuple[Any, ...], defs: dict[str, Any]) -> dict[str, Any]:
    if origin is tuple and Ellipsis not in args:
        parts = [shape(each, defs) for each in args]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    return {"type": "array", "items": shape(args[0], defs)}


def reference(kind: type, defs: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}  # named before it is filled: kinds may refer to each other
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        defs[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().partition("\n")[0],
            "properties": {name: shape(hints[name], defs) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
