"""Which provision of a version each row is about: by its stamp, by its words, or not at all, with what comes near.

A place is never guessed. A label that names no provision, or several, or one whose words are not those that the row
quotes, leaves the row without a place and with suggestions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from travaux.core.text.amend.find import find
from travaux.core.text.amend.locate_en import locate as locate_en
from travaux.core.text.amend.locate_ru import locate as locate_ru
from travaux.core.text.amend.operations import Locator
from travaux.core.text.eids import in_component
from travaux.core.text.listing import listing
from travaux.core.text.numbers import printed
from travaux.core.text.places import label as label_of
from travaux.core.text.tree import Component, Document, Line, Meta, Node, Unit, own_lines, words

from .rows import Row

ALIKE = 90  # of 100: how alike a quotation and a provision must be where nothing else names the provision
AGREES = 60  # below this, what a row quotes is not what stands in the provision that it names
WHOLE = re.compile(
    r"(?i)^\W*(?:_?whole document|general(?: comments?| remarks?)?|the (?:whole )?(?:draft|text)(?: as a whole)?|"
    r"(?:по )?(?:проект|текст)?у?\s*в целом|общ(?:ие|ее)(?: замечани[яе])?|"
    r"по (?:всему )?тексту(?: проекта)?(?: в целом)?|весь (?:проект|текст))\W*$"
)
_SHORT = (
    (r"\bст\.\s*ст\.|\bст(?:\.|(?=\s*\d))", "статья "), (r"\bчч?(?:\.|(?=\s*\d))", "часть "),
    (r"\bподп(?:\.|(?=\s))|\bпп(?:\.|(?=\s))", "подпункт "), (r"\bп(?:\.|(?=\s*\d))", "пункт "),
    (r"\bабз(?:\.|(?=\s))", "абзац "), (r"\bгл(?:\.|(?=\s))", "глава "), (r"\bразд(?:\.|(?=\s))", "раздел "),
    (r"\bприл(?:\.|(?=\s))", "приложение "), (r"\b[Aa]rts?(?:\.|(?=\s))", "Article "),
    (r"\b[Pp]aras?(?:\.|(?=\s))", "paragraph "), (r"\b[Cc]h(?:\.|(?=\s))", "Chapter "),
    (r"\b[Cc]l(?:\.|(?=\s))", "Clause "), (r"\b[Ss]ec(?:\.|(?=\s))", "Section "), (r"\b[Pp]t(?:\.|(?=\s))", "point "),
)  # fmt: skip
_FRONT = (("preamble", r"преамбул\w+|preamble"), ("preface", r"наименовани\w+|названи\w+|заголов\w+|title|heading"),
          ("annex", r"приложени\w+|(?:the )?annex"))  # fmt: skip
# Tables write downwards what acts write upwards: "статья 7, часть 1, пункт 2" is "пункт 2 часть 1 статья 7".
_STEP = re.compile(r"(?:статья|часть|пункт|подпункт|абзац) [^\s,;]+")
_DOWNWARDS = re.compile(rf"статья [^\s,;]+(?:[,;]? {_STEP.pattern})+")
_BARE = re.compile(r"^\(?(\d+)((?:[.(]\w+\)?)*)\)?\.?$")


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that a comment can be about. The whole text has no uid and no eId."""

    uid: str
    eid: str
    label: str  # as printed: "Статья 7, 2"
    words: str  # all that stands in it, one line a unit, numbers printed


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and its provision; None: it could not be placed, `why` says it and `near` are suggestions."""

    row: Row
    provision: Provision | None
    how: str = ""  # stamp | label | words | whole | row above
    why: str = ""
    near: tuple[Provision, ...] = ()


WHOLE_TEXT = Provision("", "", "", "")


class Places:
    """The provisions of one version, found by name or by words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.components = {str(c.eid): c for c in document.components if c.eid}
        self.by_node: dict[int, Provision] = {}
        self._keep: list[Node] = []  # ids of nodes are keys; the nodes must live as long
        said = _said(document)
        self._walk(document, {}, None, "", None, said)
        self.all = list({p.eid: p for p in self.by_node.values() if p.eid}.values())
        self.by_label = {_plain(p.label): p for p in reversed(self.all) if p.label}
        self.by_eid = {p.eid: p for p in self.all}
        self.by_uid = {p.uid: p for p in self.all if p.uid}

    def _walk(self, node: Node, parents: dict[int, Unit | None], above: Unit | None, prefix: str,
              component: Component | None, said: dict[str, list[str]]) -> None:  # fmt: skip
        for child in node.nodes:
            if isinstance(child, Meta):
                continue
            if isinstance(child, Component):
                eid = str(child.eid or "")
                head = " ".join(filter(None, (printed(child.of_kind("num")), _heading(child))))
                self._add(child, eid, head or eid, said)
                if child.document is not None:
                    self._walk(child.document, parents, None, f"{eid}/", child, said)
            elif isinstance(child, Unit):
                parents[id(child)] = above
                own = str(child.eid or "")
                eid = prefix + (in_component(own, component) if component is not None else own)
                where = f"{self.by_eid_label(component)}, " if component is not None else ""
                self._add(child, eid, where + label_of(child, parents), said)
                self._walk(child, parents, child, prefix, component, said)
            elif isinstance(child, Line):
                if above is not None:
                    self.by_node[id(child)] = self.by_node[id(above)]  # an unnumbered paragraph is part of its unit
                    self._keep.append(child)
            else:
                if child.kind in ("preamble", "preface") and not prefix:
                    self._add(child, child.kind, "", said | {child.kind: list(own_lines(child))})
                self._walk(child, parents, above, prefix, component, said)

    def by_eid_label(self, component: Component | None) -> str:
        """How people call an annex: its number, or its own title where it bears none."""
        return self.by_node[id(component)].label if component is not None else ""

    def _add(self, node: Node, eid: str, label: str, said: dict[str, list[str]]) -> None:
        uid = str(getattr(node, "uid", "") or "")
        self._keep.append(node)
        self.by_node[id(node)] = Provision(uid, eid, label, "\n".join(filter(None, said.get(eid, ()))))

    def articles(self) -> list[Provision]:
        """What a form asks about: articles, or the smallest units with a number of their own where there are none."""
        found = [self.by_node[id(n)] for n in self._keep if n.kind in ("article", "section") and id(n) in self.by_node]
        inner = {p.eid for p in found}
        tops = [self.by_node[id(n)] for n in self._keep if isinstance(n, Unit)]
        return found if inner else [p for p in tops if "__" not in p.eid.rpartition("/")[2]]

    def named(self, label: str) -> tuple[Provision | None, str, tuple[Provision, ...]]:
        """(the provision that a label names, why there is none, what comes near)."""
        exact = [self.by_label[_plain(label)]] if _plain(label) in self.by_label else self._front(label)
        if exact:
            return (exact[0], "", ()) if len(exact) == 1 else (None, f"“{label}” names {len(exact)}", tuple(exact))
        written = _written(label)
        russian = bool(re.search(r"[а-яё]", written, re.IGNORECASE))
        locator = locate_ru(written, [])[0] if russian else locate_en(written)[0]
        if not locator:
            return None, f"“{label}” names no provision", ()
        found = find(self.document, locator)
        hits = [self.by_node[id(node)] for node in found.nodes if id(node) in self.by_node]
        if len(hits) == 1:
            return hits[0], "", ()
        if len(hits) > 1:
            return None, f"“{label}” names {len(hits)} provisions", tuple(hits)
        return None, found.why or f"“{label}” is no provision that comments are placed on", self._larger(locator)

    def _front(self, label: str) -> list[Provision]:
        """The preamble, the title, or the annexes, where a label is just that."""
        kind = next((kind for kind, pattern in _FRONT if re.match(rf"(?i)\W*(?:{pattern})\W*$", label)), "")
        eids = list(self.components) if kind == "annex" else [kind]
        return [self.by_eid[eid] for eid in eids if eid in self.by_eid]

    def _larger(self, locator: Locator) -> tuple[Provision, ...]:
        """The smallest place around one that does not exist."""
        for end in range(len(locator.steps) - 1, 0, -1):
            nodes = find(self.document, Locator(locator.steps[:end])).nodes
            hits = tuple(self.by_node[id(node)] for node in nodes if id(node) in self.by_node)
            if hits:
                return hits
        return ()

    def quoted(self, said: str) -> tuple[Provision | None, tuple[Provision, ...]]:
        """(the one provision that says these words, the ones that come near)."""
        if len(said.split()) < 4:
            return None, ()
        plain = _plain(said)
        best = process.extract(plain, [_plain(p.words) for p in self.all], scorer=fuzz.ratio, limit=3)
        near = [(self.all[at], score) for _, score, at in best]
        sure = [p for p, score in near if score >= ALIKE]
        if sure and (len(near) < 2 or near[0][1] - near[1][1] >= 3 or near[1][1] < ALIKE):
            return sure[0], ()
        holding = [p for p in self.all if plain in _plain(p.words)]
        if holding:
            smallest = min(holding, key=lambda p: len(p.words))
            alone = [p for p in holding if len(p.words) <= len(smallest.words)]
            if len(alone) == 1 and all(smallest.eid.startswith(p.eid) for p in holding):
                return smallest, ()
        return None, tuple(p for p, score in near if score >= AGREES)


