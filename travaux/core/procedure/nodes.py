"""YAML with line numbers: mappings, lists and texts that remember where they stand, and a list of what is wrong.

Scalars are kept as written: a step may be called ``no`` and a version ``1.10``. Anchors are refused, so a small file
cannot unfold into a large one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import yaml

from travaux.core.dates import BadDate, When
from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.faults import BadFile, Fault, FaultKind

MOST_BYTES = 4_000_000
DEEPEST = 60

Choice = TypeVar("Choice", bound=str)
Mapped = dict[str, "Node"]


class Node:
    """A value of the file and the line it starts on."""

    __slots__ = ("line", "value")

    def __init__(self, value: str | list[Node] | Mapped | None, line: int) -> None:
        self.value = value
        self.line = line


class Page:
    """One file being read: its name, its faults so far, and the small questions asked of its nodes."""

    def __init__(self, file: str, refusal: type[BadFile]) -> None:
        self.file = file
        self.refusal = refusal
        self.faults: list[Fault] = []

    def fault(self, kind: FaultKind, line: int, problem: str, remedy: str) -> None:
        """Note a fault and go on: an author wants all of them at once."""
        self.faults.append(Fault(kind, self.file, line, problem, remedy))

    def stop(self, kind: FaultKind, line: int, problem: str, remedy: str) -> BadFile:
        """The refusal when there is no going on."""
        self.fault(kind, line, problem, remedy)
        return self.refusal(tuple(self.faults))

    def finish(self) -> None:
        """Refuse the file if anything was wrong."""
        if self.faults:
            raise self.refusal(tuple(self.faults))

    # --- from bytes to nodes

    def root(self, text: str) -> Node:
        """The one document of the text."""
        if not text.strip():
            raise self.stop(FaultKind.NOT_YAML, 1, "The file is empty.", "Write a YAML document into it.")
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.stop(
                FaultKind.NOT_YAML,
                mark.line + 1 if mark else 1,
                f"This is not YAML: {error.problem}.",
                "Check indentation and colons at this line; text with : ? # { [ in it needs quotation marks.",
            ) from None
        except yaml.YAMLError as error:
            line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
            raise self.stop(
                FaultKind.NOT_YAML,
                line,
                "The file holds characters that YAML does not allow.",
                "Save it as plain UTF-8 text.",
            ) from error
        except RecursionError:
            raise self.stop(
                FaultKind.NOT_YAML, 1, "The file is nested too deep to be read.", f"Keep to {DEEPEST} levels."
            ) from None
        if node is None:
            raise self.stop(FaultKind.NOT_YAML, 1, "The file holds comments only.", "Write a YAML document into it.")
        return self._take(node, set(), 0)

    def _take(self, node: yaml.Node, seen: set[int], depth: int) -> Node:
        line = node.start_mark.line + 1
        if id(node) in seen:
            raise self.stop(
                FaultKind.WRONG_SHAPE,
                line,
                "Anchors and aliases (& and *) are not accepted.",
                "Write the value out where it is needed.",
            )
        if depth > DEEPEST:
            raise self.stop(
                FaultKind.WRONG_SHAPE, line, "The file is nested too deep to be read.", f"Keep to {DEEPEST} levels."
            )
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return Node([self._take(each, seen, depth + 1) for each in node.value], line)
        if isinstance(node, yaml.MappingNode):
            return Node(self._take_mapping(node, seen, depth), line)
        if node.tag == "tag:yaml.org,2002:null":
            return Node(None, line)
        return Node(str(node.value).strip(), line)

    def _take_mapping(self, node: yaml.MappingNode, seen: set[int], depth: int) -> Mapped:
        taken: Mapped = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise self.stop(FaultKind.WRONG_SHAPE, line, "A key must be a plain word.", "Write “key: value”.")
            if key.value in taken:
                self.fault(FaultKind.DUPLICATE_KEY, line, f"“{key.value}” is given twice here.", "Keep one of the two.")
                continue
            taken[str(key.value)] = self._take(value, seen, depth + 1)
        return taken

    # --- questions asked of nodes

    def mapping(self, node: Node, what: str, *, keys: Iterable[str] | None, need: Iterable[str] = ()) -> Mapped:
        """The node as a mapping with no key outside ``keys`` and all of ``need``; empty when it is none."""
        if not isinstance(node.value, dict):
            self.fault(
                FaultKind.WRONG_SHAPE,
                node.line,
                f"{what} must be written as “key: value” lines.",
                f"Give {_list(keys or ('en', 'ru'))} below it.",
            )
            return {}
        if keys is not None:
            known = list(keys)
            for key, value in node.value.items():
                if key not in known:
                    self.fault(FaultKind.UNKNOWN_KEY, value.line, f"{what} has no “{key}”.", _meant(key, known))
        for key in need:
            if key not in node.value:
                self.fault(FaultKind.MISSING_KEY, node.line, f"{what} needs “{key}”.", f"Add “{key}:” to it.")
        return node.value

    def items(self, node: Node | None, what: str) -> Iterator[Node]:
        """The entries of a list; a fault and none when it is no list."""
        if node is None or node.value is None:
            return
        if isinstance(node.value, list):
            yield from node.value
        else:
            self.fault(
                FaultKind.WRONG_SHAPE,
                node.line,
                f"{what} must be a list.",
                "Begin each entry on its own line with “- ”, or write [a, b].",
            )

    def text(self, node: Node | None, what: str) -> str:
        """A plain text; "" when there is none."""
        if node is None or node.value is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        self.fault(
            FaultKind.WRONG_SHAPE, node.line, f"{what} must be a plain word or sentence.", "Write it after the colon."
        )
        return ""

    def words(self, node: Node | None, what: str) -> tuple[str, ...]:
        """One word or a list of them."""
        if node is None or node.value is None:
            return ()
        if isinstance(node.value, str):
            return (node.value,)
        return tuple(word for each in self.items(node, what) if (word := self.text(each, what)))

    def texts(self, node: Node | None, what: str, *, need: bool = True) -> dict[str, str]:
        """A text in English and Russian; a missing language is found by the checker, no text at all is a fault."""
        if node is None:
            return {}
        mapped = self.mapping(node, what, keys=("en", "ru"))
        found = {
            lang: text for lang, value in mapped.items() if lang in ("en", "ru") and (text := self.text(value, what))
        }
        if need and not found and isinstance(node.value, dict):
            self.fault(
                FaultKind.MISSING_KEY, node.line, f"{what} has no words.", "Give it in English (en) and Russian (ru)."
            )
        return found

    def truth(self, node: Node | None, what: str) -> bool:
        """yes or no; no when it is not given."""
        word = self.text(node, what)
        if word.lower() not in ("", "yes", "no", "true", "false"):
            self.fault(FaultKind.BAD_VALUE, node.line if node else 0, f"{what} is “{word}”.", "Write yes or no.")
        return word.lower() in ("yes", "true")

    def number(self, node: Node | None, what: str, *, least: int = 0) -> int | None:
        """A whole number; None when it is not given."""
        word = self.text(node, what)
        if not word:
            return None
        if not (word.isascii() and word.isdigit() and len(word) < 7 and int(word) >= least):
            self.fault(
                FaultKind.BAD_VALUE,
                node.line if node else 0,
                f"{what} is “{word}”.",
                f"Write a whole number from {least}, or leave it empty if no source gives it.",
            )
            return None
        return int(word)

    def choice(self, node: Node | None, what: str, among: type[Choice], default: Choice) -> Choice:
        """One of the words of an enumeration."""
        word = self.text(node, what)
        if not word:
            return default
        for each in among.__members__.values():  # type: ignore[attr-defined]  # a StrEnum has members
            if each == word:
                return each  # type: ignore[no-any-return]  # of the kind asked for
        known = [str(each) for each in among.__members__.values()]  # type: ignore[attr-defined]  # a StrEnum has members
        self.fault(FaultKind.BAD_VALUE, node.line if node else 0, f"{what} is “{word}”.", _meant(word, known))
        return default

    def when(self, node: Node | None, what: str, default: When) -> When:
        """A date as sources give them."""
        word = self.text(node, what)
        if not word:
            return default
        try:
            return When.parse(word)
        except BadDate as error:
            self.fault(FaultKind.BAD_VALUE, node.line if node else 0, f"{what}: “{word}” is not a date.", error.remedy)
            return default

    def known(self, word: str, among: Iterable[str], line: int, what: str) -> bool:
        """Whether a reference leads somewhere; a fault if not."""
        names = list(among)
        if word in names:
            return True
        problem = Said("{what} “{word}” does not exist in this file.", what=what, word=word)
        self.fault(FaultKind.BAD_REFERENCE, line, problem, _meant(word, names))
        return False


def _meant(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return Said("Did you mean “{word}”?", word=close[0])
    if not known:
        return Said("Define it first, or take it out.")
    return Said("Use one of: {words}.", words=_list(known[:20]))


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def read_text(source: Path | str, refusal: type[BadFile], *, name: str = "") -> tuple[Page, str]:
    """The page and the text of a file, or of text given as such (anything with a line break).

    Raises the refusal when the file is not there, is too large, or is not UTF-8.
    """
    if isinstance(source, str) and "\n" in source:
        return Page(name or "text", refusal), source
    path = Path(source)
    page = Page(name or str(path), refusal)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise page.stop(
            FaultKind.UNREADABLE, 0, f"The file cannot be read ({error.strerror or error}).", "Check the path."
        ) from None
    if len(data) > MOST_BYTES:
        raise page.stop(
            FaultKind.UNREADABLE,
            0,
            f"The file has {len(data):,} bytes; at most {MOST_BYTES:,} are read.",
            "Check that it is the right file.",
        )
    try:
        return page, data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise page.stop(FaultKind.UNREADABLE, line, "The file is not UTF-8 text.", "Save it as UTF-8.") from None
