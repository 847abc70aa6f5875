"""English amending formulae to operations, as international assemblies and the United Kingdom write them."""

from __future__ import annotations

import re
from dataclasses import replace

from .locate_en import locate
from .operations import Locator, Operation
from .quotes import take_quotes

SOFT = re.compile(
    r"(?i)\b(?:consider(?:ation)?|it is (?:proposed|suggested) (?:to|that).*(?:clarif|consider)|suggests? clarifying|"
    r"might be (?:useful|considered)|we recommend considering|would be advisable)\b"
)
_W = r"(?:the\s+(?:following\s+)?)?(?:words?|figures?|phrase|number|sign)?\s*"
_FIND, _TEXT = r"⟦(?P<find>\d+)⟧", r"⟦(?P<text>\d+)⟧"
_NEW = r"(?:the\s+following(?:\s+(?:new\s+)?[\w-]+)?\s*:?\s*|:\s*)?"
_REPLACE = r"(?:replace|substitute)"
_UNIT = r"(?:article|paragraph|sub-?paragraph|point|item|clause|chapter|section|recital|indent|part|annex|subsection)"

# Each clause: its pattern, the operation, the place. The longer ones first.
_CLAUSES: tuple[tuple[str, str, str], ...] = (
    (
        rf"(?:delete|omit|leave\s+out)\s+all\s+(?:the\s+)?words\s+after\s+{_FIND}\s*,?\s*and\s+(?:replace\s+"
        rf"with|insert)\s*{_NEW}{_TEXT}",
        "delete_range", "after",
    ),
    (rf"(?:delete|omit|leave\s+out)\s+all\s+(?:the\s+)?words\s+after\s+{_FIND}", "delete_range", "after"),
    (
        rf"(?:delete|omit|leave\s+out)\s+(?:the\s+words\s+)?from\s+{_FIND}\s+to\s+the\s+end(?:\s+of\s+"
        rf"[^⟦]*)?",
        "delete_range", "to_end",
    ),
    (rf"(?:leave\s+out|omit|delete)\s+{_W}{_FIND}\s*,?\s*and\s+insert\s+{_W}{_TEXT}", "replace_words", ""),
    (rf"{_REPLACE}\s+{_W}{_FIND}\s+(?:with|by)\s+{_W}{_TEXT}", "replace_words", ""),
    (rf"for\s+{_W}{_FIND}\s*,?\s*(?:substitute|read)\s+{_W}{_TEXT}", "replace_words", ""),
    (rf"after\s+{_W}{_FIND}\s*,?\s*(?:insert|add)\s+{_W}{_TEXT}", "insert_words", "after"),
    (rf"(?:insert|add)\s+{_W}{_TEXT}\s+after\s+{_W}{_FIND}", "insert_words", "after"),
    (rf"before\s+{_W}{_FIND}\s*,?\s*(?:insert|add)\s+{_W}{_TEXT}", "insert_words", "before"),
    (rf"(?:insert|add)\s+{_W}{_TEXT}\s+before\s+{_W}{_FIND}", "insert_words", "before"),
    (
        rf"at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*(?:add|insert)\s+(?:the\s+following\s+sentence\s*"
        rf":?\s*){_TEXT}",
        "add_sentence", "end",
    ),
    (rf"at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*delete\s+{_W}{_FIND}", "delete_words", "last"),
    (rf"at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*(?:add|insert):?\s*{_W}:?\s*{_TEXT}", "insert_words", "end"),
    (rf"(?:add|insert)\s+{_W}{_TEXT}\s+at\s+the\s+end(?:\s+of)?(?P<where>[^⟦]*)", "insert_words", "end"),
    (
        rf"at\s+the\s+beginning(?:\s+of)?(?P<where>[^⟦]*?)\s*,?\s*(?:add|insert):?\s*{_W}:?\s*{_TEXT}",
        "insert_words", "start",
    ),
    (
        r"(?:delete|omit|leave\s+out)\s+the\s+(?P<ordinal>\w+)\s+sentence(?:\s+(?:of|in)\s+(?P<where>[^⟦]*"
        r"))?",
        "delete_sentence", "",
    ),
    (rf"(?:delete|omit|leave\s+out)\s+{_W}{_FIND}(?:\s+(?:in|from)\s+(?P<where>[^⟦]*))?", "delete_words", ""),
)  # fmt: skip
_WHOLE: tuple[tuple[str, str, str], ...] = (
    (
        rf"insert\s*,?\s+after\s+(?P<where>[^⟦,]*?(?:\d+\w?|\w+))\s*,\s*(?P<what>{_UNIT}\s+[\w.()]+)"
        rf"\s*:?\s*{_TEXT}",
        "add_unit", "after",
    ),
    (
        rf"(?P<place>after|before)\s+(?P<where>[^⟦]*?)\s*,?\s*(?:insert|add)\s+(?:an?\s+|the\s+following\s+"
        rf")?(?:new\s+)?(?P<what>{_UNIT}s?[^⟦:]*)\s*:?\s*{_TEXT}",
        "add_unit", "",
    ),
    (
        rf"(?P<place>after|before)\s+(?P<where>[^⟦]*?)\s*,?\s*insert\s*(?:the\s+following)?\s*:?\s*{_TEXT}",
        "add_unit", "",
    ),
    (
        rf"add\s+(?:an?\s+|the\s+following\s+)?(?:new\s+)?(?P<what>{_UNIT}\s*[\w.()]*)\s+(?:to|in)\s+"
        rf"(?:the\s+list\s+(?:in|of)\s+)?(?P<where>[^⟦:]*)\s*:?\s*{_TEXT}",
        "add_unit", "in",
    ),
    (
        rf"(?P<where>[^⟦]*?)\s*,?\s*(?:add|insert)\s+(?:an?\s+|the\s+following\s+)?(?:new\s+)?(?P<what>{_UNIT}[^⟦:]*"
        rf")\s*:?\s*{_TEXT}",
        "add_unit", "in",
    ),
    (
        rf"{_REPLACE}\s+(?P<where>[^⟦]+?)\s+(?:with|by)\s*(?:the\s+following(?:\s+[\w-]+)?)?\s*:?\s*{_TEXT}",
        "replace_unit", "",
    ),
    (
        rf"(?P<where>[^⟦]+?)\s+(?:shall|should|is|to)\s+(?:be\s+)?(?:amended\s+to\s+)?read(?:\s+as\s+"
        rf"follows)?\s*:?\s*{_TEXT}",
        "replace_unit", "",
    ),
    (r"move\s+(?P<where>.+?)\s+to\s+(?P<place>after|before)\s+(?P<other>.+)", "move", ""),
    (r"renumber\s+(?P<where>.+?)\s+(?:as|to\s+become)\s+(?P<other>.+)", "renumber", ""),
    (rf"(?:divide|split)\s+(?P<where>.+?)\s+into\s+[^⟦]*{_TEXT}", "split", ""),
    (rf"(?:merge|join|combine)\s+(?P<where>.+?)\s+into\s+[^⟦]*?{_TEXT}", "join", ""),
    (r"(?:divide|split)\s+(?P<where>.+?)\s+into\s+.+\s+after\s+the\s+(?P<ordinal>\w+)\s+sentence", "proposal", ""),
    (r"(?:delete|omit|leave\s+out|repeal|strike\s+out)\s+(?P<where>[^⟦]+)", "delete_unit", ""),
)  # fmt: skip
_ONLY = re.compile(r"(?i)\(?\b(?:in\s+the\s+)?(english|french|russian)\s+(?:text|version)\s+only\b\)?\s*,?")
_CODES = {"english": "eng", "french": "fra", "russian": "rus"}


