"""What changed between two versions, laid out for a page: by article, each with its provisions and the words marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from travaux.instruments.blocks import Block
from travaux.instruments.summaries import ChangeShown, Compared, Comparison

from .texts_shown import Indent, tag_of


@dataclass(frozen=True)
class Piece:
    """A run of words as `parts/text_pieces.html` shows it."""

    op: str  # "=" | "-" | "+"
    text: str


@dataclass(frozen=True)
class MarkedRow:
    """One provision of a changed article."""

    tag: str  # as in TextRow
    depth: int
    num: tuple[Piece, ...]
    words: tuple[Piece, ...]
    kinds: tuple[str, ...]  # what happened to it; empty: nothing
    came_from: str = ""  # where it stood before, if it moved on its own

    @property
    def unchanged_heading(self) -> bool:
        return self.tag in ("article", "upper", "annex") and all(piece.op == "=" for piece in self.both)

    @property
    def old(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in (*self.num, SPACE, *self.words) if piece.op != "+")

    @property
    def new(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in (*self.num, SPACE, *self.words) if piece.op != "-")

    @property
    def both(self) -> tuple[Piece, ...]:
        return (*self.num, SPACE, *self.words)


SPACE = Piece("=", " ")


@dataclass
class Group:
    """The changes of one article, annex, table or line outside articles."""

    key: str
    place: str  # as people call it: "Annex 1, Article 5. Term of the loan"
    kinds: list[str] = field(default_factory=list)  # what happened to it, or inside it
    labels: list[str] = field(default_factory=list)  # the same in words
    whole: str = ""  # added | removed, where all of it came or went
    came_from: str = ""  # how it was called before, where it moved or has another number
    rows: list[MarkedRow] = field(default_factory=list)


@dataclass(frozen=True)
class Places:
    """How people call the places of one version."""

    by_uid: dict[str, Block]
    annexes: tuple[Block, ...]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Places":
        listed = list(blocks)
        return cls({b.uid: b for b in listed if b.uid}, tuple(b for b in listed if b.kind == "component"))

    def annex(self, block: Block) -> str:
        """The number of the annex that a block stands in; "" outside annexes."""
        return next((each.num for each in self.annexes if block.eid.startswith(f"{each.eid}__")), "")

    def called(self, block: Block) -> str:
        said = " ".join(part for part in (block.num, block.heading) if part) or " ".join(block.paragraphs)[:60]
        return ", ".join(part for part in (self.annex(block), said) if part)

    def stood_at(self, block: Block) -> str:
        """A provision by its numbers: "Article 17, 3."."""
        article = self.by_uid.get(block.article)
        own = block.num if article is not block else ""
        return ", ".join(part for part in (self.annex(block), article.num.rstrip(".") if article else "", own) if part)


def groups(comparison: Comparison) -> list[Group]:
    """The changed places in the order of the new text, each with all its provisions."""
    old = Places.of(row.old for row in comparison.rows if row.old)
    new = Places.of(row.new for row in comparison.rows if row.new)
    by_place: dict[str, list[Compared]] = {}
    for row in comparison.rows:
        block = row.new or row.old
        assert block is not None
        by_place.setdefault(block.article or block.eid, []).append(row)
    return [
        group_of(key, rows, comparison.changes, old, new)
        for key, rows in by_place.items()
        if any(row.changes for row in rows)
    ]


def group_of(key: str, rows: Sequence[Compared], changes: Sequence[ChangeShown], old: Places, new: Places) -> Group:
    first = rows[0]
    before, now = first.old, first.new
    group = Group(key, new.called(now) if now else old.called(before) if before else "")
    told = [(row, changes[place]) for row in rows for place in row.changes]
    group.labels = list(dict.fromkeys(label(change, inside=row is not first) for row, change in told))
    group.kinds = list(dict.fromkeys(change.kind for _, change in told))
    if before is None or now is None:
        group.whole = "added" if before is None else "removed"
    elif (before.num, old.annex(before)) != (now.num, new.annex(now)):
        group.came_from = old.called(before)
    indent = Indent()
    for row in rows:
        group.rows += rows_of(row, [changes[place] for place in row.changes], indent, old)
    if group.rows and group.rows[0].unchanged_heading:
        del group.rows[0]  # the place is named above its words
    return group


def label(change: ChangeShown, *, inside: bool) -> str:
    """What happened, said of the article: a paragraph that came does not make the article a new one."""
    if inside and change.kind == "added":
        return gettext("a provision added")
    if inside and change.kind == "removed":
        return gettext("a provision removed")
    return change.kind_label


def rows_of(row: Compared, told: Sequence[ChangeShown], indent: Indent, old: Places) -> Iterator[MarkedRow]:
    """A block of the new text, or one that went: its heading and its words, or the changed cells of a table."""
    block = row.new or row.old
    assert block is not None
    tag, depth = tag_of(block), indent.of(block)
    kinds = tuple(dict.fromkeys(change.kind for change in told))
    number = numbers(row.old.num if row.old else "", row.new.num if row.new else "")
    if block.kind == "table":
        yield from (cell(block, change) for change in told)
        return
    if block.heading or tag not in ("unit", "line", "title"):
        yield MarkedRow(tag, depth, number, words_of(row, "heading", told), kinds if tag == "article" else ())
        number = ()
    if number or block.paragraphs:
        moved = old.stood_at(row.old) if row.old and "moved" in kinds and tag == "unit" else ""
        yield MarkedRow("unit" if tag == "article" else tag, depth, number, words_of(row, "paragraphs", told),
                        kinds if tag != "article" else (), moved)  # fmt: skip


def words_of(row: Compared, part: str, told: Sequence[ChangeShown]) -> tuple[Piece, ...]:
    """The heading or the paragraphs of a block with the words marked; what came or went did so whole."""
    before, now = said(row.old, part), said(row.new, part)
    if row.old is None or row.new is None or before == now:
        return tuple(Piece(op, text) for op, text in ((op_of(row), now or before),) if text)
    heading = part == "heading"
    for change in told:
        names_heading = (change.new or change.old).endswith("__heading")
        if change.words and change.kind != "renumbered" and names_heading is heading:
            return tuple(Piece(op, text) for op, text in change.words)
    return tuple(Piece(op, text) for op, text in (("-", before), ("+", now)) if text)


def said(block: Block | None, part: str) -> str:
    if block is None:
        return ""
    return block.heading if part == "heading" else "\n".join(block.paragraphs)


def op_of(row: Compared) -> str:
    return "+" if row.old is None else "-" if row.new is None else "="


def cell(table: Block, change: ChangeShown) -> MarkedRow:
    """A changed cell, called by its row and its column; a row that came or went is shown as it is."""
    place = (change.new or change.old).removeprefix(f"{table.eid}__tr_")
    line, _, column = place.partition("__tc_")
    names: list[str] = []
    if line.isdecimal() and column.isdecimal() and int(line) <= len(table.rows):
        names += table.rows[int(line) - 1][:1] if int(column) > 1 else ()
        names += table.rows[0][int(column) - 1 : int(column)] if int(line) > 1 else ()
    name = (Piece("=", ", ".join(names) + ": "),) if names else ()
    return MarkedRow("unit", 0, (), (*name, *(Piece(op, text) for op, text in change.words)), (change.kind,))


def numbers(before: str, now: str) -> tuple[Piece, ...]:
    if before == now:
        return (Piece("=", now),) if now else ()
    return tuple(piece for piece in (Piece("-", before), Piece("+", now)) if piece.text)


def tally(found: Iterable[Group]) -> dict[str, int]:
    """How many places were changed inside, added, removed, moved, or given another number only."""
    counts = {"changed": 0, "added": 0, "removed": 0, "moved": 0, "renumbered": 0}
    for group in found:
        inner = set(group.kinds)
        if group.whole:
            counts[group.whole] += 1
        elif inner <= {"renumbered"}:
            counts["renumbered"] += 1
        elif inner <= {"renumbered", "moved"}:
            counts["moved"] += 1
        else:
            counts["changed"] += 1
    return counts
