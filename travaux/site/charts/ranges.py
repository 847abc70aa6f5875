"""Dates as ranges: a line a step, from the earliest to the latest day, the middle half thicker, the median marked."""

import datetime as dt
from dataclasses import dataclass
from html import escape

_LABEL, _PLOT, _ROW, _TOP, _END = 290, 600, 30, 34, 14  # widths and heights, in user units
_LETTERS = 36  # of a label
_MOST_TICKS = 9


@dataclass(frozen=True)
class Range:
    """One bar."""

    label: str
    earliest: dt.date
    early: dt.date
    likely: dt.date
    late: dt.date
    latest: dt.date


def ranges_chart(rows: list[Range], *, on: dt.date, title: str, description: str) -> str:
    """Draw the bars as one SVG element; "" when there is none.

    Classes: range-80, range-50, range-mid, range-today, range-axis, range-label. Title and description are texts.
    """
    if not rows:
        return ""
    first, last = on, max(row.latest for row in rows)
    span = max(1, (last - first).days)
    height = _TOP + _ROW * len(rows) + _END
    ticks = [_tick(day, _at(day, first, span), height) for day in _ticks(first, last)]
    bars = [_bar(row, _TOP + _ROW * n, first, span) for n, row in enumerate(rows)]
    today = f'<path class="range-today" d="M{_LABEL} {_TOP - 8}V{height - 4}"/>'
    return (
        f'<svg class="ranges" role="img" aria-labelledby="ranges-title ranges-desc" '
        f'viewBox="0 0 {_LABEL + _PLOT + _END} {height}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="ranges-title">{escape(title)}</title><desc id="ranges-desc">{escape(description)}</desc>'
        f"{''.join(ticks)}{today}{''.join(bars)}</svg>"
    )


def _at(day: dt.date, first: dt.date, span: int) -> float:
    """The x of a day."""
    return _LABEL + _PLOT * max(0, (day - first).days) / span


def _bar(row: Range, y: int, first: dt.date, span: int) -> str:
    marks = [_at(day, first, span) for day in (row.earliest, row.early, row.likely, row.late, row.latest)]
    label = row.label if len(row.label) <= _LETTERS else row.label[: _LETTERS - 1] + "…"
    return (
        f'<g><text class="range-label" x="{_LABEL - 10}" y="{y + 19}" text-anchor="end">{escape(label)}</text>'
        f'<rect class="range-80" x="{marks[0]:.1f}" y="{y + 11}" width="{max(2, marks[4] - marks[0]):.1f}" height="8"/>'
        f'<rect class="range-50" x="{marks[1]:.1f}" y="{y + 7}" width="{max(2, marks[3] - marks[1]):.1f}" height="16"/>'
        f'<path class="range-mid" d="M{marks[2]:.1f} {y + 4}v22"/></g>'
    )


def _tick(day: dt.date, x: float, height: int) -> str:
    return (
        f'<path class="range-axis" d="M{x:.1f} {_TOP - 6}V{height - 4}"/>'
        f'<text class="range-label" x="{x:.1f}" y="{_TOP - 14}" text-anchor="middle">{day:%Y-%m}</text>'
    )


def _ticks(first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of months, so many months apart that few enough are written."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / n <= _MOST_TICKS)
    found = []
    for n in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        if n % step == 0:
            found.append(dt.date(year, month + 1, 1))
    return found
