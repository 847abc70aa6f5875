"""Seats of a delegation from what sources state. What contradicts stands side by side, and then nothing is computed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from travaux.core.names import sort_key

from ..summaries import BodyRef, SeatFigure, SeatGroup

Holders = Mapping[str | None, int]  # people seated, by chamber's id


def seat_groups(
    compositions: Iterable[SeatFigure], vacancies: Iterable[SeatFigure], holders: Holders,
    chambers: Mapping[str, BodyRef], lang: str,
) -> tuple[SeatGroup, ...]:  # fmt: skip
    """One group for each chamber that a source speaks of, alphabetical, the whole parliament last."""
    stated, vacant = by_chamber(compositions), by_chamber(vacancies)
    keys = sorted({*stated, *vacant, *holders}, key=lambda key: chamber_order(key, chambers, lang))
    groups = tuple(
        seat_group(chambers.get(key or ""), stated.get(key, []), vacant.get(key, []), holders.get(key, 0))
        for key in keys
    )
    return marked(groups)


def seat_group(
    chamber: BodyRef | None, figures: Sequence[SeatFigure], vacancies: Sequence[SeatFigure], holders: int
) -> SeatGroup:
    contradicting = differ(figures) or differ(vacancies)
    seats = figures[0].seats if figures and not contradicting else None
    vacant = 0 if contradicting or not vacancies else vacancies[0].seats
    left = None if seats is None else seats - holders - vacant
    return SeatGroup(
        chamber=chamber,
        figures=tuple(figures),
        vacancies=tuple(vacancies),
        contradicting=contradicting,
        seats=seats,
        holders_stated=holders,
        vacant=vacant,
        not_stated=None if left is None else max(left, 0),
        beyond=max(-left, 0) if left is not None else 0,
    )


def marked(groups: tuple[SeatGroup, ...]) -> tuple[SeatGroup, ...]:
    """With all groups contradicting where the chambers do not add up to what is stated of the whole."""
    if adds_up(groups):
        return groups
    return tuple(
        replace(g, contradicting=True, seats=None, not_stated=None, beyond=0) if g.figures else g for g in groups
    )


def adds_up(groups: Sequence[SeatGroup]) -> bool:
    whole = next((g.seats for g in groups if g.chamber is None), None)
    parts = [g.seats for g in groups if g.chamber is not None and g.figures]
    if whole is None or not parts or None in parts:
        return True
    return whole == sum(part for part in parts if part is not None)


def total(groups: Sequence[SeatGroup]) -> int | None:
    """Stated seats; None where none are stated, or sources contradict each other."""
    if any(g.contradicting for g in groups):
        return None
    whole = next((g.seats for g in groups if g.chamber is None and g.seats is not None), None)
    parts = [g.seats for g in groups if g.chamber is not None and g.seats is not None]
    return sum(parts) if parts else whole


def not_stated(groups: Sequence[SeatGroup]) -> int | None:
    """Seats of which no source says who holds them, or that they are vacant."""
    seats = total(groups)
    if seats is None:
        return None
    return max(seats - sum(g.holders_stated + g.vacant for g in groups), 0)


def differ(figures: Sequence[SeatFigure]) -> bool:
    return len({figure.seats for figure in figures}) > 1


def by_chamber(figures: Iterable[SeatFigure]) -> dict[str | None, list[SeatFigure]]:
    found: dict[str | None, list[SeatFigure]] = defaultdict(list)
    for figure in figures:
        found[figure.chamber.id if figure.chamber else None].append(figure)
    return found


def chamber_order(key: str | None, chambers: Mapping[str, BodyRef], lang: str) -> tuple[bool, str, str]:
    chamber = chambers.get(key or "")
    return key is None, sort_key(chamber.name.sorts_as, lang) if chamber else "", key or ""
