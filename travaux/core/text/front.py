"""The parts of a text around its units: preface with titles, preamble, closing words, annexes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .assemble import editorial_note, is_editorial
from .build import Builder
from .kinds import HIERARCHY
from .paragraphs import Doubt, Para
from .profiles import Profile, detect
from .shapes import opening
from .tree import Box, Component, Document, Line, Mark, Node, Unit, line, words

ANNEX = re.compile(
    r"(?P<num>(?i:приложение|annex|appendix|schedule|the schedule|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth) schedule)"
    r"(?:\s+(?:№|No\.?)?\s*(?:\d+|[IVXLC]+|[A-ZА-Я])(?!\w))?)\s*[.:]?(?P<rest>(?:\s+.{0,200})?)"
)
_ANNEX_BEGINS = frozenset("ПпAaSsTtFfEe")  # most paragraphs are known by their first letter not to match
CLOSING = re.compile(
    r"(?:Совершено\s+(?:в|«|\")|Done (?:at|in)\s|DONE (?:at|in|AT|IN)\s|In witness whereof|IN WITNESS WHEREOF|"
    r"В удостоверение чего|"
    r"\d+(?:st|nd|rd|th) (?:plenary )?meeting$|\d+-е (?:пленарное )?заседание$|"
    r"(?:Президент|Председатель|President|Speaker|Chairperson|Secretary General)\b(?!.*[.;]$).{0,120}$)"
)
_TYPE = re.compile(
    r"(?i)(?:проект\s+)?(?:(?:модельн\w+|федеральн\w+|конституционн\w+|draft|model)\s+)*"
    r"(?:закон\w*|кодекс|соглашение|договор|конвенция|протокол|рекомендации|резолюция|постановление|решение|устав|"
    r"положение|заявление|law|act|code|agreement|treaty|convention|protocol|recommendations?|resolution|decision|"
    r"statement|regulation|directive|bill)(?:\s+(?:of|№|no)?\s*.{0,40})?"
)
LONGEST_CLOSING = 40  # paragraphs
# What stands in a body that has no words: the schema asks for one unit.
NOTHING = Unit("hcontainer", (), (("name", "text"),))
_ENDED = re.compile(r"[.;:,]$")


@dataclass(frozen=True, slots=True)
class Parts:
    """Paragraphs sorted by the part of the text that they belong to."""

    front: list[Para]
    body: list[Para]
    closing: list[Para]
    annexes: list[list[Para]]  # each begins with the line that names the annex


def split(paras: list[Para], profile: Profile, *, annexed: bool = False) -> Parts:
    """Annexes begin at a line that names one; the body at the first line that opens a unit; the end with signatures."""
    main, annexes = _annexes(paras)
    start = _body_start(main, Builder(profile, annexed=annexed))
    end = _closing_start(main, start)
    return Parts(main[:start], main[start:end], main[end:], annexes)


def _annexes(paras: list[Para]) -> tuple[list[Para], list[list[Para]]]:
    main: list[Para] = []
    annexes: list[list[Para]] = []
    for index, para in enumerate(paras):
        match = None
        if index and para.text[:1] in _ANNEX_BEGINS and not (para.quoted or para.escaped or para.soft or para.table):
            match = ANNEX.fullmatch(para.text)
        if match and not _ENDED.search(para.text) and _names_an_annex(match["rest"].strip()):
            annexes.append([para])
        else:
            (annexes[-1] if annexes else main).append(para)
    return main, annexes


def without_annexes(paras: list[Para]) -> list[Para]:
    """The paragraphs before the first annex: what kind of text this is, an annex does not say."""
    return _annexes(paras)[0]


def _names_an_annex(rest: str) -> bool:
    """`Приложение 2 к Рекомендациям` names one; `Приложение 2 является неотъемлемой частью` speaks of one."""
    return not rest[:1].islower() or bool(re.match(r"(?:к|to)\s", rest))


def _body_start(paras: list[Para], builder: Builder) -> int:
    profile = builder.profile
    for index, para in enumerate(paras):
        if para.table or para.quoted or para.escaped:
            continue
        if profile.recitals and opening(para.text, profile.recitals):
            continue
        found = builder.word(para)
        if found:
            return index
        bare = builder.shape(para) or builder.titled(paras, index)
        if bare and bare[1].shape not in ("—", "A.") and (bare[1].value in ((1,), (1, 1)) or para.numbered):
            return index
    titles = 0  # a text without units: titles, then paragraphs
    while titles < len(paras) and _is_title(paras[titles]):
        titles += 1
    return titles


def _closing_start(paras: list[Para], start: int) -> int:
    for index in range(len(paras) - 1, max(start, len(paras) - LONGEST_CLOSING - 1), -1):
        para = paras[index]
        if not para.quoted and not para.escaped and para.table is None and CLOSING.match(para.text):
            first = index
            while first - 1 > start and CLOSING.match(paras[first - 1].text):
                first -= 1
            return first if len(paras) - first <= LONGEST_CLOSING else len(paras)
    return len(paras)


def document_from(paras: list[Para], profile: Profile, *, annexed: bool = False) -> tuple[Document, list[Doubt]]:
    """The whole document, its annexes as works of their own, and what was uncertain."""
    parts = split(paras, profile, annexed=annexed)
    doubts: list[Doubt] = []
    children: list[Node] = list(_front(parts.front, profile))
    builder = Builder(profile, annexed=annexed)
    holder = "body" if profile.document in ("act", "bill") else "mainBody"
    children.append(Box(holder, _held(builder.build(parts.body), holder)))
    doubts += builder.doubts
    if parts.closing:
        children.append(Box("conclusions", _with_notes(parts.closing, _plain)))
    if parts.annexes:
        made = [_annex(annex, profile) for annex in parts.annexes]
        children.append(Box("attachments", tuple(component for component, _ in made)))
        doubts += [doubt for _, theirs in made for doubt in theirs]
    return Document(profile.document, tuple(children), (("name", profile.document),)), doubts


def _held(nodes: tuple[Node, ...], holder: str) -> tuple[Node, ...]:
    """A body may hold units only: lines that stand in none get a nameless container."""
    if holder != "body" and nodes:
        return nodes
    held: list[Node] = []
    for node in nodes:
        if isinstance(node, Unit) and node.kind in HIERARCHY:
            held.append(node)
        elif held and held[-1].kind == "hcontainer" and held[-1].attr("name") == "text":
            box = held[-1].nodes[0]
            held[-1] = held[-1].with_children((box.with_children((*box.children, node)),))
        else:
            held.append(Unit("hcontainer", (Box("content", (node,)),), (("name", "text"),)))
    return tuple(held) or (replace(NOTHING),)  # a new one: it is to be named


def _front(paras: list[Para], profile: Profile) -> list[Node]:
    """Titles first, then the preamble: from the first sentence on."""
    titles = 0
    while titles < len(paras) and _is_title(paras[titles]):
        titles += 1
    parts: list[Node] = []
    if titles:
        parts.append(Box("preface", _with_notes(paras[:titles], _title)))
    if titles < len(paras):
        parts.append(Box("preamble", tuple(_preamble(paras[titles:], profile))))
    return parts


def _is_title(para: Para) -> bool:
    text = para.text
    if para.table is not None:
        return False
    if is_editorial(text) and not para.escaped:
        return True
    if re.match(r"\(?(?:Принят|Одобрен|Утвержд|Adopted|Approved|Подписан|Signed|Вступил)", text):
        return True
    return len(text) < 300 and not _ENDED.search(text)


def _title(para: Para) -> Node:
    text = para.text
    if re.match(r"\(?(?:Принят|Одобрен|Утвержд|Adopted|Approved|Подписан|Signed|Вступил|Проект$|Draft$)", text):
        return _plain(para)
    kind = "docType" if _TYPE.fullmatch(text) and len(text) < 80 else "docTitle"
    return Line("p", (Mark(kind, line("p", *(para.runs or (text,))).children),))


def _preamble(paras: list[Para], profile: Profile) -> list[Node]:
    """Paragraphs; numbered recitals become citable units where the profile knows them."""
    nodes: list[Node] = []
    for node in _with_notes(paras, lambda para: _recital(para, profile) or _plain(para)):
        if node.kind == "recital" and nodes and nodes[-1].kind == "recitals":
            nodes[-1] = nodes[-1].with_children((*nodes[-1].children, node))
        else:
            nodes.append(Unit("recitals", (node,)) if node.kind == "recital" else node)
    return nodes


def _recital(para: Para, profile: Profile) -> Node | None:
    found = opening(para.text, profile.recitals) if profile.recitals and not para.escaped else None
    return Unit("recital", (line("num", found.num), line("p", found.rest))) if found and found.rest else None


def _with_notes(paras: list[Para], make: Callable[[Para], Node]) -> tuple[Node, ...]:
    """A node for each paragraph; editorial notes stand in the line before them, or in the first one."""
    nodes: list[Node] = []
    waiting: list[Node] = []
    for para in paras:
        if para.table is None and not para.escaped and is_editorial(para.text):
            note = editorial_note(para.text)
            if nodes and isinstance(nodes[-1], Line):
                nodes[-1] = nodes[-1].with_children((*nodes[-1].children, note))
            else:
                waiting.append(note)
            continue
        made = make(para)
        if waiting and isinstance(made, Line):
            made, waiting = made.with_children((*made.children, *waiting)), []
        nodes.append(made)
    return (*nodes, line("p", *waiting)) if waiting else tuple(nodes)


def _plain(para: Para) -> Node:
    return para.table if para.table is not None else line("p", *(para.runs or (para.text,)))


def _annex(paras: list[Para], main: Profile) -> tuple[Component, list[Doubt]]:
    """An annexed text: its number, its heading if the same line has one, and a document with a profile of its own."""
    match = ANNEX.fullmatch(paras[0].text)
    assert match is not None
    rest = match["rest"].strip()
    num = paras[0].text[: len(paras[0].text) - len(match["rest"])].rstrip()
    found, weights = detect("\n".join(para.text for para in paras[1:] if not is_editorial(para.text)))
    own = found if weights[found.id] >= 3 else main
    document, doubts = document_from(_introduced(paras), own, annexed=True)
    document = replace(document, kind="doc", attrs=(("name", "annex"),))
    children = [child if child.kind != "body" else replace(child, kind="mainBody") for child in document.nodes]
    head: list[Node] = [line("num", num)]
    if rest:
        head.append(line("heading", rest))
    return Component("attachment", (*head, document.with_children(children))), doubts


_INTRODUCED_BY = re.compile(r"\(?(?:Sections?|Regulations?|Articles?|Clauses?|Rules?)\s[\d\w ,()]{1,60}\)?")


def _introduced(paras: list[Para]) -> list[Para]:
    """What follows the name of an annex; "Section 2" under SCHEDULE 1 says what introduces it, and is no section."""
    rest = paras[1:]
    schedule = "schedule" in paras[0].text.lower()
    if schedule and len(rest) > 1 and _INTRODUCED_BY.fullmatch(rest[0].text) and not _ENDED.search(rest[1].text):
        rest[0] = replace(rest[0], escaped=True)
    return rest


def title_of(document: Document) -> str:
    """The title in one line: the words marked as type and title in the preface, or none."""
    preface = document.of_kind("preface")
    if preface is None:
        return ""
    marks = [mark for para in preface.nodes for mark in para.nodes if mark.kind in ("docType", "docTitle")]
    return " ".join(words(mark) for mark in marks)
