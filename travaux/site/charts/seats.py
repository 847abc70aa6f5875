"""The seats arc: who sits, delegation by delegation, in a half circle of dots.

Neutral by construction: one hue, no party, no rank; delegations stand in the order given (the caller
sorts them alphabetically in the page's language) and are told apart by gaps, not by colour.
"""

from dataclasses import dataclass
from html import escape
from math import cos, floor, pi, sin
from textwrap import wrap

_WIDTH = 920.0
_OUTER = 250.0  # radius of the outermost row
_INNER = 0.42  # innermost row, as a share of the outermost
_BASE = 350.0  # y of the half circle's diameter; leaves room for four lines above the arc
_GAP = 0.075  # radians left empty between two delegations
_LINE = 20  # letters in a line of a short name
_LEADING = 16


@dataclass(frozen=True, kw_only=True)
class SeatGroup:
    """One delegation's seats, as far as sources state them.

    >>> SeatGroup(label="Delegation of A", short="A", holder=2, unnamed=3).seats
    5
    """

    label: str  # full name, for the description
    short: str = ""  # name drawn beside the seats, in lines; empty draws the count alone
    holder: int = 0  # seats whose holder a source states
    unnamed: int = 0  # seats whose holder no source states
    vacant: int = 0  # seats a source states to be vacant

    def __post_init__(self) -> None:
        """Raise ValueError for a negative number of seats."""
        if min(self.holder, self.unnamed, self.vacant) < 0:
            raise ValueError(f"{self.label}: a number of seats cannot be negative")

    @property
    def seats(self) -> int:
        """Stated seats, whatever is known of their holders."""
        return self.holder + self.unnamed + self.vacant


@dataclass(frozen=True)
class _Place:
    """Where one seat stands: angle in radians from the left end, radius in user units."""

    angle: float
    radius: float


def seats_arc(groups: list[SeatGroup], *, title: str, description: str) -> str:
    """Draw the groups as one SVG element.

    title: the finding, one sentence; it becomes the picture's name.
    description: the numbers in words; it becomes the picture's description.
    Both are text, not markup. A group without seats is not drawn. Returns "" when no group has a seat:
    the caller then says so in words.
    """
    drawn = [group for group in groups if group.seats]
    total = sum(group.seats for group in drawn)
    if not total:
        return ""
    places, size = _places(total, gaps=len(drawn) - 1)
    parts: list[str] = []
    start = 0
    for index, group in enumerate(drawn):
        own = [_Place(place.angle + index * _GAP, place.radius) for place in places[start : start + group.seats]]
        parts.append(_draw_group(group, own, size=size))
        start += group.seats
    return (
        f'<svg role="img" aria-labelledby="seats-title seats-desc" viewBox="0 0 {_WIDTH:g} {_BASE + 14:g}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="seats-title">{escape(title)}</title>'
        f'<desc id="seats-desc">{escape(description)}</desc>{"".join(parts)}'
        f'<text class="seat-total" x="{_WIDTH / 2:g}" y="{_BASE:g}" text-anchor="middle">{total}</text></svg>'
    )


def _places(total: int, *, gaps: int) -> tuple[list[_Place], float]:
    """Places for all seats from left to right, gaps not yet opened, and the radius of a dot."""
    sweep = pi - gaps * _GAP
    rows = _row_count(total, sweep=sweep)
    radii = [_OUTER * (_INNER + (1 - _INNER) * row / max(rows - 1, 1)) for row in range(rows)] if rows > 1 else [_OUTER]
    places = [
        _Place(sweep * (seat + 0.5) / count, radius)
        for radius, count in zip(radii, _share(total, weights=radii), strict=True)
        for seat in range(count)
    ]
    places.sort(key=lambda place: (place.angle, -place.radius))
    pitch = min(sweep * sum(radii) / total, _OUTER * (1 - _INNER) / max(rows - 1, 1))
    return places, min(pitch * 0.42, 15.0)


def _row_count(total: int, *, sweep: float) -> int:
    """Rows that make the dots stand about as far apart along the row as between rows."""
    for rows in range(1, 60):
        length = sweep * _OUTER * rows * (1 + _INNER) / 2 if rows > 1 else sweep * _OUTER
        between = _OUTER * (1 - _INNER) / max(rows - 1, 1)
        if length / total >= min(between, 40.0):
            return rows
    return 60


def _share(total: int, *, weights: list[float]) -> list[int]:
    """Split a whole number in proportion to weights by the largest remainder.

    >>> _share(10, weights=[1, 1, 2])
    [3, 2, 5]
    """
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [floor(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda row: shares[row] - exact[row])
    for row in by_remainder[: total - sum(shares)]:
        shares[row] += 1
    return shares


def _draw_group(group: SeatGroup, places: list[_Place], *, size: float) -> str:
    """One delegation: its dots (holders first), its count and short name outside the arc."""
    kinds = ["holder"] * group.holder + ["unnamed"] * group.unnamed + ["vacant"] * group.vacant
    dots = "".join(
        f'<circle class="seat-{kind}" cx="{_x(place):.1f}" cy="{_y(place):.1f}" r="{size:.1f}"/>'
        for kind, place in zip(kinds, places, strict=True)
    )
    drawing = f"<title>{escape(group.label)}: {group.seats}</title>{dots}{_draw_label(group, places, size=size)}"
    return f"<g>{drawing}</g>"


def _draw_label(group: SeatGroup, places: list[_Place], *, size: float) -> str:
    """The count, and the short name under it, beyond the outermost row in the middle of the group."""
    middle = (places[0].angle + places[-1].angle) / 2
    spot = _Place(middle, _OUTER + size + 14)
    x, y = _x(spot), _y(spot)
    lean = -cos(middle)  # -1 at the left end, +1 at the right end
    anchor = "end" if lean < -0.3 else "start" if lean > 0.3 else "middle"
    lines = wrap(group.short, width=_LINE, break_long_words=False)
    name = "".join(f'<tspan class="seat-label" x="{x:.1f}" dy="{_LEADING}">{escape(line)}</tspan>' for line in lines)
    lift = _LEADING * len(lines) * sin(middle)  # lines grow upwards where the arc is flat
    return f'<text class="seat-count" x="{x:.1f}" y="{y - lift:.1f}" text-anchor="{anchor}">{group.seats}{name}</text>'


def _x(place: _Place) -> float:
    return _WIDTH / 2 - place.radius * cos(place.angle)


def _y(place: _Place) -> float:
    return _BASE - 8 - place.radius * sin(place.angle)
