"""From paragraphs to units: continuity of numbering settles what a number opens.

A stack of open units is kept. A paragraph that begins with a number goes on with a list that is open (the innermost
first), or opens a new list when its number is a first one; else it is text. What was not certain is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .assemble import editorial_note, finished, is_editorial, noted
from .numbers import parts
from .paragraphs import Doubt, Para
from .profiles import Level, Profile
from .shapes import Heads, Opening, follows, is_first, opening
from .spans import cut
from .tree import Line, Node, Note, Unit, line, tidy

_BRACKETED = ("(1)", "(a)", "(i)")
# "9. Appeals.—(1) A person may appeal": the heading stands in the line of the words, as Indian acts print it.
_HEADED = re.compile(r"(?P<heading>[A-Z][^.()]{1,90}[^.() ])(?:\.\s*[—–-]+\s*|\.\s+(?=\(1\)))(?=\S)")


_REPEALED = re.compile(
    r"[\[(]?(?:Утратил[аои]?\s+силу|Исключен[аоы]?\b|Признан[аоы]?\s+утративш|Отменен[аоы]?\b|"
    r"Repealed\b|Omitted\b|Revoked\b|Deleted\b)(?!.*\b(?:и|and)\b.{0,30}$)"
)


@dataclass
class _Open:
    """A unit under construction; `depth` is its level in the profile, -1 for the body."""

    kind: str
    depth: int
    num: Node | None = None
    value: tuple[int, ...] = ()
    heading: Node | None = None
    items: list[Node] = field(default_factory=list)  # lines, tables and finished units, in order

    @property
    def last_words(self) -> str:
        for item in reversed(self.items):
            if isinstance(item, Line):
                return "".join(child for child in item.children if isinstance(child, str)).rstrip()
        return ""


class Builder:
    """Builds the units of one text by one profile."""

    def __init__(self, profile: Profile, *, anywhere: bool = False, annexed: bool = False) -> None:
        self.profile = profile
        self.annexed = annexed  # in a schedule a number without a sign opens a paragraph: `1 Records are closed.`
        self.anywhere = anywhere  # a fragment: its first number may be any number
        self.stack = [_Open("body", -1)]
        self.doubts: list[Doubt] = []
        self.notes: list[Note] = []  # editorial notes that wait for a line to stand in
        self.last: dict[int, tuple[int, ...]] = {}  # the last number of each level, wherever it stood
        levels = tuple(enumerate(profile.levels))
        self.worded = [(depth, level.words) for depth, level in levels if level.words]
        self.opener = re.compile("|".join(level.opener for level in profile.levels if level.words) or "(?!)")
        self.numbers = Heads([level.shape for level in profile.levels])
        self.titles = [(depth, level) for depth, level in levels if level.also]

    def build(self, paras: list[Para]) -> tuple[Node, ...]:
        """The units and lines of the body."""
        index = 0
        while index < len(paras):
            index += self.take(paras, index)
        while len(self.stack) > 1:
            self.close()
        if self.notes:
            self.stack[0].items.append(self.line("p", ()))
        return tuple(self.stack[0].items)

    def take(self, paras: list[Para], index: int) -> int:
        """Places one paragraph; how many it used (a heading on the next line is used with its unit)."""
        para = paras[index]
        if para.table is not None:
            self.stack[-1].items.append(para.table)
        elif para.quoted or para.escaped:
            self.text(para, paras, index)
        elif is_editorial(para.text):
            self.note(para)
        else:
            found = self.word(para) or self.shape(para) or self.titled(paras, index)
            if found:
                return self.unit(found, paras, index)
            self.text(para, paras, index)
        return 1

    # --- what opens a unit ------------------------------------------------------------------------------------------

    def word(self, para: Para) -> tuple[int, Opening] | None:
        """A unit opened by a word: `Статья 5. Предмет`."""
        if not self.opener.match(para.text):
            return None
        for depth, pattern in self.worded:
            match = pattern.fullmatch(para.text)
            if match and not is_sentence(match["end"] or "", match["rest"] or ""):
                value = tuple(piece if isinstance(piece, int) else 0 for piece in parts(match["num"]))
                return depth, Opening("word", match["num"].strip(), value, match["rest"] or "")
        return None

    def shape(self, para: Para) -> tuple[int, Opening] | None:
        """A unit opened by a number: the best of the lists it may go on with and the list it may begin."""
        found = self.numbers.openings(para.text)
        if not found:
            return None
        best: tuple[float, int, Opening] | None = None
        top = self.stack[-1]
        for depth, opens in found:
            level = self.profile.levels[depth]
            if depth == top.depth and opens.rest and self.goes_on(top, level, opens):
                return depth, opens  # nothing scores higher
            if opens.rest or level.heading == "same":
                for score in self.scores(depth, level, opens, para):
                    if best is None or score > best[0]:
                        best = score, depth, opens
        if best is None:
            self.refuse_number(para, found)
            return None
        if best[0] < 1:
            self.doubt(para, "the number does not follow the one before it", f"opened {best[2].num} all the same")
        return best[1:]

    def titled(self, paras: list[Para], index: int) -> tuple[int, Opening] | None:
        """`1 Short title`: a number without a sign opens a unit only with a heading, and only with text under it."""
        para, following = paras[index], paras[index + 1] if index + 1 < len(paras) else None
        for depth, level in self.titles:
            found = self.unsigned(para, following, level)
            if not found:
                continue
            if self.annexed and max(self.scores(depth, level, found, para), default=0) >= 1:
                return depth, found
            if following is None or not self.is_heading(found.rest, following):
                continue
            if opening(following.text, level.also) or self.word(following):  # a line of a list of contents
                continue
            if self.anywhere or max(self.scores(depth, level, found, para), default=0) >= 1:
                return depth, found
        return None

    def unsigned(self, para: Para, following: Para | None, level: Level) -> Opening | None:
        """A number without a sign; in a schedule it may stand alone above "(1) Records …"."""
        if para.soft:
            return None
        alone = self.annexed and para.text.isalnum() and following is not None and following.text[:1] == "("
        found = opening(f"{para.text} (" if alone else para.text, level.also)
        return replace(found, rest="") if found and alone else found

    def scores(self, depth: int, level: Level, found: Opening, para: Para) -> Iterator[float]:
        top = self.stack[-1]
        for above, frame in enumerate(reversed(self.stack)):
            if frame.depth == depth:
                if self.goes_on(frame, level, found):
                    yield 3 - above / 10
                elif is_first(found.value) and found.shape != "—" and not para.soft:
                    yield 0.8
                elif found.value > frame.value and not para.soft and found.shape != "—" and not above:
                    yield 0.5
                break
        if top.depth < depth and (is_first(found.value) or self.starts(top, level, found)):
            yield 2.95 if top.last_words.endswith((":", "—", "–")) else 2.5
        elif top.depth < depth and para.numbered:
            yield 1.0
        elif top.depth < depth and not top.items and (top.depth >= 0 or self.anywhere) and not para.soft:
            going_on = depth in self.last and follows(self.last[depth], found.value, found.shape)
            yield 1.0 if going_on else 0.2  # sections are often counted through all chapters

    def goes_on(self, frame: _Open, level: Level, found: Opening) -> bool:
        """Whether this is the next number of a list; 3.1 is not where it stands inside 3 in this profile."""
        nested = level.decimals == "nest" and level.shape == "1." and len(found.value) > 1
        return not nested and follows(frame.value, found.value, found.shape)

    def starts(self, top: _Open, level: Level, found: Opening) -> bool:
        """5.1 begins the list inside 5."""
        return level.decimals == "nest" and len(found.value) > 1 and found.value == (*top.value, 1)

    def refuse_number(self, para: Para, found: list[tuple[int, Opening]]) -> None:
        for _, opens in found:
            if opens.shape != "—" and opens.rest:
                self.doubt(para, f"{opens.num} follows no number and begins no list", "taken as text")
                return

    # --- placing ----------------------------------------------------------------------------------------------------

    def unit(self, found: tuple[int, Opening], paras: list[Para], index: int, said: Para | None = None) -> int:
        depth, start = found
        level, para = self.profile.levels[depth], said or paras[index]
        while self.stack[-1].depth >= depth and not self.goes_inside(depth, start):
            self.close()
        self.last[depth] = start.value
        frame = _Open(level.kind, depth, _num(start.num, para), start.value)
        self.stack.append(frame)
        if level.words is None and level.heading != "same" and start.rest[:1] != "(":  # nearly every one
            if start.rest:
                frame.items.append(self.line("p", _rest(para, start)))
            return 1
        used = 1
        rest = _rest(para, start)
        headed = _HEADED.match(start.rest) if level.heading == "same" else None
        if headed:
            frame.heading = self.line("heading", cut(rest, 0, headed.end("heading")))
            start = replace(start, rest=start.rest[headed.end() :])
            rest = _rest(para, start)
        inner = self.first_inside(start.rest, depth)
        if inner:
            runs = rest if para.runs is not None else None
            return self.unit(inner, paras, index, replace(para, text=start.rest, runs=runs, soft=False))
        following = paras[index + 1] if index + 1 < len(paras) else None
        titled = level.heading == "same" and not headed and self.is_heading(start.rest, following)
        if level.words is not None and _REPEALED.match(start.rest):
            frame.items.append(self.line("p", rest))  # "Article 5. Repealed by …": no heading, but all that it says
        elif level.words is not None or titled:
            if start.rest:
                frame.heading = self.line("heading", rest)
            elif level.heading != "none" and following is not None and self.heads(following, level):
                frame.heading = self.line("heading", following.runs or (following.text,))
                used = 2
        elif start.rest:
            frame.items.append(self.line("p", rest))
        return used

    def first_inside(self, text: str, depth: int) -> tuple[int, Opening] | None:
        """ "2. (1) In this Act—": a bracketed first number after a number opens the first unit inside."""
        if text[:1] != "(":
            return None
        for inner, level in enumerate(self.profile.levels[depth + 1 :], depth + 1):
            found = opening(text, level.shape) if level.shape in _BRACKETED else None
            if found and found.rest and is_first(found.value):
                return inner, found
        return None

    def goes_inside(self, depth: int, start: Opening) -> bool:
        top = self.stack[-1]
        nests = self.profile.levels[depth].decimals == "nest"
        return nests and top.depth == depth and start.value == (*top.value, 1)

    def is_heading(self, text: str, following: Para | None) -> bool:
        return bool(text) and len(text) < 120 and text[-1] not in ".;:,—–" and following is not None

    def heads(self, para: Para, level: Level) -> bool:
        """Whether the paragraph after a bare `Статья 5` is its heading."""
        text = para.text
        if para.table is not None or para.quoted or para.escaped or len(text) > 250 or text[-1] in ".;:,":
            return False
        return not is_editorial(text) and text[:1].upper() == text[:1] and not self.opens(text)

    def opens(self, text: str) -> bool:
        """Whether a paragraph looks like the opening of a unit, continuity aside."""
        levels = self.profile.levels
        return any(level.words.fullmatch(text) if level.words else opening(text, level.shape or "") for level in levels)

    def text(self, para: Para, paras: list[Para], index: int) -> None:
        top = self.stack[-1]
        before = top.items[-1] if top.items else None
        if para.soft and isinstance(before, Line) and not para.quoted and self.opens(para.text):
            top.items[-1] = line(before.kind, *before.children, " " + para.text)
            return
        if top.depth >= 0 and not para.quoted:
            self.leave_list(para, paras, index)
        made = self.line("p", para.runs or (para.text,))
        self.stack[-1].items.append(replace(made, attrs=(("class", "quoted"),)) if para.quoted else made)

    def leave_list(self, para: Para, paras: list[Para], index: int) -> None:
        """After the last item of a list a paragraph belongs to what introduced the list with a colon."""
        top = self.stack[-1]
        if self.profile.levels[top.depth].shape is None or not top.last_words.endswith((".", "!", "?", ".»")):
            return
        if self.list_goes_on(paras, index):
            return
        for above in range(len(self.stack) - 2, 0, -1):
            if self.stack[above].last_words.endswith(":") and any(isinstance(i, Line) for i in self.stack[above].items):
                self.doubt(para, "a paragraph after a list", f"placed after the list, in {self.stack[above].kind}")
                while len(self.stack) > above + 1:
                    self.close()
                return
            if self.profile.levels[self.stack[above].depth].shape is None:
                return

    def list_goes_on(self, paras: list[Para], index: int) -> bool:
        """Whether the next numbered paragraph goes on with the list that is open."""
        top = self.stack[-1]
        shape = self.profile.levels[top.depth].shape or ""
        for para in paras[index + 1 : index + 8]:
            found = opening(para.text, shape)
            if found:
                return follows(top.value, found.value, shape)
            if self.word(para):
                return False
        return False

    def note(self, para: Para) -> None:
        """An editorial note: kept, outside the norm, in the line before it or, at the start of a unit, the next one."""
        made = editorial_note(para.text)
        top = self.stack[-1]
        if top.items and isinstance(top.items[-1], Line):
            before = top.items[-1]
            top.items[-1] = before.with_children((*before.children, made))
        elif top.items and isinstance(top.items[-1], Unit):
            top.items[-1] = noted(top.items[-1], made)
        elif not top.items and top.heading is not None:
            top.heading = top.heading.with_children((*top.heading.children, made))
        elif not top.items and top.num is not None:
            top.num = top.num.with_children((*top.num.children, made))
        else:
            self.notes.append(made)

    def line(self, kind: str, runs: tuple[Node | str, ...]) -> Node:
        made = line(kind, *runs)
        if self.notes:
            made = made.with_children((*made.children, *self.notes))
            self.notes = []
        return made

    def doubt(self, para: Para, why: str, chose: str) -> None:
        self.doubts.append(Doubt(para.where, para.text[:80], why, chose))

    def close(self) -> None:
        done = self.stack.pop()
        self.stack[-1].items.append(finished(done.kind, done.num, done.heading, done.items, self.profile))


def is_sentence(end: str, rest: str) -> bool:
    """`Статья 5 настоящего Закона применяется …` is a sentence; `Статья 5 Предмет` and `Статья 5. Предмет` open."""
    if not rest or end:
        return False
    return rest[0].islower() or rest[0] in ",;(" or (rest[-1] in ".;:," and len(rest) > 60)


def _num(num: str, para: Para) -> Node:
    """The number as a line; marks inside it (a raised digit) are kept."""
    if para.runs is None:
        return Line("num", (num,))
    return Line("num", tidy(cut(para.runs, 0, len(num))))


def _rest(para: Para, start: Opening) -> tuple[Node | str, ...]:
    if para.runs is None:
        return (start.rest,)
    return cut(para.runs, len(para.text) - len(start.rest), None)
