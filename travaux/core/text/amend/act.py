"""An amending act read item by item: nested items take the place that the lines above them name.

«1) в статье 83: а) в части 2 слова … б) часть 3 …» gives operations on статья 83 › часть 2 and статья 83 › часть 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..tree import Document
from . import locate_en, locate_ru
from .amending_annexes import amending_annexes
from .formulae_en import parse_en
from .formulae_ru import parse_ru
from .operations import Locator, Operation
from .quotes import take_quotes
from .script import Item, items, items_in
from .whom import without_reference

_ORDERS = re.compile(
    r"(?i)замен(?:ить|ив)|исключ(?:ить|ив)|дополн(?:ить|ив)|излож(?:ить|ив)|утративш\w+\s+силу|утратил|\bсчитать|объединить|разделить|добавить|перенести|"
    r"поменять\s+местами|рассмотреть|предлагается|"
    r"\b(?:replac(?:e|ed|ing)|substitut(?:e|ed|ing)|delet(?:e|ed|ing)|omit(?:ted|ting)?|leave\s+out|insert(?:ed|ing)?|add(?:ed|ing)?|"
    r"strik(?:e|ing)|substitution|insertion|deletion|omission|addition|shall\s+read|to\s+read|move|"
    r"(?:re-?)?number(?:ed|ing)?|(?:re)?designat(?:e|ed|ing)|merge|divide|repeal(?:ed|ing)?|becomes?|"
    r"ceases?\s+to\s+have\s+effect)\b"
)
_TITLE = re.compile(r"(?i)(?:an?\s+)?(?:act|bill|ordinance)\s+to\b|о\s+(?:внесении|признании)\b")
_CUTS = re.compile(
    r"(?i)(?:признать\s+утратившими\s+силу|исключить|утрачивают\s+силу)\s*(?:следующие\s+[^:]*)?:$|"
    r"(?:the\s+following[^:]*(?:are|is)\s+(?:hereby\s+)?(?:deleted|repealed|omitted))\s*[:—–-]+$|^(?:omit|delete|repeal)\s*[:—–-]+$"
)
_LISTED = re.compile(
    r"(?i)(?:in\s+(?:each\s+of\s+)?the\s+following\s+(?:provisions|places|enactments)[^,“\"]*|"
    r"в\s+следующих\s+(?:статьях|положениях|нормах|структурных\s+единицах)[^,«\"]*),?\s+(?P<order>.+?)\s*[:—–-]+"
)
_AGAIN = re.compile(
    r"(?i)дополнить\s+(пункт|часть|подпункт|статью|главу)\s+(?=(?:нов\w+\s+)?[а-я]+(?:ом|ью|ем|ами|ями)\b)"
)
_AGAIN_RANKS = {"пункт": "point", "часть": "paragraph", "подпункт": "subpoint", "статью": "article", "главу": "chapter"}
_BRINGS = re.compile(r"(?i)\bвнести\b|is\s+(?:hereby\s+)?amended|are\s+(?:hereby\s+)?amended|shall\s+be\s+amended")
_LEAD = re.compile(
    r"(?i)(?:[:—–-]|amended(?:\s+as\s+follows)?\.?|следующ\w+\s+изменени\w+(?:\s+и\s+дополнени\w+)?\.?)\s*$"
)


@dataclass(slots=True)
class _Open:
    """An open item: where its inner items work, for which text, and whether they are only to be struck out."""

    shape: str
    place: Locator
    amends: str
    pattern: str = ""  # what is ordered for each place that the items name: "{} is repealed"
    prefix: str = ""  # "After section 12", when the order follows on the next line
    amending: bool = False


def russian(text: str, language: str) -> bool:
    """Whether a formula is to be read as Russian: by its letters, else by what is said."""
    if re.search("[А-Яа-яЁё]", text):
        return True
    return language in ("rus", "ru") and not re.search("[A-Za-z]", text)


def parse(formula: str, language: str = "", outer: Locator | None = None) -> list[Operation]:
    """The operations of one formula in Russian or English. A language that the words do not show is taken as given."""
    outside = re.sub(r"[«“\"].*?[»”\"]", "", formula, flags=re.DOTALL) or formula
    if not re.search("[A-Za-zА-Яа-я]", outside):
        outside = formula
    return parse_ru(formula, outer) if russian(outside, language) else parse_en(formula, outer)


def parse_act(document: Document, language: str = "", *, name: str = "") -> list[Operation]:
    """The operations of an amending act, in its order; provisions that order nothing are left out."""
    said = language or document.language or ""
    reader = _Reader(said, name)
    for item in items(document):
        reader.take(item)
    for component in amending_annexes(document, [op.formula for op in reader.operations if op.place == "annex"]):
        reader.open, reader.annexed, reader.root.place = [], True, Locator()
        for item in items_in(component):
            reader.take(item)
    return reader.operations


class _Reader:
    """Follows the items of an act and keeps what the lines above each have said."""

    def __init__(self, language: str, name: str) -> None:
        self.language, self.name = language, name
        self.operations: list[Operation] = []
        self.root = _Open("", Locator(), "")
        self.open: list[_Open] = []
        self.annexed = False  # reading an annex

    def take(self, item: Item) -> None:
        if item.own:
            self.open = self.open[: len(item.labels) - 1]
            above = self.top
            while len(self.open) < len(item.labels):
                self.open.append(replace(above, shape=item.labels[len(self.open)][0]))
        if item.front and _TITLE.match(item.text):
            return
        top = self.top
        text, amends = without_reference(item.text) if top.pattern or self.annexed else self.reference(item.text)
        if self.annexed and amends and not re.search(r"\w{3}", text):  # the name of an act over the items that amend it
            self.root.amends = amends
            return
        if top.pattern and amends:  # a list of provisions that are struck out may name another act in each line
            self.keep(self.parsed(text, top), item, amends)
            return
        if amends and (top.amends == "" or _BRINGS.search(item.text)):
            top.amends = amends
        head = item.text.split("\n")[0].strip()
        if _CUTS.search(head):
            top.pattern = "{} признать утратившим силу" if russian(head, self.language) else "{} is repealed"
            return
        listed = _LISTED.fullmatch(head)
        if listed:  # "In the following provisions, for “x” substitute “y”—": the items name the places
            top.pattern = f"{'в' if russian(head, self.language) else 'In'} {{}}, {listed['order']}"
            return
        operations = [] if item.front and not _ORDERS.search(text) else self.parsed(text, top)
        done = [op for op in operations if op.op != "proposal" or op.soft]
        if done and not (item.front and not any(op.target or op.find or op.text for op in done)):
            self.keep([op for op in operations if op in done or op.find], item, amends or top.amends)
        elif self.leads(text, item, top):
            return
        elif _ORDERS.search(text) and self.of_this_text(item, text, top):
            self.keep(operations, item, amends or top.amends)

    @property
    def top(self) -> _Open:
        return self.open[-1] if self.open else self.root

    def of_this_text(self, item: Item, text: str, top: _Open) -> bool:
        """Whether an order that was not understood is one to the text, so that it is told and not passed over."""
        if item.front:
            return re.match(r"(?:\w+\s+){1,4}[\d(«“]", text) is not None and bool(self.located(text)[0])
        return top.amending or bool(re.search('[«“"]', text)) or bool(self.located(text.split("\n")[0])[0])

    def reference(self, text: str) -> tuple[str, str]:
        """The line without the name of the amended act; names inside the new wording are left."""
        head, newline, rest = text.partition("\n")
        if not (_BRINGS.search(head) or _ORDERS.search(head) or _LEAD.search(head)):
            return text, ""
        before = re.match(r"[^«“\"]*", head)
        assert before is not None
        made, name = without_reference(head)
        if not name and made == head:
            return text, ""
        return made + newline + rest, name

    def parsed(self, text: str, top: _Open) -> list[Operation]:
        outer = top.place
        if top.pattern and not _ORDERS.search(text):
            place = re.sub(r"(?:;|,)?\s*(?:and|or|и)?[\s;.,]*$", "", text)
            text = top.pattern.replace("{}", place)
        prefix, top.prefix = top.prefix, ""
        return [self.same_again(op) for op in parse(prefix + text, self.language, outer)]

    def same_again(self, op: Operation) -> Operation:
        """«дополнить пункт подпунктом …» after an order on пункт 1: the same пункт."""
        said = _AGAIN.search(op.formula)
        rank = _AGAIN_RANKS[said[1].lower()] if said else ""
        before = self.operations[-1].target if self.operations else Locator()
        if not rank or any(s.rank == rank for s in op.target.steps) or all(s.rank != rank for s in before.steps):
            return op
        last = next(n for n, s in enumerate(before.steps) if s.rank == rank)
        return replace(op, target=Locator(before.steps[: last + 1]))

    def leads(self, text: str, item: Item, top: _Open) -> bool:
        """Whether a line only says where the lines under it work; what it says is kept for them."""
        head = text.split("\n")[0].strip()
        place, left = self.located(head)
        if _ORDERS.search(head) and ("\n" in text or place):
            return False  # an order that was not understood is told, not passed over
        alone = (
            bool(place)
            and not re.search(r"\w{3,}", re.sub(r"(?i)\b(?:the|of|and|in|at|end|after|before|act|law)\b", "", left))
            and len(head) < 90
        )
        if not (_LEAD.search(head) or alone):
            return False
        top.amending = top.amending or bool(_BRINGS.search(head) or place)
        if re.match(r"(?i)(?:after|before|at\s+the\s+(?:end|beginning))\b", head) and not head.endswith(
            (":", "—", "–")
        ):
            top.prefix = f"{head}, "
            return True
        where = place.within(top.place) if place else top.place
        top.place = where
        if head.endswith(".") or (alone and not head.endswith((":", "—", "–", "-"))):
            above = self.open[-2] if len(self.open) > 1 and item.own and head.endswith(".") else None
            if above is not None:
                above.place, above.amending = where, True
        return True

    def located(self, head: str) -> tuple[Locator, str]:
        masked, quoted = take_quotes(re.sub(r"\s+", " ", head))
        if russian(re.sub(r"⟦\d+⟧", "", masked), self.language):
            place, left = locate_ru.locate(masked, quoted)
            return place, re.sub(r"⟦\d+⟧", "", left)
        named = re.sub(
            r"(?i)(\bdefinitions?\s+of\s+)⟦(\d+)⟧", lambda said: f"{said[1]}{{{quoted[int(said[2])]}}}", masked
        )
        place, left = locate_en.locate(named)
        return place, re.sub(r"\(?⟦\d+⟧\)?|\([^()]*\)", "", left)

    def keep(self, operations: list[Operation], item: Item, amends: str) -> None:
        label = " ".join(said for _, said in item.labels)
        self.top.amending = True
        self.operations += [replace(op, item=label, act=self.name, amends=amends) for op in operations]
