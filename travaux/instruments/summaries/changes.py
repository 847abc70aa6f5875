"""What is shown of one change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChangeShown:
    """One thing that happened to one unit, a heading, a line outside units, or a cell."""

    kind: str  # added | removed | moved | renumbered | reworded | split | joined
    kind_label: str
    old: str  # eId in the old text; "" where it is new
    new: str  # eId in the new text; "" where it is gone
    uid: str  # of the unit that it stands in; "" outside units
    label: str  # how people call the place: “Article 7, 2”
    words: tuple[tuple[str, str], ...]  # ("=" | "+" | "-", text)
