"""What can be done: with works and their relations, with versions, with what answers to what, with amendments."""

from ..reading import File
from .amendments import (
    Author,
    ToTable,
    apply_agreed,
    rule_on_amendment,
    table_amendment,
    table_together,
    withdraw_amendment,
)
from .matching import align, correct_correspondence
from .versions import (
    add_expression,
    add_version,
    declare_authentic,
    file_manifestation,
    point_at,
    release_version,
)
from .works import refuse_unknown, register_instrument, relate, title_instrument

__all__ = [
    "Author",
    "File",
    "ToTable",
    "add_expression",
    "add_version",
    "align",
    "apply_agreed",
    "correct_correspondence",
    "declare_authentic",
    "file_manifestation",
    "point_at",
    "refuse_unknown",
    "register_instrument",
    "relate",
    "release_version",
    "rule_on_amendment",
    "table_amendment",
    "table_together",
    "title_instrument",
    "withdraw_amendment",
]
