"""Canonical JSON (RFC 8785), so that anyone can compute the same digest from the same value."""

import hashlib
from typing import Any

import rfc8785


class NotCanonical(ValueError):
    """A value that has no single canonical form here; says where in the value it stands."""


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of a JSON value without fractions.

    Floats are refused although the standard allows them: two programs that print the same number differently would
    part over a digest. Write a fraction as a string.

    >>> canonical({"b": [True, None], "a": "ё"})
    b'{"a":"\\xd1\\x91","b":[true,null]}'
    """
    refuse_floats(value)
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        raise NotCanonical(str(error)) from error


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, as 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def refuse_floats(value: Any, where: str = "$") -> None:
    if isinstance(value, float):
        raise NotCanonical(f"{where} is a fraction ({value}); write it as a string")
    if isinstance(value, dict):
        for key, inner in value.items():
            refuse_floats(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            refuse_floats(inner, f"{where}[{index}]")
