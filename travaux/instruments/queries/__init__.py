"""What can be asked: of instruments and tasks, of their texts, of the amendments tabled to them."""

from .works import instrument, instruments_shown, kinds, tasks

__all__ = ["instrument", "instruments_shown", "kinds", "tasks"]
