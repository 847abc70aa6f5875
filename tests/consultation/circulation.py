"""A round's stage: the shared cast, a text in two languages, a decision, and what a story asks for in one line."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, build
from travaux.captures.models import Citation
from travaux.consultation.actions.rounds import Asked, Question, Signature, open_round
from travaux.consultation.models import Addressee, Round
from travaux.dossiers.actions import Day, open_dossier, record_event
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.actions import File, add_expression, add_version, register_instrument
from travaux.instruments.models import Instrument, Version
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

ENGLISH = """ON THE EXCHANGE OF ARCHIVES

Article 1. Subject

1. This act governs the exchange of copies of archives.
2. It does not govern originals.

Article 2. Terms

1. A copy is a reproduction of a record.

Article 3. Cost

1. Each parliament bears its own cost.
"""
RUSSIAN = """ОБ ОБМЕНЕ АРХИВАМИ

Статья 1. Предмет

1. Настоящий акт регулирует обмен копиями архивных документов.
2. Он не распространяется на подлинники.

Статья 2. Термины

1. Копия — воспроизведение документа.

Статья 3. Расходы

1. Каждый парламент несёт свои расходы.
"""


@dataclass
class Circulation:
    """All that a round is opened from."""

    cast: Cast
    text: Instrument
    dossier: Dossier
    decision: Event
    versions: dict[str, Version]
    cited: list[Citation]

    @property
    def closes_on(self) -> dt.date:
        return timezone.localdate() + dt.timedelta(days=30)

    def asked(self, *letters: str, **about: Any) -> list[Asked]:
        return [
            Asked(
                body=self.cast.bodies[f"parliament_{letter}"], delegation=self.cast.bodies[f"delegation_{letter}"],
                **{"languages": ("en",), "emails": (f"{letter}@example.org",), **about},
            )
            for letter in letters
        ]  # fmt: skip

    def open(self, *letters: str, asked: list[Asked] | None = None, **about: Any) -> Round:
        question = Question(**{"closes_on": self.closes_on, "subject": {"en": "On archives", "ru": "Об архивах"},
                               "commission": self.cast.bodies["commission"], **about})  # fmt: skip
        return open_round(
            by=OPERATOR, dossier=self.dossier, version=self.versions["en"], decision=self.decision, question=question,
            addressees=self.asked(*(letters or ("a", "b"))) if asked is None else asked,
            signature=Signature("S. Ecretary", "Secretary"),
        )  # fmt: skip

    def addressee(self, round: Round, letter: str) -> Addressee:
        return round.addressees.get(body=self.cast.bodies[f"parliament_{letter}"])


@pytest.fixture
def here(db: None) -> Circulation:
    return set_up(build())


def set_up(cast: Cast) -> Circulation:
    cited = cast.cited
    with act(by=OPERATOR, verb="set a stage"):
        text = register_instrument(by=OPERATOR, kind="model_act", title="On archives", lang="en", citations=cited)
        dossier = open_dossier(
            by=OPERATOR, instrument=text, assembly=cast.bodies["assembly"], procedure="cis-model-act"
        )  # fmt: skip
        decision = record_event(
            by=OPERATOR, dossier=dossier, citations=cited, date=Day("2026-11-02"),
            label={"en": "The commission decided to ask the parliaments", "ru": "Комиссия решила запросить парламенты"},
        )  # fmt: skip
        versions = {}
        for lang, words in (("en", ENGLISH), ("ru", RUSSIAN)):
            expression = add_expression(by=OPERATOR, instrument=text, lang=lang, authentic=True)
            versions[lang] = add_version(
                by=OPERATOR, expression=expression, file=File(words.encode(), f"v1.{lang}.txt"), number="1"
            )  # fmt: skip
    return Circulation(cast, text, dossier, decision, versions, cited)
