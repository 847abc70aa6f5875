"""Refusals of the text engine: what is wrong, where, what was kept, what to do."""

from __future__ import annotations


class TextRefused(ValueError):
    """A file or an order that cannot be followed. `as_json` gives the four texts that are shown to a reader."""

    def __init__(self, error: str, *, where: str = "", remedy: str = "", kept: str = "Nothing was written.") -> None:
        self.error, self.where, self.remedy, self.kept = error, where, remedy, kept
        super().__init__(f"{error} ({where})" if where else error)

    def as_json(self) -> dict[str, str]:
        return {"error": self.error, "where": self.where, "kept": self.kept, "remedy": self.remedy}


class NotReadable(TextRefused):
    """The bytes are not a file of the format that was asked for, or are hostile."""


class NotValid(TextRefused):
    """What was to be written does not satisfy the schema."""


class NotApplicable(TextRefused):
    """A patch or an amendment does not fit the text that it was given."""
