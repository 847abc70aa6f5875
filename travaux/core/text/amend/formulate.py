"""From a difference back to amendments: the operations and the formulae that make the new text from the old one.

Every operation is tried on the old text before it is given out. Words are changed where a few words changed; a
provision that says it otherwise is given a new wording; an article that no smaller amendment explains is given whole.
What is not said in formulae at all (a change of the preface but the title, marks without words) is left and named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diff import Diff
from ..listing import listing
from ..numbers import bare, printed
from ..plain import write_text
from ..profiles import Profile, profile
from ..tree import Line, Node, Table, Unit, document, walk, words
from .edit import own_lines_of, paragraphs_of, subparagraphs_of
from .execute import carry_out
from .formulate_outer import outer
from .naming import step_of
from .operations import RANKS, Locator, Operation, Step
from .phrase import phrase
from .rewording import reworded


@dataclass(frozen=True, slots=True)
class Formulated:
    """The amendments that make one text from another."""

    operations: tuple[Operation, ...]  # in the order in which they must be applied
    formulae: tuple[str, ...]  # one for each
    left: tuple[str, ...]  # eIds of the new text (of the old one, for what went) that no formula explains


def formulae_of(found: Diff, language: str) -> list[str]:
    """The formulae of a difference, in Russian ("ru", "rus") or English, in the order in which they apply."""
    return list(formulate(found, language).formulae)


def formulate(found: Diff, language: str, used: Profile | None = None) -> Formulated:
    """The operations and formulae of a difference, and what they leave unexplained."""
    old, new = found.texts
    chosen = used or profile("cis-model-act" if language in ("ru", "rus") else "treaty")
    wanted = listing(new)
    best: tuple[list[Operation], list[tuple[str, str, str]]] = ([], listing(old))
    for whole in (False, True):
        operations = _Finder(found, language, whole).operations()
        made = carry_out(old, operations, chosen)
        got = listing(made.document)
        operations = [outcome.operation for outcome in made.outcomes if outcome.status == "applied"]
        if got == wanted:
            best = (operations, got)
            break
        if len(set(got) ^ set(wanted)) < len(set(best[1]) ^ set(wanted)) or not best[0]:
            best = (operations, got)
    left = tuple(dict.fromkeys(row[0] for row in sorted(set(best[1]) ^ set(wanted))))
    return Formulated(tuple(best[0]), tuple(phrase(op, language) for op in best[0]), left)


@dataclass
class _Finder:
    found: Diff
    language: str
    whole: bool  # give every article that changed a new wording
    covered: set[int] = field(default_factory=set)  # units that a larger amendment takes with it

    def operations(self) -> list[Operation]:
        self.m = self.found.matching
        annexed = {id(unit) for text in self.found.texts for part in text.components for unit in walk(part)}
        self.covered |= annexed | {id(u) for u in (*self.m.old, *self.m.new) if (u.eid or "").startswith("att_")}
        first = [
            *outer(self.found, self.language),
            *(op for unit in self.m.old for op in self.of_pair(unit)),
        ]
        return [*first, *self.deleted(), *self.moved(), *self.renumbered(), *self.added()]

    # --- places -----------------------------------------------------------------------------------------------------

    def place(self, unit: Unit, *, new: bool = False) -> Locator | None:
        """How the unit is cited, large to small; None when a number is missing on the way."""
        parents = self.m.new_parent if new else self.m.old_parent
        chain: list[Unit] = []
        current: Unit | None = unit
        while current is not None:
            chain.append(current)
            current = parents[id(current)]
        steps: list[Step] = []
        for each in (unit for unit in reversed(chain) if unit.kind != "recitals"):
            step = step_of(each, parents[id(each)], self.language, steps)
            if step is None:
                return None
            steps.append(step)
        within = [s for s in steps if s.rank == "article"]
        if within:  # an article is cited by its number alone
            steps = steps[steps.index(within[0]) :]
        return (
            Locator(tuple(steps))
            if [s.rank for s in steps] == sorted((s.rank for s in steps), key=RANKS.index)
            else None
        )

    def is_inside(self, unit: Unit, parents: dict[int, Unit | None]) -> bool:
        current = parents[id(unit)]
        while current is not None:
            if id(current) in self.covered:
                return True
            current = parents[id(current)]
        return False

    def cover(self, old: Unit, new: Unit) -> None:
        self.covered |= {id(old), id(new)}

    # --- what changed -----------------------------------------------------------------------------------------------

    def of_pair(self, old: Unit) -> list[Operation]:
        new = self.m.to_new.get(id(old))
        if new is None or id(old) in self.covered or self.is_inside(old, self.m.old_parent):
            return []
        target = self.place(old)
        if target is None:
            return []
        if self.whole and old.kind in ("article", "section") and _unnumbered(old) != _unnumbered(new):
            return self.replaced(old, new, target)
        made: list[Operation] = []
        before, after = old.heading, new.heading
        if before is not None and after is not None and words(before) != words(after):
            made.append(Operation("replace_heading", Locator(target.steps, "title"), text=words(after)))
        elif (before is None) != (after is None):
            return self.replaced(old, new, target)
        ours, theirs = own_lines_of(old), own_lines_of(new)
        if [words(line) for line in ours] == [words(line) for line in theirs] and _tables(old) == _tables(new):
            return made
        if len(ours) != len(theirs) or _tables(old) != _tables(new) or (len(ours) > 1 and not old.units):
            return self.replaced(old, new, target)
        for number, (one, two) in enumerate(zip(ours, theirs, strict=True)):
            if words(one) != words(two):
                said = self.of_line(old, one, words(two), target, number)
                if said is None:
                    return self.replaced(old, new, target)
                made += said
        return made

    def of_line(self, unit: Unit, line: Line, wanted: str, target: Locator, number: int) -> list[Operation] | None:
        """Words changed in one line; the whole paragraph given anew when that is shorter; None when it has no place."""
        where = target
        if unit.units or number:
            russian = self.language in ("ru", "rus")
            count = paragraphs_of if russian else subparagraphs_of
            place = next((n for n, each in enumerate(count(unit), 1) if each is line), 0)
            if not place or place > 10:
                return None
            said = "абзац" if russian else "opening words" if place == 1 else "subparagraph"
            where = Locator((*target.steps, Step("alinea", (str(place),), said)))
        ops = reworded(line, wanted, where)
        if ops:
            return ops
        if unit.units or number:
            return [Operation("replace_unit", where, text=wanted)]
        num = printed(unit.num)
        if unit.heading is not None or not num:
            return None if unit.heading is not None else [Operation("replace_unit", where, text=wanted)]
        return [Operation("replace_unit", where, text=f"{num} {wanted}")]

    def replaced(self, old: Unit, new: Unit, target: Locator) -> list[Operation]:
        self.cover(old, new)
        wording = unit_text(new)
        if bare(old.num) != bare(new.num):
            wording = wording.replace(printed(new.num), printed(old.num), 1)
        return [Operation("replace_unit", target, text=wording)]

    def deleted(self) -> list[Operation]:
        made = []
        gone: set[int] = set()
        for unit in self.m.old:
            parent = self.m.old_parent[id(unit)]
            if id(unit) in self.m.to_new or self.is_inside(unit, self.m.old_parent) or id(unit) in self.covered:
                continue
            gone.add(id(unit))
            target = self.place(unit)
            if target is not None and not (parent is not None and id(parent) in gone):
                made.append(Operation("delete_unit", target))
        return made[::-1]  # from the end: paragraphs are cited by their count

    def moved(self) -> list[Operation]:
        """Units of one parent that changed their places, each put after the unit that stands before it now."""
        made = []
        by_eid = {unit.eid: unit for unit in self.m.new}
        for change in self.found.changes:
            new = by_eid.get(change.new) if change.kind == "moved" else None
            old = self.m.to_old.get(id(new)) if new is not None else None
            if new is None or old is None or id(old) in self.covered or self.is_inside(old, self.m.old_parent):
                continue
            parent = self.m.new_parent[id(new)]
            beside = [u for u in self.m.new if self.m.new_parent[id(u)] is parent and u.kind == new.kind]
            place = next(n for n, unit in enumerate(beside) if unit is new)
            anchors = [(beside[place - 1], "after")] if place else [(beside[1], "before")] if len(beside) > 1 else []
            for anchor, side in anchors:
                partner = self.m.to_old.get(id(anchor))
                target, other = self.place(old), self.place(partner) if partner is not None else None
                if target is not None and other is not None:
                    made.append(Operation("move", target, place=side, other=other))
        return made

    def renumbered(self) -> list[Operation]:
        """New numbers, all units of one parent at once, so that 3 may become 4 while 4 becomes 5."""
        groups: dict[int, list[tuple[Unit, Unit]]] = {}
        for old in self.m.old:
            new = self.m.to_new.get(id(old))
            if new is not None and bare(old.num) != bare(new.num) and old.num is not None and new.num is not None:
                parent = self.m.old_parent[id(old)]
                groups.setdefault(id(parent) if parent is not None else 0, []).append((old, new))
        made = []
        for pairs in groups.values():
            if id(pairs[0][0]) in self.covered or self.is_inside(pairs[0][0], self.m.old_parent):
                continue
            place = self.place(pairs[0][0])
            if place is None or place.last is None:
                continue
            last = place.last
            numbers = tuple(bare(old.num) for old, _ in pairs)
            others = tuple(bare(new.num) for _, new in pairs)
            target = Locator((*place.steps[:-1], Step(last.rank, numbers, last.said)))
            made.append(Operation("renumber", target, other=Locator((Step(last.rank, others, last.said),))))
        return made

    def added(self) -> list[Operation]:
        made = []
        for unit in self.m.new:
            parent = self.m.new_parent[id(unit)]
            if id(unit) in self.m.to_old or id(unit) in self.covered or self.is_inside(unit, self.m.new_parent):
                continue
            if parent is not None and id(parent) not in self.m.to_old:
                continue  # it comes with the unit that it stands in
            place = self.place(unit, new=True)
            if place is None or place.last is None:
                continue
            host = self.place(parent, new=True) if parent is not None else Locator()
            if host is None:
                continue
            if unit.kind == "article":  # cited by its number; at a border of chapters the chapter is named
                host = host if host.steps and host.steps[-1].rank == "chapter" else Locator()
            made.append(self.addition(unit, host, place.last))
        return made

    def addition(self, unit: Unit, host: Locator, step: Step) -> Operation:
        """One new unit; in English a paragraph without a number is put after the one before it."""
        if step.rank == "alinea" and self.language not in ("ru", "rus"):
            before = str(int(step.numbers[0]) - 1)
            beside = Step("alinea", (before,), "subparagraph")
            like = Locator((Step("alinea", (), "subparagraph"),))
            return Operation(
                "add_unit", Locator((*host.steps, beside)), text=unit_text(unit), place="after", other=like
            )
        return Operation("add_unit", host, text=unit_text(unit), other=Locator((step,)))


def _tables(unit: Unit) -> list[Table]:
    return [each for each in paragraphs_of(unit) if isinstance(each, Table)]


def _unnumbered(unit: Unit) -> tuple[Node | str, ...]:
    return tuple(child for child in unit.children if not (isinstance(child, Node) and child.kind == "num"))


def unit_text(unit: Unit) -> str:
    """A provision as it is quoted: its number, heading, paragraphs and inner provisions, one paragraph a line."""
    return write_text(document("act", [unit])).strip()
