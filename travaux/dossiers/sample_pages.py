"""A sample given as pages: captured, read, and ruled on claim by claim, as any published page would be.

The file beside the pages holds what a person decides: the addresses to file things under, and for each claim where it
belongs. `=key` stands for the id of what the file, or an earlier ruling under `as: key`, gave that key.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import add_capture, read_capture
from travaux.captures.models import Claim
from travaux.instruments.actions import register_instrument, relate
from travaux.instruments.models import Instrument
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.registry.actions.bodies import register_body
from travaux.registry.models import Affiliation, Body, Person
from travaux.registry.stating import register

from .actions import open_dossier
from .claims import Confirmed, confirm

Entry = Mapping[str, Any]


def load(*, by: Viewer, data: Entry, folder: Path) -> None:
    """Open the addresses, then take each page through the whole way. Called inside the act of `samples.load`."""
    desk = Pages(by, data)
    desk.open_addresses()
    for page in data["pages"]:
        desk.page(page, folder)


class Pages:
    """The pages on their way; `ids` are what `=key` stands for."""

    def __init__(self, by: Viewer, data: Entry) -> None:
        self.by, self.data, self.notice = by, data, data["notice"]
        self.ids: dict[str, str] = {}

    def open_addresses(self) -> None:
        """Permanent addresses, empty of facts: what they are called and do is for the pages to say."""
        for key, entry in self.data["bodies"].items():
            self.ids[key] = register_body(by=self.by, notice=self.notice, **entry).pk
        for key, id in self.data["people"].items():
            self.ids[key] = register(model=Person, by=self.by, id=id, notice=self.notice).pk
        for key, entry in self.data["instruments"].items():
            self.ids[key] = register_instrument(by=self.by, notice=self.notice, **entry).pk
        for key, entry in self.data["dossiers"].items():
            self.ids[key] = open_dossier(
                by=self.by, id=entry["id"], procedure=entry["procedure"], notice=self.notice,
                instrument=Instrument.objects.get(pk=self.value(entry["instrument"])),
                assembly=Body.objects.get(pk=self.value(entry["assembly"])),
            ).pk  # fmt: skip

    def page(self, entry: Entry, folder: Path) -> None:
        data = (folder / entry["file"]).read_bytes()
        capture = add_capture(by=self.by, data=data, name=entry["file"], notice=self.notice, **entry["about"])
        reading = read_capture(by=self.by, capture=capture)
        claims = list(reading.claims.select_related("reading__capture"))
        for ruling in entry["rulings"]:
            self.rule(ruling, claims, shared=entry["values"])
        self.by_hand(entry.get("relations", ()), claims)

    def rule(self, ruling: Entry, claims: list[Claim], *, shared: Entry) -> Confirmed:
        claim = the_claim(ruling, claims)
        values = {name: self.value(value) for name, value in {**shared, **ruling.get("set", {})}.items()}
        made = confirm(
            by=self.by, claim=claim, outcome=ruling.get("outcome", "confirmed"), values=values,
            why=ruling.get("why", ""),
        )  # fmt: skip
        if "as" in ruling:
            self.ids[ruling["as"]] = made.facts[0].pk
        return made

    def by_hand(self, relations: Any, claims: list[Claim]) -> None:
        """What one text is to another: no rule reads that, so a person states it and cites the words of a claim."""
        for entry in relations:
            cited = list(the_claim(entry["words"], claims).citations.all())
            relate(
                by=self.by, id=entry["id"], kind=entry["kind"], label=entry["label"], citations=cited,
                subject=Instrument.objects.get(pk=self.value(entry["subject"])),
                to=Instrument.objects.get(pk=self.value(entry["object"])),
            )  # fmt: skip

    def value(self, value: Any) -> Any:
        """`=alder` → its id; `=alder.delegation` → the id of its delegation, which a seat count registered."""
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if not (isinstance(value, str) and value.startswith("=")):
            return value
        key, _dot, what = value[1:].partition(".")
        if what == "delegation":
            sent = Affiliation.objects.standing().filter(to=self.ids[key], kind=Affiliation.Kind.DELEGATION_OF)
            return sent.get().body_id
        return self.ids[key]


def the_claim(wanted: Entry, claims: list[Claim]) -> Claim:
    """The one claim of that kind whose values are these; `Refused` where the reader no longer finds it."""
    kind, where = wanted["kind"], wanted.get("where", {})
    found = [c for c in claims if c.kind == kind and all(c.values.get(name) == said for name, said in where.items())]
    if len(found) != 1:
        raise Refused(
            _("The sample speaks of a claim that the reader does not find once."),
            where=f"{kind} {where}: {len(found)}",
            remedy=_("Put the sample's file in accord with its pages."),
        )  # fmt: skip
    return found[0]
