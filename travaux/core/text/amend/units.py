"""New wording: quoted text made into units like those that it replaces, and put where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace

from ..assemble import finished
from ..build import Builder
from ..numbers import bare, printed
from ..paragraphs import Para
from ..profiles import Level, Profile
from ..shapes import PATTERNS, opening
from ..tables import table_from_rows
from ..tree import Box, Component, Node, Unit, line
from .find import piece
from .operations import Step

_ELEMENT = {"annex": "attachment", "paragraph": "paragraph", "point": "point", "subpoint": "point"}


# "; or (c) reduce a fee": what joins a new unit to the one before it, and stands at the end of that one
JOINS = re.compile(r"\s*(?P<sign>[;,](?:\s*(?:and|or|и|или))?|and|or|и|или)\s+(?=\(\w{1,4}\)|\w{1,3}\))")


def paras_of(text: str) -> list[Para]:
    """The paragraphs of a wording, rows written | a | b | as a table."""
    paras: list[Para] = []
    rows: list[list[str]] = []
    for said in (*(each.strip() for each in text.split("\n")), ""):
        if said.startswith("|") and said.endswith("|") and len(said) > 2:
            rows.append([cell.strip() for cell in said[1:-1].split("|")])
            continue
        if rows:
            paras.append(Para("", 1, table=table_from_rows(rows)))
            rows = []
        if said:
            paras.append(Para(said, 1))
    return paras


_LAW = re.compile(r"(?P<num>\d+(?:\.\d+)*[A-Z]{0,3})(?P<dot>\.?)\s+(?P<rest>\S.*)", re.DOTALL)
_TITLE = re.compile(r"\s*[A-Z][^.;:,—]{2,90}")


def as_sections(text: str, number: str = "") -> str:
    """New sections of a common-law act with a stop after the number, "10A. Title", so that they are read as such."""
    lines: list[str] = []
    for said in text.split("\n"):
        match = _LAW.fullmatch(said.strip())
        opens = match and (match["rest"][0] == "(" or match["rest"][0].isupper()) and _opens_section(match, number)
        words_follow = match is not None and (match["rest"][0] == "(" or match["rest"][-1] in ".;:—")
        if (
            match and opens and words_follow and lines and _TITLE.fullmatch(lines[-1])
        ):  # the heading stands above, as in Irish acts
            lines[-1:] = [f"{match['num']}. {lines[-1].strip()}", match["rest"]]
        else:
            lines.append(f"{match['num']}. {match['rest']}" if match and opens else said)
    return "\n".join(lines)


def _opens_section(match: re.Match[str], number: str) -> bool:
    """Whether "10A Title" opens a section: by its stop, its letter, the number wanted, or as a heading looks."""
    short = len(match["rest"]) < 90 and match["rest"][-1] not in ".;,:—"
    return bool(match["dot"]) or not match["num"].isdecimal() or match["num"] == number or short


def new_units(text: str, like: Unit, profile: Profile) -> tuple[Node, ...]:
    """Units from quoted wording. A wording without a number takes the number of the unit that it replaces."""
    paras = paras_of(as_sections(text, bare(like.num)) if like.kind == "section" else text)
    built = Builder(_as_there(profile, like, paras), anywhere=True).build(paras)
    units = tuple(node for node in built if isinstance(node, Unit))
    if units and len(units) == len(built) and units[0].num is not None:
        if piece(units[0]) == piece(like):
            return (numbered_like(replace(units[0], kind=like.kind, uid=like.uid), like), *_alike(units[1:], like))
        return _alike(units, like)
    if like.kind == "alinea" or (like.num is None and not units):
        return tuple(
            Unit("alinea", (Box("content", (node,)),), uid=like.uid if n == 0 else None) for n, node in enumerate(built)
        )
    head = [child for child in (like.num,) if child is not None]
    if like.heading is not None and units:
        head.append(like.heading)
    made = finished(like.kind, None, None, list(built), profile)
    return (replace(made, children=(*head, *made.children), uid=like.uid),)


def inheriting(new: Unit, old: Unit) -> Unit:
    """The new wording of a unit, its inner units named as those of the same kind and number were."""
    known = {(unit.kind, piece(unit)): unit for unit in reversed(old.units) if unit.num is not None}
    children: list[Node | str] = []
    for child in new.children:
        before = known.pop((child.kind, piece(child)), None) if isinstance(child, Unit) else None
        children.append(inheriting(child, before) if isinstance(child, Unit) and before is not None else child)
    return replace(new, children=tuple(children), uid=old.uid)


def numbered_like(new: Unit, like: Node) -> Unit:
    """A new section with its number as the base prints numbers: without a full stop where there is none."""
    bare_there = isinstance(like, Unit) and like.kind == new.kind and printed(like.num).isalnum()
    if not bare_there or new.num is None:
        return new
    return new.with_children(line("num", bare(new.num)) if child is new.num else child for child in new.children)


def _alike(units: tuple[Unit, ...], like: Unit) -> tuple[Unit, ...]:
    alike = (
        replace(u, kind=like.kind) if u.kind not in ("article", "chapter", "section", "part") else u for u in units
    )
    return tuple(numbered_like(u, like) for u in alike)


def _as_there(profile: Profile, like: Unit, paras: list[Para]) -> Profile:
    """The profile, able to read the number of the unit as the base prints it, whatever its profile opens units with."""
    number = printed(like.num)
    first = paras[0].text if paras else ""
    opens = any(
        (level.words.fullmatch(first) if level.words else level.shape and opening(first, level.shape))
        for level in profile.levels
    )
    if opens or like.num is None:
        return profile
    for shape in PATTERNS:
        if opening(f"{number} x", shape) and opening(first, shape):
            extra = Level(like.kind, None, shape, {}, "none", "insert")
            depth = next((n for n, level in enumerate(profile.levels) if level.kind == like.kind), len(profile.levels))
            return replace(profile, levels=(*profile.levels[:depth], extra, *profile.levels[depth:]))
    return profile


def kind_of(step: Step, host: Node, profile: Profile) -> str:
    """The element of a new unit: that of the units of its rank in this place, else what the profile calls so."""
    inner = [child.kind for child in host.units] if isinstance(host, Unit) else []
    if step.rank in ("lawsub", "paragraph", "point", "subpoint", "item") and inner and inner[0] != "alinea":
        return inner[0]
    said = step.said.replace("sub-", "sub")
    order = [level.kind for level in profile.levels]
    above = order.index(host.kind) if host.kind in order else -1
    called = [level.kind for language in ("ru", "en") for level in profile.level_said(said, language)
              if profile.levels.index(level) > above]  # fmt: skip
    small = called or [_ELEMENT.get(step.rank, step.rank)]
    return small[-1] if isinstance(host, Unit) and host.kind in ("paragraph", "point", "subsection") else small[0]


def number_of(step: Step) -> str | None:
    """How a number that the formula names is printed, when the new wording does not print it."""
    if not step.numbers:
        return None
    if not step.said[:1].isascii():
        return {"article": "Статья {}.", "paragraph": "{}."}.get(step.rank, "{})").format(step.numbers[0])
    return {"article": "Article {}", "chapter": "Chapter {}"}.get(step.rank, "({})").format(step.numbers[0])


def renumbered(node: Node, number: str) -> Node:
    """The unit with another number, printed as the old one was."""
    if not isinstance(node, Unit) or node.num is None:
        return node
    old = printed(node.num)
    at = old.rfind(bare(node.num))
    new = line("num", old[:at] + number + old[at + len(bare(node.num)) :] if at >= 0 else number)
    return node.with_children(new if child is node.num else child for child in node.children)


def with_heading(node: Unit | Component, text: str) -> Unit | Component:
    """The unit with another heading, or with its first one; a number printed before the heading is left out of it."""
    num, old = node.of_kind("num"), node.of_kind("heading")
    stripped = text.strip()
    for number in (printed(num), printed(num).rstrip(". "), f"{bare(num)}."):
        if num is not None and number and stripped.startswith(number):
            stripped = stripped.removeprefix(number).strip(" .—–-")
            break
    new = line("heading", stripped)
    if old is not None:
        return node.with_children(new if child is old else child for child in node.children)
    after = 1 if num is not None else 0
    return node.with_children((*node.children[:after], new, *node.children[after:]))
