"""The texts of a sample: a folder with `about.yaml`, one file for each version and language, and `amendments.yaml`.

Keys name what the sample's own file gives an address to; `alder.delegation` is the delegation that Alder sent. A
version with `applied` is made here of the amendments that were agreed; its file says what must come out.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from travaux.captures.actions import cite_entry
from travaux.core.dates import When
from travaux.instruments import actions as instruments
from travaux.instruments.models import Amendment, Expression, Instrument, Version
from travaux.lib.viewer import Viewer
from travaux.registry.models import Affiliation, Body
from travaux.registry.stating import Period

Entry = Mapping[str, Any]


def folders(folder: Path) -> list[Path]:
    """The folders of texts beside a sample's file."""
    return sorted(path.parent for path in folder.glob("*/about.yaml"))


def waiting(folder: Path) -> list[Path]:
    """Those whose texts are not in the database yet: a sample may have been loaded before it had any."""
    return [each for each in folders(folder) if not is_loaded(about(each))]


def about(folder: Path) -> Any:
    return yaml.safe_load((folder / "about.yaml").read_text("utf-8"))


def is_loaded(told: Entry) -> bool:
    return bool(Expression.objects.filter(pk__in=told["expressions"].values()).exists())


def load(*, by: Viewer, data: Entry, folder: Path) -> None:
    """Add every version and amendment of one folder; `data` is the sample's own file. Called inside the act of
    `samples.load`."""
    Texts(by, data, folder).load()


class Texts:
    """The texts on their way; versions are kept by number and language."""

    def __init__(self, by: Viewer, data: Entry, folder: Path) -> None:
        self.by, self.data, self.folder, self.told = by, data, folder, about(folder)
        self.expressions: dict[str, Expression] = {}
        self.versions: dict[tuple[str, str], Version] = {}
        self.amendments: dict[str, Amendment] = {}

    def load(self) -> None:
        instrument = self.instrument(self.told["instrument"])
        for lang, id in self.told["expressions"].items():
            self.expressions[lang] = instruments.add_expression(
                by=self.by, id=id, instrument=instrument, lang=lang, authentic=lang in self.told["authentic"]
            )
        for entry in self.told["versions"]:
            if "applied" in entry:
                self.table()
            for lang in entry["files"]:
                self.versions[entry["number"], lang] = self.version(entry, lang)
        self.point()

    def instrument(self, key: str) -> Instrument:
        return Instrument.objects.get(pk=self.data["instruments"][key]["id"])

    def version(self, entry: Entry, lang: str) -> Version:
        made = day_of(entry, lang)
        about = {"number": entry["number"], "made": made, "label": entry["label"], "id": entry["ids"][lang]}
        if "applied" in entry:
            base = self.expressions[lang].versions.order_by("position").last()
            assert base is not None
            taken = [self.amendments[str(number)] for number in entry["applied"][lang]]
            return instruments.apply_agreed(by=self.by, version=base, amendments=taken, **about)
        name = entry["files"][lang]
        file = instruments.File((self.folder / name).read_bytes(), name, "text/plain")
        annexed = {each["number"]: self.instrument(each["instrument"]) for each in self.told.get("annexed", ())}
        return instruments.add_version(
            by=self.by, expression=self.expressions[lang], file=file, profile=self.told["profile"], annexed=annexed,
            origin=entry["why"], **about,
        )  # fmt: skip

    def table(self) -> None:
        """Every amendment, to the last version in the language that its author wrote in; and what became of it."""
        for entry in yaml.safe_load((self.folder / "amendments.yaml").read_text("utf-8")):
            base = self.expressions[entry["lang"]].versions.order_by("position").last()
            assert base is not None
            made = instruments.table_amendment(
                by=self.by, id=entry["id"], version=base, number=str(entry["number"]), tabled=entry["day"],
                author=instruments.Author(self.body(entry["author"])), formula=entry["formula"], reason=entry["reason"],
            )  # fmt: skip
            self.amendments[made.number] = made
            if ruling := entry.get("ruling"):
                instruments.rule_on_amendment(
                    by=self.by, amendment=made, outcome=ruling["outcome"], ruled=ruling["day"]
                )

    def body(self, key: str) -> Body:
        name, _dot, what = key.partition(".")
        id = self.data["bodies"][name]["id"]
        if what != "delegation":
            return Body.objects.get(pk=id)
        return Affiliation.objects.standing().get(to=id, kind=Affiliation.Kind.DELEGATION_OF).body

    def point(self) -> None:
        """Each version is the draft from its day until the next one's, by the secretariat's word."""
        entries = self.told["versions"]
        last = When.parse(max(day_of(entries[-1], lang) for lang in self.expressions)).earliest
        assert last is not None
        cited = [cite_entry(by=self.by, capacity="Secretariat of the Exercise Assembly (EXERCISE)", on=last)]
        for entry, following in zip(entries, [*entries[1:], None], strict=True):
            for lang in entry["files"]:
                end = day_of(following, lang) if following else ".."
                instruments.point_at(
                    by=self.by, version=self.versions[entry["number"], lang], kind="draft", citations=cited,
                    when=Period(day_of(entry, lang), end),
                )  # fmt: skip


def day_of(entry: Entry, lang: str) -> str:
    made = entry["made_on"]
    return str(made[lang] if isinstance(made, Mapping) else made)
