"""Markdown by its standard (CommonMark, with pipe tables and footnotes) as a text.

What is indented is text, not code; a row of dashes under a line makes no heading of it. Items of an ordered list have
the numbers that are written in the file; where all are alike, those that a program would show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .assemble import editorial_note, is_editorial
from .batch import collector_paused
from .markdown_write import TEXT_SIGN, escaped
from .paragraphs import Doubt, Para, para_of, quoted_together
from .plain import Reading, read_paras
from .tree import Cell, Line, Mark, Node, Note, Row, Table, line, tidy, words

_HEAD = re.compile(r"\A(?:\ufeff)?---\r?\n(?P<head>.*?)\r?\n---\r?\n", re.DOTALL)
_FOOT = re.compile(r"^\[\^(?P<id>[^\]\s]{1,60})\]:[ \t]*(?P<said>.*(?:\n(?:[ \t]*\n)*(?: {4}|\t).*)*)", re.MULTILINE)
_CALL = re.compile(r"\[\^([^\]\s]{1,60})\]")
_TAG = re.compile(r"<(?P<end>/?)(?P<kind>b|i|u|sup|sub|strong|em|br)\s*/?>", re.IGNORECASE)
_KINDS = {"strong": "b", "em": "i"}
MAX_NESTING = 40


@collector_paused()
def read_markdown(text: str, *, name: str = "", profile_id: str | None = None, language: str | None = None) -> Reading:
    """The document that a Markdown file says. Raises `NotReadable` for an empty one."""
    facts = head_of(text)
    paras, doubts = markdown_paras(text)
    return read_paras(paras, doubts, profile_id=profile_id, language=language or facts.get("lang"), name=name)


def head_of(text: str) -> dict[str, str]:
    """The simple lines `name: value` between dashes at the top."""
    found = _HEAD.match(text)
    rows = (row.split(":", 1) for row in found["head"].splitlines() if ":" in row) if found else ()
    return {key.strip(): value.strip() for key, value in rows}


def markdown_paras(text: str) -> tuple[list[Para], list[Doubt]]:
    """The paragraphs and tables of the file, in order."""
    notice = head_of(text).get("notice")
    body = _HEAD.sub("", text, count=1).replace("\r\n", "\n")
    notes = {found["id"]: found["said"] for found in _FOOT.finditer(body)}
    body = _FOOT.sub("", body)
    if notice:
        body = body.lstrip("\n").removeprefix(f"> {escaped(notice)}")
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table").disable(["code", "lheading"])
    reader = _Reader(parser, notes)
    paras = [para for para in reader.blocks(parser.parse(body)) if para.text or para.table is not None]
    return quoted_together(paras), reader.doubts


class _Reader:
    def __init__(self, parser: MarkdownIt, notes: dict[str, str]) -> None:
        self.parser, self.notes = parser, notes
        self.doubts: list[Doubt] = []
        self.open_notes: list[str] = []  # notes that are being read: one that calls itself is not read again

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Para]:
        """One paragraph for each inline token; labels of list items stand before the first of each item."""
        lists: list[_List] = []
        style, where, at = "", 1, 0
        while at < len(tokens):
            token = tokens[at]
            where = token.map[0] + 1 if token.map else where
            if token.type in ("ordered_list_open", "bullet_list_open"):
                lists.append(_List(token, _items(tokens, at)))
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                lists.pop()
            elif token.type == "list_item_open" and lists:
                lists[-1].begin(token)
            elif token.type == "heading_open":
                style = f"heading {token.tag[1:]}"
            elif token.type == "heading_close":
                style = ""
            elif token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                yield Para("", where, table=self.table(tokens[at:end]))
                at = end
            elif token.type == "inline":
                label = lists[-1].label() if lists else ""
                yield from self.paras(token, where, style, label)
            elif token.type == "fence":
                yield from (Para(" ".join(row.split()), where) for row in token.content.splitlines() if row.strip())
            elif token.type == "html_block" and token.content.strip() not in ("", TEXT_SIGN):
                said = re.sub(r"<[^<>]*>", " ", _without_comments(token.content))
                yield Para(" ".join(said.split()), where)
            at += 1

    def paras(self, token: Token, where: int, style: str, label: str) -> Iterator[Para]:
        """The paragraph of an inline token; a hard line break ends one."""
        escaped_here = token.content.endswith(TEXT_SIGN)
        for place, runs in enumerate(self.lines(token)):
            said = tidy([f"{label} ", *runs] if label and not place else runs)
            if said:
                yield para_of(said, where, style=style, escaped=escaped_here, numbered=bool(label) and not place)

    def lines(self, token: Token) -> Iterator[tuple[Node | str, ...]]:
        """The runs of an inline token, line by line."""
        stack: list[tuple[str, list[Node | str]]] = [("", [])]

        def close(kind: str) -> None:
            if len(stack) > 1 and stack[-1][0] == kind:
                _, inner = stack.pop()
                said = tidy(inner, edges=False)
                marked = said and "".join(map(words, said)).strip()
                stack[-1][1].extend([Mark(kind, said)] if marked else said)

        for child in token.children or ():
            tag = _TAG.fullmatch(child.content) if child.type == "html_inline" else None
            kind = _KINDS.get(child.tag, child.tag) if child.type.startswith(("strong", "em")) else ""
            if tag and tag["kind"].lower() != "br":
                kind = _KINDS.get(tag["kind"].lower(), tag["kind"].lower())
            if kind and (child.nesting == 1 or (tag and not tag["end"])):
                stack.append((kind, []))
            elif kind:
                close(kind)
            elif child.type == "hardbreak" or (tag and tag["kind"].lower() == "br"):
                while len(stack) > 1:
                    close(stack[-1][0])
                yield tidy(stack[0][1])
                stack[0][1].clear()
            else:
                stack[-1][1].extend(self.piece(child))
        while len(stack) > 1:
            close(stack[-1][0])
        yield tidy(stack[0][1])

    def piece(self, token: Token) -> list[Node | str]:
        if token.type == "softbreak":
            return [" "]
        if token.type == "image":
            return [Mark("img", (), (("alt", token.content), ("src", "")))]
        if token.type == "code_inline":
            return [token.content]
        if token.type != "text":
            return []
        pieces: list[Node | str] = []
        for place, said in enumerate(_CALL.split(token.content)):
            if place % 2 == 0:
                pieces.append(said)
            else:
                pieces.append(self.note(said) if said in self.notes else f"[^{said}]")
        return pieces

    def note(self, note_id: str) -> Node | str:
        if note_id in self.open_notes:
            return ""
        self.open_notes.append(note_id)
        said = re.sub(r"^(?: {4}|\t)", "", self.notes[note_id], flags=re.MULTILINE)
        tokens = [token for token in self.parser.parse(said) if token.type == "inline"]
        paras = tuple(Line("p", runs) for token in tokens for runs in self.lines(token) if runs)
        self.open_notes.pop()
        if paras and is_editorial(words(paras[0])):
            return editorial_note("").with_children(paras)
        return Note("authorialNote", paras or (line("p"),), (("placement", "bottom"),))

    def table(self, tokens: Sequence[Token]) -> Table:
        """Rows of cells; a head without words was written because Markdown asks for one, and is none."""
        rows: list[Row] = []
        cells: list[Cell] = []
        kind = "td"
        for token in tokens:
            if token.type in ("th_open", "td_open"):
                kind = token.tag
            elif token.type == "inline":
                inner = tuple(Line("p", runs) for runs in self.lines(token) if runs)
                cells.append(Cell(kind, inner or (Line("p"),)))
            elif token.type == "tr_close":
                rows.append(Row("tr", tuple(cells)))
                cells = []
        if rows and not any(words(cell).strip() for cell in rows[0].nodes):
            rows = rows[1:]
        return Table("table", tuple(rows))


def _without_comments(text: str) -> str:
    """Without `<!-- … -->`; one that is never closed reaches to the end."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start)
        at = end + 3 if end >= 0 else len(text)
    return "".join([*kept, text[at:]])


class _List:
    """A list that is open: what its items are called."""

    def __init__(self, token: Token, numbers: list[str]) -> None:
        self.ordered = token.type == "ordered_list_open"
        self.sign = token.markup if self.ordered else "–"
        self.start = int(token.attrs.get("start", 1)) if self.ordered else 0
        self.counted = len(numbers) > 1 and len(set(numbers)) == 1
        self.place, self.waiting = -1, ""

    def begin(self, token: Token) -> None:
        self.place += 1
        number = str(self.start + self.place) if self.counted or not token.info else token.info
        self.waiting = f"{number}{self.sign}" if self.ordered else self.sign

    def label(self) -> str:
        """The label of the item, once."""
        said, self.waiting = self.waiting, ""
        return said


def _items(tokens: Sequence[Token], at: int) -> list[str]:
    """The numbers written in the file before the items of the list that begins here."""
    level = tokens[at].level
    found = []
    for token in tokens[at + 1 :]:
        if token.level == level and token.type.endswith("list_close"):
            break
        if token.type == "list_item_open" and token.level == level + 1:
            found.append(token.info)
    return found