def place(rows: tuple[Row, ...], places: Places, *, same_version: bool = True) -> list[Placed]:
    """Each row with its provision. `same_version`: the stamp's eIds are those of this version, else only uids count."""
    return [_one(row, places, same_version) for row in rows]


def _one(row: Row, places: Places, same_version: bool) -> Placed:
    stamped = places.by_uid.get(row.uid) or (places.by_eid.get(row.eid) if same_version else None)
    if stamped is not None:
        return Placed(row, stamped, "row above" if row.notes else "stamp")
    if WHOLE.match(row.label):
        return Placed(row, WHOLE_TEXT, "whole")
    if (row.uid or row.eid) and not row.label and not row.words:
        return Placed(row, None, why="its provision is not in this version")
    if row.label:
        provision, why, near = places.named(row.label)
        if provision is not None and _agrees(row.words, provision.words):
            return Placed(row, provision, "row above" if row.notes else "label")
        other, like = places.quoted(row.words)
        if provision is not None:
            why = f"“{row.label}” says something else than the row quotes"
            near = (provision, *((other,) if other else like))
        elif other is not None:
            near = (other, *near)
        return Placed(row, None, why=why, near=near or like)
    provision, like = places.quoted(row.words)
    if provision is not None:
        return Placed(row, provision, "words")
    why = "the words are in no provision, or in several" if row.words else "the row names no provision"
    return Placed(row, None, why=why, near=like)


