"""The words of a version made ready for a page: headings, provisions with their numbers, tables; one row each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.text import Truncator

from travaux.instruments.blocks import Block

UPPER = ("part", "title", "section", "subsection", "chapter", "hcontainer")  # units above articles
DEEPEST = 4  # steps of indentation that a page has room for


@dataclass(frozen=True)
class Cells:
    """One row of a table; each cell knows the name of its column, for narrow screens."""

    cells: tuple[tuple[str, str], ...]  # (name of the column, words)


@dataclass(frozen=True)
class TextRow:
    """One block as `parts/act.html` shows it."""

    tag: str  # title | annex | upper | article | unit | line | table
    id: str = ""  # anchor; "" in the second language, which stands beside the first
    num: str = ""
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    depth: int = 0  # of indentation, 0 to DEEPEST
    head: tuple[str, ...] = ()  # of a table
    body: tuple[Cells, ...] = ()
    history_url: str = ""  # the page of this provision through all versions
    said_url: str = ""  # the page of what was said of it in rounds of opinions
    behind: str = ""  # what this language still lacks here
    beside: "TextRow | None" = None  # the same in the second language


@dataclass(frozen=True)
class TocEntry:
    """One line of the contents."""

    url: str
    num: str
    heading: str
    high: bool  # above articles
    mark: str = ""


@dataclass
class Indent:
    """Keeps the depth of the article that a provision stands in: indentation counts from there."""

    article: int = -1  # its depth

    def of(self, block: Block) -> int:
        if block.kind == "unit" and (block.name == "article" or block.name in UPPER):
            self.article = block.depth
        if block.kind == "component":
            self.article = block.depth
        return min(max(block.depth - self.article - 1, 0), DEEPEST)


@dataclass(frozen=True)
class Notes:
    """What stands beside provisions, by uid."""

    history: Mapping[str, str] = field(default_factory=dict)  # address of the page of all its versions
    said: Mapping[str, str] = field(default_factory=dict)  # address of the page of what was said of it
    behind: Mapping[str, str] = field(default_factory=dict)  # what a language still lacks


NOTHING = Notes()


def rows(blocks: Iterable[Block], *, anchors: bool = True, notes: Notes = NOTHING) -> list[TextRow]:
    """The rows of a text."""
    indent = Indent()
    return [row(each, indent.of(each), anchors=anchors, notes=notes) for each in blocks]


def row(block: Block, depth: int, *, anchors: bool, notes: Notes) -> TextRow:
    head, body = table(block.rows)
    return TextRow(
        tag=tag_of(block),
        id=block.eid if anchors else "",
        num=block.num,
        heading=block.heading,
        paragraphs=block.paragraphs,
        depth=depth,
        head=head,
        body=body,
        history_url=notes.history.get(block.uid, ""),
        said_url=notes.said.get(block.uid, ""),
        behind=notes.behind.get(block.uid, ""),
    )


def tag_of(block: Block) -> str:
    if block.kind == "component":
        return "annex"
    if block.kind == "table":
        return "table"
    if block.kind == "unit" and not (block.num or block.heading):
        return "line"
    if block.kind == "unit":
        return "upper" if block.name in UPPER else "article" if block.name == "article" or block.heading else "unit"
    return "title" if block.part == "preface" else "line"


def table(given: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple[Cells, ...]]:
    """The first row names the columns."""
    if not given:
        return (), ()
    head = given[0]
    names = [*head, *[""] * max((len(cells) - len(head) for cells in given), default=0)]
    return head, tuple(Cells(tuple(zip(names, cells, strict=False))) for cells in given[1:])


def contents(blocks: Iterable[Block], *, address: str = "", marks: Mapping[str, str] | None = None) -> list[TocEntry]:
    """Chapters, articles and annexes. `marks` are words beside an article, by its uid."""
    return list(_contents(blocks, address, marks or {}))


def _contents(blocks: Iterable[Block], address: str, marks: Mapping[str, str]) -> Iterator[TocEntry]:
    annex: TocEntry | None = None
    for block in blocks:
        if annex is not None:
            if block.kind == "line" and block.part == "preface":
                annex = TocEntry(annex.url, annex.num, f"{annex.heading} {block.paragraphs[0]}".strip(), True)
                continue
            yield annex
            annex = None
        if block.kind == "component":
            annex = TocEntry(f"{address}#{block.eid}", block.num, block.heading, True)
        elif tag_of(block) in ("upper", "article") and (block.num or block.heading):
            heading = block.heading or Truncator(" ".join(block.paragraphs)).words(8)
            yield TocEntry(f"{address}#{block.eid}", block.num, heading, tag_of(block) == "upper",
                           marks.get(block.uid, ""))  # fmt: skip
    if annex is not None:
        yield annex
