"""From a YAML file to a `Procedure`, or to a refusal that names every line to be put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from travaux.core.dates import OPEN, UNKNOWN
from travaux.core.procedure.conditions import Always
from travaux.core.procedure.faults import BadProcedure, FaultKind
from travaux.core.procedure.model import (
    Actor,
    Certainty,
    Clock,
    Effect,
    Follows,
    Force,
    ObjectionClass,
    Option,
    Phase,
    Procedure,
    Repeats,
    Rule,
    Source,
    Step,
)
from travaux.core.procedure.nodes import Mapped, Node, Page, read_text
from travaux.core.procedure.reading_clocks import CLOCK, read_clock
from travaux.core.procedure.reading_conditions import START, read_condition, read_valid
from travaux.core.procedure.references import References

TOP = ("id", "version", "title", "assembly", "invented", "status", "valid", "sources", "actors", "objections", "phases")
PHASE = ("id", "title", "axis", "steps")
STEP = (
    "id",
    "title",
    "actor",
    "each",
    "takes",
    "gives",
    "after",
    "then",
    "repeats",
    "options",
    "concludes",
    "returns_to",
    "new_version",
    "effects",
    "clocks",
    "rule",
    "valid",
    "note",
)
OPTION = ("en", "ru", "concludes", "returns_to")
OBJECTION = ("title", "step", "lifted_by", "may_lift", "component", "rule")
EFFECT = ("bars", "extends", "by")
RULE = ("cite", "source", "certainty")

LANGUAGES = ("en", "ru")

_ID = re.compile(r"[\w.′-]{1,60}")


def load(source: Path | str, *, name: str = "") -> Procedure:
    """Read a procedure from a path, or from YAML text (anything with a line break); ``name`` stands for it in messages.

    Raises `BadProcedure` with every fault found, each with file, line and remedy.
    """
    page, text = read_text(source, BadProcedure, name=name)
    return _Reading(page).procedure(page.root(text))


class _Reading:
    """One file on its way to a procedure; references are followed when everything has been read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: dict[str, int] = {}  # ids of steps and clocks share one namespace of places

    def procedure(self, root: Node) -> Procedure:
        page = self.page
        top = page.mapping(root, "A procedure", keys=TOP, need=("id", "title", "phases"))
        first, last = read_valid(page, top["valid"], "Validity") if "valid" in top else (UNKNOWN, OPEN)
        made = Procedure(
            id=self._id(top.get("id"), "The id of the procedure"),
            version=page.text(top.get("version"), "“version”"),
            title=page.texts(top.get("title"), "The title"),
            assembly=page.texts(top.get("assembly"), "The assembly"),
            status=page.choice(top.get("status"), "The status", Force, Force.IN_FORCE),
            first=first,
            last=last,
            sources=dict(self._sources(top.get("sources"))),
            actors=dict(self._actors(top.get("actors"))),
            objections=dict(self._objections(top.get("objections"))),
            phases=tuple(self._unique(self._phases(top.get("phases")), "phase")),
            invented=page.truth(top.get("invented"), "“invented”"),
            file=page.file,
        )
        page.finish()  # references are only worth following in a file of the right shape
        References(page, made).follow()
        page.finish()
        return made

    def _id(self, node: Node | None, what: str) -> str:
        word = self.page.text(node, what)
        if node is not None and (not _ID.fullmatch(word) or word == START):
            self.page.fault(
                FaultKind.BAD_VALUE,
                node.line,
                f"{what} is “{word}”.",
                f"Use letters, digits, “-”, “_” and “.”, at most 60, no spaces, and not the word “{START}”.",
            )
        return word

    def _unique(self, phases: Iterable[tuple[Phase, int]], what: str) -> Iterator[Phase]:
        seen: dict[str, int] = {}
        for phase, line in phases:
            self._once(seen, phase.id, line, what)
            yield phase

    def _once(self, seen: dict[str, int], id: str, line: int, what: str) -> None:
        if id and id in seen:
            self.page.fault(
                FaultKind.DUPLICATE_ID,
                line,
                f"The {what} “{id}” stands already at line {seen[id]}.",
                "Give one of the two another id.",
            )
        seen.setdefault(id, line)

    def _two(self, mapped: Mapped, what: str) -> dict[str, str]:
        return {lang: self.page.text(mapped[lang], what) for lang in LANGUAGES if lang in mapped}

    def _sources(self, node: Node | None) -> Iterator[tuple[str, Source]]:
        if node is None:
            return
        for id, each in self.page.mapping(node, "“sources”", keys=None).items():
            mapped = self.page.mapping(each, f"The source “{id}”", keys=("en", "ru", "url"))
            title = self._two(mapped, f"The source “{id}”")
            yield id, Source(id, title, self.page.text(mapped.get("url"), "“url”"))

    def _actors(self, node: Node | None) -> Iterator[tuple[str, Actor]]:
        if node is None:
            return
        for id, each in self.page.mapping(node, "“actors”", keys=None).items():
            mapped = self.page.mapping(each, f"The actor “{id}”", keys=("en", "ru", "members", "of_state"))
            label = self._two(mapped, f"The actor “{id}”")
            members = self.page.words(mapped.get("members"), "“members”")
            yield id, Actor(id, label, members, self.page.truth(mapped.get("of_state"), "“of_state”"), each.line)

    def _objections(self, node: Node | None) -> Iterator[tuple[str, ObjectionClass]]:
        if node is None:
            return
        for id, each in self.page.mapping(node, "“objections”", keys=None).items():
            what = f"The objection “{id}”"
            mapped = self.page.mapping(each, what, keys=OBJECTION, need=("title",))
            yield (
                id,
                ObjectionClass(
                    id,
                    self.page.texts(mapped.get("title"), f"{what}: title"),
                    self.page.text(mapped.get("step"), f"{what}: step"),
                    self.page.text(mapped.get("lifted_by"), f"{what}: lifted_by"),
                    self.page.words(mapped.get("may_lift"), f"{what}: may_lift"),
                    self.page.truth(mapped.get("component"), f"{what}: component"),
                    self._rule(mapped.get("rule"), what),
                    each.line,
                ),
            )

    def _phases(self, node: Node | None) -> Iterator[tuple[Phase, int]]:
        for each in self.page.items(node, "“phases”"):
            mapped = self.page.mapping(each, "A phase", keys=PHASE, need=("id", "title", "steps"))
            id = self._id(mapped.get("id"), "The id of a phase")
            steps = tuple(self._step(one, id) for one in self.page.items(mapped.get("steps"), f"The steps of “{id}”"))
            yield (
                Phase(
                    id,
                    self.page.texts(mapped.get("title"), f"The title of phase “{id}”"),
                    self.page.text(mapped.get("axis"), "“axis”") or "main",
                    steps,
                ),
                each.line,
            )

    def _step(self, node: Node, phase: str) -> Step:
        page = self.page
        mapped = page.mapping(node, "A step", keys=STEP, need=("id", "title", "after"))
        id = self._id(mapped.get("id"), "The id of a step")
        self._once(self.lines, id, node.line, "step or clock")
        what = f"Step “{id}”"
        rule = self._rule(mapped.get("rule"), what)
        first, last = read_valid(page, mapped["valid"], f"Validity of {id}") if "valid" in mapped else (UNKNOWN, OPEN)
        return Step(
            id=id,
            title=page.texts(mapped.get("title"), f"{what}: title"),
            phase=phase,
            rule=rule,
            line=node.line,
            actors=page.words(mapped.get("actor"), f"{what}: actor"),
            each=page.truth(mapped.get("each"), f"{what}: each"),
            follows=page.choice(mapped.get("then"), f"{what}: then", Follows, Follows.MAY),
            condition=read_condition(page, mapped["after"]) if "after" in mapped else Always(),
            takes=page.texts(mapped.get("takes"), f"{what}: takes"),
            gives=page.texts(mapped.get("gives"), f"{what}: gives"),
            repeats=self._repeats(mapped.get("repeats"), what),
            options=tuple(self._options(mapped.get("options"), what)),
            concludes=page.truth(mapped.get("concludes"), f"{what}: concludes"),
            returns_to=page.text(mapped.get("returns_to"), f"{what}: returns_to"),
            new_version=page.truth(mapped.get("new_version"), f"{what}: new_version"),
            effects=tuple(self._effects(mapped.get("effects"), what)),
            clocks=tuple(self._clock(each, id, rule) for each in page.items(mapped.get("clocks"), f"{what}: clocks")),
            first=first,
            last=last,
            note=page.texts(mapped.get("note"), f"{what}: note"),
        )

    def _repeats(self, node: Node | None, what: str) -> Repeats:
        spelled = {"true": "yes", "false": "no"}
        if node is not None and isinstance(node.value, str) and node.value.lower() in spelled:
            node = Node(spelled[node.value.lower()], node.line)
        return self.page.choice(node, f"{what}: repeats", Repeats, Repeats.NO)

    def _rule(self, node: Node | None, what: str) -> Rule:
        """A line without a rule is a line nobody has verified: certainty C."""
        if node is None:
            return Rule(Certainty.C)
        mapped = self.page.mapping(node, f"{what}: rule", keys=RULE, need=("certainty",))
        return Rule(
            self.page.choice(mapped.get("certainty"), f"{what}: certainty", Certainty, Certainty.C),
            self.page.words(mapped.get("source"), f"{what}: source"),
            self.page.texts(mapped.get("cite"), f"{what}: cite"),
        )

    def _options(self, node: Node | None, what: str) -> Iterator[Option]:
        if node is None:
            return
        for id, each in self.page.mapping(node, f"{what}: options", keys=None).items():
            mapped = self.page.mapping(each, f"{what}: option “{id}”", keys=OPTION)
            label = self._two(mapped, f"{what}: option “{id}”")
            yield Option(
                id,
                label,
                self.page.truth(mapped.get("concludes"), f"{what}: concludes"),
                self.page.text(mapped.get("returns_to"), f"{what}: returns_to"),
            )

    def _effects(self, node: Node | None, what: str) -> Iterator[Effect]:
        for each in self.page.items(node, f"{what}: effects"):
            mapped = self.page.mapping(each, f"{what}: effect", keys=EFFECT)
            if ("by" in mapped) != ("extends" in mapped):
                self.page.fault(
                    FaultKind.MISSING_KEY,
                    each.line,
                    f"{what}: an extension needs “extends” and “by”.",
                    "Name the clock and say by how many of its units.",
                )
            yield Effect(
                self.page.words(mapped.get("bars"), f"{what}: bars"),
                self.page.text(mapped.get("extends"), f"{what}: extends"),
                self.page.number(mapped.get("by"), f"{what}: by", least=1) or 0,
            )

    def _clock(self, node: Node, step: str, rule: Rule) -> Clock:
        mapped = self.page.mapping(node, "A clock", keys=CLOCK, need=("id", "starts"))
        id = self._id(mapped.get("id"), "The id of a clock")
        self._once(self.lines, id, node.line, "step or clock")
        own = self._rule(mapped["rule"], f"Clock “{id}”") if "rule" in mapped else rule
        return read_clock(self.page, mapped, id, step, own, node.line)
