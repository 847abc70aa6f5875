"""The samples that come with the product: data files beside the package, loaded through the same actions as anything.

A folder of `travaux/sample/` holds `facts.yaml`, facts with their places in a page that need not be here, or
`choices.yaml` with pages that are captured, read and ruled on; a folder inside holds texts in their versions, and
`calendars` the days of its parliaments. Loading a sample is one act; again does nothing, unless something has come to
it since.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from . import sample_calendars, sample_facts, sample_pages, sample_texts

FOLDER = Path(__file__).parents[1] / "sample"
FORMS = {"facts.yaml": sample_facts.load, "choices.yaml": sample_pages.load}


@dataclass(frozen=True)
class SampleInfo:
    """A sample that can be loaded."""

    name: str
    title: dict[str, str]  # {lang: our words}
    notice: str  # demonstration | exercise
    file: Path

    def read(self) -> Any:
        return read(self.file)


@dataclass(frozen=True)
class Loaded:
    """What became of it."""

    name: str
    new: bool  # False: it was loaded before, nothing was done
    notice: str
    dossiers: tuple[str, ...]  # ids

    def as_json(self) -> dict[str, Any]:
        return {"sample": self.name, "new": self.new, "notice": self.notice, "dossiers": list(self.dossiers)}


@cache
def read(file: Path) -> Any:
    """The file's content; files of the package do not change while it runs."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def available() -> tuple[SampleInfo, ...]:
    """The samples there are, by name."""
    found = [FOLDER / name / form for form in FORMS for name in sorted(p.name for p in FOLDER.iterdir() if p.is_dir())]
    infos = []
    for file in found:
        if file.exists():
            data = read(file)
            infos.append(SampleInfo(data["sample"], data["title"], data["notice"], file))
    return tuple(sorted(infos, key=lambda info: info.name))


def load(*, by: Viewer, name: str) -> Loaded:
    """Load one sample, as one act. Raises `Refused` where there is none of that name."""
    infos = {info.name: info for info in available()}
    if name not in infos:
        raise Refused(
            _("There is no such sample."), where=name,
            remedy=_("Choose one of: %(names)s.") % {"names": ", ".join(infos)},
        )  # fmt: skip
    info = infos[name]
    data = info.read()
    dossiers = tuple(dossier["id"] for dossier in data["dossiers"].values())
    folder = info.file.parent
    known, texts = is_loaded(data), sample_texts.waiting(folder)
    calendars = sample_calendars.waiting(folder, data)
    if known and not texts and not calendars:
        return Loaded(name, new=False, notice=info.notice, dossiers=dossiers)
    with act(by=by, verb="loaded a sample", why=info.title["en"]):
        if not known:
            FORMS[info.file.name](by=by, data=data, folder=folder)
        for each in texts:
            sample_texts.load(by=by, data=data, folder=each)
        sample_calendars.load(by=by, data=data, files=calendars)
    return Loaded(name, new=True, notice=info.notice, dossiers=dossiers)


def is_loaded(data: Any) -> bool:
    """By the ids of its dossiers; a page of it may have been captured before on its own."""
    from .models import Dossier  # inline: the command lists samples before there is a database

    return Dossier.objects.filter(pk__in=[dossier["id"] for dossier in data["dossiers"].values()]).exists()