def parse_en(formula: str, outer: Locator | None = None) -> list[Operation]:
    """The operations that a formula says, or one `proposal` when it says none that can be executed.

    >>> [op] = parse_en('In Article 3(2), for "ten" substitute "fifteen".')
    >>> op.op, str(op.target), op.find, op.text
    ('replace_words', 'article 3 › paragraph 2', 'ten', 'fifteen')
    """
    text, quoted = take_quotes(re.sub(r"[ \t\u00a0]+", " ", formula.strip()))
    text = text.rstrip(" ;.")
    only = _ONLY.search(text)
    text = _ONLY.sub(" ", text).strip(" ,")
    if re.search(r"(?i)\bamendment\s+to\s+(?:the\s+)?amendment\b", text):
        return [Operation("proposal", Locator(), formula=formula.strip())]  # it amends an amendment, not this text
    found = _clauses(text, quoted) or _whole(text, quoted)
    if SOFT.search(text):
        found = [replace(op, soft=True) for op in found] or [Operation("proposal", Locator(), soft=True)]
    found = found or [Operation("proposal", locate(text)[0])]
    language = _CODES[only[1].lower()] if only else ""
    return [
        replace(op, target=op.target.within(outer) if outer else op.target, formula=formula.strip(), language=language)
        for op in found
    ]