def _agrees(quoted: str, words_there: str) -> bool:
    """Whether a quotation may be of a provision: part of it, or nearly all of it. None quoted contradicts nothing."""
    if len(quoted.split()) < 4:
        return True
    return fuzz.partial_ratio(_plain(quoted), _plain(words_there)) >= AGREES


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _written(label: str) -> str:
    """A label with its abbreviations written out: "п. 3 ст. 12" → "пункт 3 статья 12"; "7.2" → "Article 7(2)"."""
    text = " ".join(label.split())
    bare = _BARE.match(text)
    if bare:
        inner = "".join(f"({piece})" for piece in re.findall(r"\w+", bare[2]))
        return f"Article {bare[1]}{inner}"
    for short, whole in _SHORT:
        text = re.sub(short, whole, text)
    text = re.sub(r"[«“\"]\s*([а-яёa-z])\s*[»”\"]", r"\1)", re.sub(r"(\d)\s+\(", r"\1(", text))
    text = re.sub(r"\s+", " ", text).strip()
    steps = _DOWNWARDS.fullmatch(text)
    return " ".join(reversed(_STEP.findall(text))) if steps else text


def _said(document: Document) -> dict[str, list[str]]:
    """eId → all that stands in it, one line a unit, the heading beside the number."""
    said: dict[str, list[str]] = {}
    rows = listing(document)
    headings = {eid.removesuffix("__heading"): text for eid, _, text in rows if eid.endswith("__heading")}
    for eid, num, text in rows:
        if eid.endswith("__heading"):
            continue
        first = " ".join(filter(None, (num, headings.get(eid, ""))))
        lines = [first, text] if eid in headings else [f"{num} {text}".strip()]
        for above in _above(eid):
            said.setdefault(above, []).extend(filter(None, lines))
    return said


def _above(eid: str) -> list[str]:
    """The eIds of a unit and of all that it stands in."""
    first, slash, inner = eid.rpartition("/")
    found = [first] if slash else []
    pieces = inner.split("__")
    found += [f"{first}{slash}{'__'.join(pieces[:end])}" for end in range(1, len(pieces) + 1)]
    return found


def _heading(component: Component) -> str:
    heading = component.of_kind("heading")
    return words(heading) if heading is not None else ""


WHOLE_LABEL = {"ru": "По проекту в целом", "en": "The draft as a whole"}


def form_rows(places: Places, *, lang: str) -> list[Row]:
    """The empty rows of a form: one for the whole text, then one for each article, with its words."""
    return [Row(label=WHOLE_LABEL[lang])] + [
        Row(label=p.label, words=p.words, uid=p.uid, eid=p.eid) for p in places.articles()
    ]
