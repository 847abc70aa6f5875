"""What can be done: with works and their relations, with versions, with what answers to what, with amendments."""

from .works import refuse_unknown, register_instrument, relate, title_instrument

__all__ = ["refuse_unknown", "register_instrument", "relate", "title_instrument"]
