"""A page of the web as a text: our own pages exactly, others by what they show.

Of others' pages the main part is taken: menus, forms, scripts and what is hidden stay out. Lists are numbered as a
browser numbers them, tables for layout are looked through, links to notes at the end become notes. Deleted words
(`del`) of a published redline are left out, and that is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from .batch import collector_paused
from .docx.numbering import written
from .gate import CONTROL
from .html_ours import read_ours
from .html_parts import SIGN, is_layout, notes_of, text_in
from .html_write import GENERATOR, LANGUAGES
from .numbers import printed
from .paragraphs import Doubt, Para, from_lines, para_of, quoted_together
from .plain import Reading, profile_of, read_paras
from .refusals import NotReadable
from .shapes import PATTERNS
from .tree import Cell, Line, Mark, Node, Note, Row, Table, line, tidy, words


def _tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIPPED = _tags(
    "script style noscript template nav form button select input textarea iframe object embed svg canvas video audio "
    "head link meta dialog menu"
)
_BLOCKS = _tags(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "u": "u", "sup": "sup", "sub": "sub", "ins": "ins"}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_NUMBERED = re.compile("|".join(f"(?:{p.pattern.replace('?P<num>', '?:').replace('?P<rest>', '?:')})"
                                for p in PATTERNS.values()), re.DOTALL)  # fmt: skip
_TERMINAL = re.compile(r"[.;:!?—–]$")
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "toolbar", "dialog"}


@collector_paused()
def read_html(data: bytes, *, name: str = "", profile_id: str | None = None, language: str | None = None) -> Reading:
    """The text of a page. Raises `NotReadable` when there are no words in it."""
    root = _root(data, name)
    said = root.get("lang") or ""
    said_language = next((three for three, two in LANGUAGES.items() if two == said[:2].lower()), said)
    generator = root.find("head/meta[@name='generator']")
    if generator is not None and generator.get("content") == GENERATOR:
        document = read_ours(root, language=language or root.get("data-language") or "und", name=name)
        return Reading(document, profile_id or profile_of(document), document.language or "und", ())
    page = _Page(root)
    body = root.find("body")
    paras = [para for para in page.blocks(_main(body if body is not None else root)) if para.text or para.table]
    return read_paras(quoted_together(paras), page.doubts, profile_id=profile_id,
                      language=language or said_language or None, name=name)  # fmt: skip


def _root(data: bytes, name: str) -> etree._Element:
    """The `html` element; the encoding is the one that the file names, else UTF-8 where it is that."""
    encoding = None
    if not re.search(rb"<meta[^>]+charset|<\?xml[^>]+encoding", data[:4096], re.IGNORECASE):
        try:
            data.decode("utf-8")
            encoding = "utf-8"
        except UnicodeDecodeError:
            encoding = "cp1251" if re.search(rb"[\xe0-\xff]{4}", data) else "cp1252"
    try:
        root = html.document_fromstring(
            data, parser=html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(f"The file is not a page that can be read: {error}.", where=name,
                          remedy="Save the page again from the browser, as HTML.") from None  # fmt: skip
    for element in root.iter("{*}*"):
        element.text, element.tail = _clean(element.text), _clean(element.tail)
        for key in [key for key, value in element.attrib.items() if CONTROL.search(str(value))]:
            element.set(key, CONTROL.sub(" ", element.get(key) or ""))
    return root


def _clean(text: str | None) -> str | None:
    return CONTROL.sub(" ", text) if text and CONTROL.search(text) else text


def _main(body: etree._Element) -> etree._Element:
    """The part of the page that holds the text: `main`, or the one `article` that has most of the words."""
    mains = [element for element in body.iter("main") if not _is_hidden(element)]
    if len(mains) == 1:
        return mains[0]
    whole = len(text_in(body))
    best = max(body.iter("article"), key=lambda element: len(text_in(element)), default=None)
    return best if best is not None and len(text_in(best)) > 0.6 * whole else body


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.tag in _SKIPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true"
        or element.get("role") in _ROLES or bool(_HIDDEN.search(element.get("style") or ""))
        or "travaux-notice" in (element.get("class") or "")
    )  # fmt: skip


@dataclass
class _Open:
    """The paragraph under construction."""

    runs: list[Node | str] = field(default_factory=list)
    style: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        return "".join(run if isinstance(run, str) else words(run) for run in self.runs)


class _Page:
    def __init__(self, root: etree._Element) -> None:
        self.doubts: list[Doubt] = []
        self.count = 0
        self.open = _Open()
        self.notes = notes_of(root)
        self.used: set[etree._Element] = set(self.notes.values())

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, holder: etree._Element) -> Iterator[Para]:
        """The paragraphs and tables inside, in order."""
        self.word(holder.text)
        for element in holder:
            yield from self.element(element)
            self.word(element.tail)
        yield from self.flush()

    def element(self, element: etree._Element) -> Iterator[Para]:
        tag = element.tag
        if not isinstance(tag, str) or _is_hidden(element) or element in self.used:
            return
        if tag == "br":
            yield from self.broken(element)
        elif tag not in _BLOCKS:
            if any(child.tag in _BLOCKS for child in element.iter() if child is not element):
                yield from self.blocks(element)  # an inline element around blocks: its marks are given up
            else:
                self.open.runs += self.inline(element)
        else:
            yield from self.flush()
            yield from self.block(element, tag)

    def block(self, element: etree._Element, tag: str) -> Iterator[Para]:
        parent = element.getparent()
        if tag in ("header", "footer", "aside") and parent is not None and parent.tag == "body":
            return
        if tag == "table" and not is_layout(element):
            self.count += 1
            yield Para("", self.count, table=self.table(element))
        elif tag in ("ol", "ul"):
            yield from self.listed(element)
        elif tag == "pre":
            paras, doubts = from_lines(text_in(element).splitlines())
            self.doubts += doubts
            yield from paras
        else:
            self.open.style = f"heading {tag[1]}" if re.fullmatch("h[1-6]", tag) else self.open.style
            yield from self.blocks(element)
            self.open.style = ""

    def flush(self) -> Iterator[Para]:
        """The paragraph that is open, if it has words."""
        done, self.open = self.open, _Open(label=self.open.label, style=self.open.style)
        runs = tidy(done.runs)
        if not runs or not any(_SEEN.search(words(run)) or not isinstance(run, str) for run in runs):
            return
        text = printed(Line("p", runs)).strip()
        label = done.label if done.label and not _NUMBERED.match(text) else ""
        if label:
            runs = tidy([f"{label} ", *runs])
        self.open.label = ""
        self.count += 1
        yield para_of(runs, self.count, style=done.style, numbered=bool(label))

    def broken(self, element: etree._Element) -> Iterator[Para]:
        """A line break: a new paragraph after an empty line, after a full stop, or before a number; else a space."""
        following = (element.tail or "").strip()
        following_element = element.getnext()
        twice = not following and following_element is not None and following_element.tag == "br"
        if twice or _TERMINAL.search(self.open.text.rstrip()) or _NUMBERED.match(following):
            yield from self.flush()
        else:
            self.open.runs.append(" ")

    def listed(self, element: etree._Element) -> Iterator[Para]:
        items = [child for child in element if child.tag == "li"]
        start = _whole(element.get("start"), len(items) if element.get("reversed") is not None else 1)
        step = -1 if element.get("reversed") is not None else 1
        form = _FORMS.get(element.get("type") or "1", "decimal")
        bare = "list-style" in (element.get("style") or "") and "none" in (element.get("style") or "")
        for child in element:
            if child.tag != "li":
                yield from self.element(child)
                continue
            start = _whole(child.get("value"), start)
            label = f"{written(start, _FORMS.get(child.get('type') or '', form))}." if element.tag == "ol" else "–"
            self.open = _Open(label="" if bare else label)
            yield from self.element_of_list(child)
            start += step

    def element_of_list(self, item: etree._Element) -> Iterator[Para]:
        if not _is_hidden(item) and item not in self.used:
            yield from self.blocks(item)
        self.open.label = ""

    # --- inside a paragraph -----------------------------------------------------------------------------------------

    def word(self, text: str | None) -> None:
        if text:
            self.open.runs.append(text)

    def inline(self, element: etree._Element) -> list[Node | str]:
        """The runs of an inline element, marked as it marks them."""
        tag = str(element.tag)
        if _is_hidden(element) or element in self.used:
            return []
        if tag == "br":
            return [" "]
        if tag == "img":
            return [Mark("img", (), (("alt", element.get("alt") or ""), ("src", "")))]
        if tag == "del":
            said = text_in(element).strip()[:80]
            self.doubts.append(Doubt(self.count + 1, said, "deleted words of a published redline", "left out"))
            return []
        note = self.note(element)
        if note is not None:
            return [note]
        runs: list[Node | str] = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                runs += self.inline(child)
            runs.append(child.tail or "")
        mark = _MARKS.get(tag)
        return [Mark(mark, tidy(runs, edges=False))] if mark and "".join(map(words, runs)).strip() else runs

    def note(self, element: etree._Element) -> Note | None:
        """The note that this link, or the one link inside a raised sign, leads to."""
        link = element if element.tag == "a" else element.find(".//a") if element.tag == "sup" else None
        target = self.notes.get((link.get("href") or "").removeprefix("#")) if link is not None else None
        if target is None or not SIGN.fullmatch(text_in(element).strip()):
            return None
        said = " ".join(text_in(target).split())
        said = re.sub(r"^(?:\[?\(?(?:\d{1,3}|[*†‡]{1,3})\)?\]?[.\s]|[↑^↩]+\s*)", "", said).strip(" ↑↩^")
        return Note("authorialNote", (line("p", said),), (("placement", "bottom"),))

    # --- tables -----------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> Table:
        rows: list[Node] = []
        for row in element.iter("tr"):
            if next(row.iterancestors("table")) is element:
                cells = tuple(self.cell(cell) for cell in row if cell.tag in ("td", "th"))
                rows += [Row("tr", cells)] if cells else []
        return Table("table", tuple(rows))

    def cell(self, element: etree._Element) -> Cell:
        outer, self.open = self.open, _Open()
        inner = [para.table or line("p", *(para.runs or (para.text,))) for para in self.blocks(element)]
        self.open = outer
        spans = tuple((key, str(_whole(element.get(key), 1))) for key in ("colspan", "rowspan")
                      if _whole(element.get(key), 1) > 1)  # fmt: skip
        return Cell(str(element.tag), tuple(inner) or (Line("p"),), spans)


_SEEN = re.compile(r"\S")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
