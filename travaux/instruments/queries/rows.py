"""Versions that a viewer may know of, and their rows as every page shows them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from travaux.core.text.sheet import load
from travaux.core.text.sheet_make import fingerprint_bytes
from travaux.core.text.tree import Document
from travaux.lib.viewer import Viewer

from ..blocks import Block, blocks_of, unpack
from ..models import Pointer, Version, VersionText
from ..reading import document_from
from ..summaries.texts import VersionRow


@dataclass(frozen=True)
class Shelf:
    """One question's frame: who asks, of which day, in which language. All is read through `visible`."""

    viewer: Viewer
    on: dt.date
    lang: str

    def version(self, id: str) -> Version | None:
        return next(iter(self.versions(pk=id)), None)

    def versions(self, **asked: object) -> list[Version]:
        """Versions in the order of their languages and positions: one query."""
        found = Version.objects.visible(self.viewer, self.on).filter(**asked).select_related("expression")
        return list(found.order_by("-expression__authentic", "expression__lang", "position"))

    def rows(self, versions: Iterable[Version]) -> dict[str, VersionRow]:
        """One query, however many."""
        versions = list(versions)
        states: dict[str, set[str]] = defaultdict(set)
        pointers = Pointer.objects.visible(self.viewer, self.on).standing().on(self.on)
        for version, kind in pointers.filter(version__in=[v.pk for v in versions]).values_list("version_id", "kind"):
            states[version].add(kind)
        return {v.pk: self.row(v, sorted(states[v.pk], key=Pointer.Kind.values.index)) for v in versions}

    def row(self, v: Version, states: list[str]) -> VersionRow:
        return VersionRow(
            id=v.pk, instrument=v.expression.instrument_id, lang=v.expression.lang, authentic=v.expression.authentic,
            number=v.number, position=v.position, label=v.label.get(self.lang) or next(iter(v.label.values()), ""),
            title=v.title, origin=v.origin, origin_label=str(Version.Origin(v.origin).label), made=v.made,
            made_basis=v.made_basis, recorded_at=v.recorded_at, sha256=v.sha256, why=v.why, states=tuple(states),
            state_labels=tuple(str(Pointer.Kind(state).label) for state in states), level=v.level, notice=v.notice,
        )  # fmt: skip

    def texts(self, versions: Iterable[Version]) -> dict[str, "Held"]:
        """The bytes of versions already found: one query, however many; nothing is parsed until it is asked for."""
        found = VersionText.objects.filter(version__in=[v.pk for v in versions])
        return {text.version_id: Held(text) for text in found}


@dataclass(frozen=True)
class Held:
    """The stored bytes of a version, opened on demand."""

    text: VersionText

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        kept = unpack(bytes(self.text.blocks))
        return blocks_of(self.document) if kept is None else kept

    @cached_property
    def sheet_bytes(self) -> bytes:
        """As stored, or made anew where an older release stored them."""
        kept = bytes(self.text.sheet)
        try:
            load(kept)
        except ValueError:
            return fingerprint_bytes(self.document)
        return kept

    @property
    def document(self) -> Document:
        return document_from(bytes(self.text.akn))

    @cached_property
    def units(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "unit")

    @cached_property
    def uids(self) -> dict[str, str]:
        """{eId: uid} of the units."""
        return {block.eid: block.uid for block in self.units if block.eid and block.uid}