def _clauses(text: str, quoted: list[str]) -> list[Operation]:
    found: list[tuple[int, int, re.Match[str], str, str]] = []
    for pattern, op, place in _CLAUSES:
        for match in re.finditer(r"(?i)(?<!\w)" + pattern, text):
            if not any(start < match.end() and match.start() < end for start, end, *_ in found):
                found.append((match.start(), match.end(), match, op, place))
    found.sort(key=lambda item: item[0])
    operations: list[Operation] = []
    at, target = 0, Locator()
    for start, end, match, op, place in found:
        groups = match.groupdict()
        said = locate(f"{text[at:start]} {groups.get('where') or ''}")[0]
        if said.steps or said.part:
            target = said.within(target) if operations else said
        where = target
        if re.search(r"(?i)throughout", text[at:start]):
            place = "all"
        at = end
        find = quoted[int(groups["find"])] if groups.get("find") else groups.get("ordinal") or ""
        new = quoted[int(groups["text"])] if groups.get("text") else ""
        operations.append(Operation(op, where, find=find, text=new, place=place))
    tail = locate(text[at:])[0]
    if operations and tail.steps and not operations[-1].target.steps:
        operations[-1] = replace(operations[-1], target=tail)
    return operations


def _whole(text: str, quoted: list[str]) -> list[Operation]:
    for pattern, op, fixed in _WHOLE:
        match = re.fullmatch(
            rf"(?i)(?:in\s+(?P<outer>[^⟦,]*),\s*)?{pattern}(?:\s+and\s+all\s+references\s+to\s+it)?", text
        )
        if not match:
            continue
        groups = match.groupdict()
        target = locate(groups.get("where") or "")[0]
        if groups.get("outer"):
            target = target.within(locate(groups["outer"])[0])
        place = (groups.get("place") or fixed).lower()
        new = quoted[int(groups["text"])] if groups.get("text") else ""
        if op == "add_unit":
            return [_added(match, target, place, new)]
        if op == "replace_unit" and target.part == "title":
            op = "replace_heading"
        other = locate(groups["other"])[0] if groups.get("other") else Locator()
        if op == "renumber" and not other.steps and target.steps:
            other = locate(f"{target.steps[-1].said} {groups['other']}")[0]
        if not (target.steps or target.part):
            continue
        return [Operation(op, target, text=new, place=place, other=other)]
    return []


def _added(match: re.Match[str], target: Locator, place: str, text: str) -> Operation:
    what = match.groupdict().get("what") or ""
    other, _ = locate(what)
    if not other.steps:
        named = locate(re.sub(r"(?i)^(?:new|following)\s+", "", what).strip(" :") + " 0")[0]
        steps = tuple(replace(step, numbers=()) for step in named.steps[:1])
        other = Locator(steps or tuple(replace(step, numbers=()) for step in target.steps[-1:]))
    return Operation("add_unit", target, text=text, place="" if place == "in" else place, other=other)
