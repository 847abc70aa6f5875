"""What can be asked of provisions through time: one provision's pedigree, and which language is behind another."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import ngettext, pgettext

from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look
from travaux.registry.summaries import BodyRef

from ..blocks import Block
from ..models import Alignment, Correspondence, Provenance, Version
from ..summaries import Debt, DebtEntry, Pedigree, PedigreeEntry
from ..summaries.changes import ChangeShown
from ..summaries.comparisons import WordsFrom
from .changes import KINDS, changes_shown
from .comparisons import told
from .rows import Held, Shelf
from .texts import stages

# --- one provision -----------------------------------------------------------------------------------------------


def pedigree(
    viewer: Viewer, instrument: str, uid: str, *, on: dt.date, lang: str, text_lang: str = ""
) -> Pedigree | None:
    """One provision through every version of a language: its words, what changed, and whose proposal that was.

    `text_lang`: of which language; the first authentic one that has it when not given. What was split or joined is
    followed to its ancestors. None where no version that the viewer knows has the provision.
    """
    shelf = Shelf(viewer, on, lang)
    versions = shelf.versions(
        expression__instrument=instrument, **({"expression__lang": text_lang} if text_lang else {})
    )
    held = shelf.texts(versions)
    family = next((v.expression_id for v in versions if uid in held[v.pk].uids.values()), None)
    own = [v for v in versions if v.expression_id == family]
    if not own:
        return None
    line = lineage(shelf, own, held, uid)
    rows = shelf.rows(own)
    sources = sources_of(shelf, own)
    entries: list[PedigreeEntry] = []
    before: Version | None = None
    for version in own:
        names = line.get(version.pk, [])
        inside = tuple(b for name in names for b in within(held[version.pk].blocks, name))
        if not inside and not entries:
            before = version
            continue
        uids = {b.uid for b in inside if b.uid} | (set(line.get(before.pk, [])) if before else set())
        changes = changes_in(held, before, version, uids)
        kind = kind_of(entries, inside, names, line.get(before.pk, []) if before else [], changes)
        entries.append(PedigreeEntry(
            rows[version.pk], names[0] if names else "", inside, kind, str(KINDS.get(kind, kind)), changes,
            tuple(s for s in sources.get(version.pk, ()) if s.change.uid in uids),
        ))  # fmt: skip
        before = version
    latest = next((e.blocks[0] for e in reversed(entries) if e.blocks), None)
    return Pedigree(
        instrument, own[0].expression.lang, uid, latest.num if latest else "", latest.heading if latest else "",
        tuple(entries), own[0].notice, on,
    )  # fmt: skip


def lineage(shelf: Shelf, versions: Sequence[Version], held: Mapping[str, Held], uid: str) -> dict[str, list[str]]:
    """{version: uids of the provision there}, found by uid, and by correspondences where it was split or joined."""
    stated = Correspondence.objects.visible(shelf.viewer, shelf.on).standing().filter(new__in=[v.pk for v in versions])
    ancestors: dict[str, set[str]] = {}
    for old, new in stated.exclude(kind="removed").values_list("old_uids", "new_uids"):
        for name in new:
            ancestors.setdefault(name, set()).update(set(old) - {name})
    found: dict[str, list[str]] = {}
    names = {uid}
    for version in reversed(versions):
        here = [u for u in held[version.pk].uids.values() if u in names]
        if here:
            found[version.pk] = here
        names |= {old for name in names for old in ancestors.get(name, ())}
    return found


def within(blocks: Sequence[Block], uid: str) -> Iterator[Block]:
    """The block of a unit and all that stands inside it."""
    depth: int | None = None
    for block in blocks:
        if depth is not None and (block.depth <= depth and block.kind in ("unit", "component")):
            depth = None
        if block.kind == "unit" and block.uid == uid:
            depth = block.depth
        if depth is not None:
            yield block


def changes_in(
    held: Mapping[str, Held], before: Version | None, version: Version, uids: set[str]
) -> tuple[ChangeShown, ...]:
    if before is None:
        return ()
    old, new = held[before.pk], held[version.pk]
    shown = changes_shown(told(old, new)[0], old.blocks, new.blocks)
    return tuple(change for change in shown if change.uid in uids)


def kind_of(
    entries: Sequence[PedigreeEntry], inside: Sequence[Block], names: Sequence[str], before: Sequence[str],
    changes: Sequence[ChangeShown],
) -> str:  # fmt: skip
    """What happened to the provision as a whole in this version."""
    if not inside:
        return "removed"
    if not entries:
        return "added" if any(c.kind == "added" and c.uid in names for c in changes) else "first"
    kinds = [change.kind for change in changes]
    if set(names) != set(before) and before:
        return next((kind for kind in ("split", "joined") if kind in kinds), "split")
    if not entries[-1].blocks:
        return "added"
    own = next(
        (kind for kind in ("moved", "renumbered") if any(c.kind == kind and c.uid in names for c in changes)), ""
    )
    return own or ("reworded" if changes else "same")


def sources_of(shelf: Shelf, versions: Iterable[Version]) -> dict[str, list[WordsFrom]]:
    """{version: what its words came of}, in the order of the text."""
    rows = Provenance.objects.visible(shelf.viewer, shelf.on).filter(version__in=[v.pk for v in versions])
    told_of = list(rows.select_related("amendment").order_by("version__position", "position", "pk"))
    look = Look(shelf.viewer, shelf.on, None, shelf.lang)
    bodies = look.bodies(row.amendment.author_id for row in told_of)
    found: dict[str, list[WordsFrom]] = {}
    for row in told_of:
        found.setdefault(row.version_id, []).append(words_from(row, bodies))
    return found


def words_from(row: Provenance, bodies: Mapping[str, BodyRef]) -> WordsFrom:
    author = bodies.get(row.amendment.author_id or "")
    change = ChangeShown(
        row.kind, str(KINDS.get(row.kind, row.kind)), "" if row.kind == "added" else row.eid,
        "" if row.kind == "removed" else row.eid, row.uid, "", tuple((op, text) for op, text in row.words),
    )  # fmt: skip
    return WordsFrom(
        row.amendment_id, row.amendment.number, (author,) if author else (), row.amendment.author_quoted, change
    )


# --- languages in step -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Last:
    """An article in the latest version of a language, and when it changed last there."""

    block: Block
    stage: int  # place of the version in the order of time
    first: int  # of the first version of the language that has it


def sync_debt(viewer: Viewer, instrument: str, *, on: dt.date, lang: str) -> Debt | None:
    """Which articles changed in one language since the other was made; None where no text is held.

    An article is behind where its words changed last at an earlier version than in the other language, and nobody has
    stated since (`align`) that the two are in step. Numbers alone count for nothing.
    """
    shelf = Shelf(viewer, on, lang)
    versions = shelf.versions(expression__instrument=instrument)
    if not versions:
        return None
    held, rows = shelf.texts(versions), shelf.rows(versions)
    order = [stage.number for stage in stages(versions, rows)]
    by_lang: dict[str, list[Version]] = {}
    for version in versions:
        by_lang.setdefault(version.expression.lang, []).append(version)
    changed = {name: last_changes(own, held, order) for name, own in by_lang.items()}
    gone = {name: last_removals(own, held, order) for name, own in by_lang.items()}
    entries: list[DebtEntry] = []
    stated = list(
        Alignment.objects.visible(viewer, on).standing().filter(left__expression__instrument=instrument)
        .select_related("left__expression", "right__expression")
    )  # fmt: skip
    for one, two in combinations(by_lang, 2):
        in_step = compared_since(stated, {one, two}, order)
        entries += owed(one, two, changed, gone, in_step, order)
        entries += owed(two, one, changed, gone, in_step, order)
    return Debt(instrument, tuple(entries), tuple(sentences(entries)), versions[0].notice, on)


def last_changes(versions: Sequence[Version], held: Mapping[str, Held], order: Sequence[str]) -> dict[str, Last]:
    """{uid of an article in the latest version: when its words changed last}."""
    seen: dict[str, Last] = {}
    for version in versions:
        stage = order.index(version.number)
        now: dict[str, Last] = {}
        for block in held[version.pk].units:
            if block.article == block.uid:
                known = seen.get(block.uid)
                same = known is not None and known.block.print == block.print
                now[block.uid] = Last(block, known.stage if known and same else stage, known.first if known else stage)
        seen = now
    return seen


def last_removals(versions: Sequence[Version], held: Mapping[str, Held], order: Sequence[str]) -> dict[str, int]:
    """{uid of an article that is gone: the version in which it went}."""
    found: dict[str, int] = {}
    before: set[str] = set()
    for version in versions:
        now = {block.uid for block in held[version.pk].units if block.article == block.uid}
        found |= {uid: order.index(version.number) for uid in before - now}
        before = now
    return found


def compared_since(stated: Iterable[Alignment], pair: set[str], order: Sequence[str]) -> dict[str, int]:
    """{uid: the latest version at which a person found the two languages in step}."""
    found: dict[str, int] = {}
    for each in stated:
        if {each.left.expression.lang, each.right.expression.lang} == pair:
            stage = max(order.index(each.left.number), order.index(each.right.number))
            for uid in (*each.left_uids, *each.right_uids):
                found[uid] = max(stage, found.get(uid, 0))
    return found


def owed(
    ahead: str, behind: str, changed: Mapping[str, Mapping[str, Last]], gone: Mapping[str, Mapping[str, int]],
    in_step: Mapping[str, int], order: Sequence[str],
) -> Iterator[DebtEntry]:  # fmt: skip
    """What changed in one language and not in the other since."""
    theirs = changed[behind]
    for uid, last in changed[ahead].items():
        other = theirs.get(uid)
        if in_step.get(uid, -1) >= last.stage:
            continue
        if other is None:
            if uid not in gone[behind] or gone[behind][uid] < last.stage:
                yield entry(last.block, ahead, behind, "added", last.stage, "", order)
        elif last.stage > other.stage:
            yield entry(last.block, ahead, behind, "changed", last.stage, order[other.stage], order)
    for uid, stage in gone[ahead].items():
        other = theirs.get(uid)
        if other is not None and other.stage < stage and in_step.get(uid, -1) < stage:
            yield entry(other.block, ahead, behind, "removed", stage, order[other.stage], order)


def entry(
    block: Block, ahead: str, behind: str, kind: str, stage: int, behind_at: str, order: Sequence[str]
) -> DebtEntry:
    return DebtEntry(block.uid, block.eid, block.num, block.heading, ahead, behind, kind, order[stage], behind_at)


def sentences(entries: Sequence[DebtEntry]) -> Iterator[str]:
    """One for each pair of languages: how much of one is behind the other."""
    for ahead, behind in dict.fromkeys((each.ahead, each.behind) for each in entries):
        count = sum((each.ahead, each.behind) == (ahead, behind) for each in entries)
        words = ngettext(
            "%(count)d article changed in %(ahead)s since the %(behind)s was made.",
            "%(count)d articles changed in %(ahead)s since the %(behind)s was made.",
            count,
        )
        yield words % {"count": count, "ahead": said_of(ahead)[0], "behind": said_of(behind)[1]}


def said_of(lang: str) -> tuple[str, str]:
    """A language as the sentence has it: in which it changed, and which one is behind."""
    known = {
        "en": (pgettext("changed in", "English"), pgettext("since the … was made", "English text")),
        "ru": (pgettext("changed in", "Russian"), pgettext("since the … was made", "Russian text")),
        "kk": (pgettext("changed in", "Kazakh"), pgettext("since the … was made", "Kazakh text")),
        "be": (pgettext("changed in", "Belarusian"), pgettext("since the … was made", "Belarusian text")),
    }
    return known.get(lang, (lang, lang))
