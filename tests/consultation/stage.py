"""A round that is open: two delegations of the cast were asked about a short text, and some have answered."""

import datetime as dt
from dataclasses import dataclass, field

from tests.cast import Cast
from tests.instruments.texts import ENGLISH
from travaux.consultation.models import Addressee, Comment, Document, Filing, Round
from travaux.dossiers.actions import Actor, Day, open_dossier, record_event
from travaux.instruments.actions import File, add_expression, add_version, register_instrument
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Held
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

OPENED = dt.date(2026, 3, 2)
CLOSES = dt.date(2026, 6, 1)
TODAY = dt.date(2026, 5, 4)
WHOLE = ""


@dataclass
class Stage:
    """The round and whatever was said in it; `comment` adds to it."""

    cast: Cast
    round: Round
    version: Version
    addressees: dict[str, Addressee] = field(default_factory=dict)
    filings: dict[str, Filing] = field(default_factory=dict)
    said: int = 0

    def uid(self, eid: str) -> str:
        return Held(self.version.text).uids[eid]

    def comment(self, who: str, eid: str = WHOLE, text: str = "Unclear.", **rest: object) -> Comment:
        """One comment of delegation a or b on a provision; "" is the text as a whole."""
        self.said += 1
        row = Comment(
            filing=self.filings[who], number=self.said, author=self.addressees[who].body, version=self.version,
            place="provision" if eid else rest.pop("place", "whole"), uid=self.uid(eid) if eid else "", eid=eid,
            text=text, lang="en", recorded_at=dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC), **rest,
        )  # fmt: skip
        with act(by=OPERATOR, verb="commented in a test") as a:
            a.save(row)
        return row


def build(cast: Cast) -> Stage:
    with act(by=OPERATOR, verb="opened a round in a test") as a:
        text = register_instrument(
            by=OPERATOR, kind="recommendations", title="Recommendations on Wells", lang="en", citations=cast.cited
        )
        english = add_expression(by=OPERATOR, instrument=text, lang="en", authentic=True)
        file = File(ENGLISH.encode(), "wells.txt", "text/plain")
        version = add_version(by=OPERATOR, expression=english, number="1", file=file, made="2026-02-01")
        dossier = open_dossier(by=OPERATOR, instrument=text, assembly=cast.bodies["assembly"], procedure="exercise")
        decision = record_event(
            by=OPERATOR, dossier=dossier, label={"en": "Decided to send it", "ru": "Решено направить"},
            citations=cast.cited, date=Day("2026-02-20"), actor=Actor("the commission"),
        )  # fmt: skip
        opened_at = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
        round = Round(
            dossier=dossier, number=1, version=version, decision=decision, commission=cast.bodies["commission"],
            subject={"en": "Recommendations on Wells"}, opened_on=OPENED, closes_on=CLOSES, opened_at=opened_at,
            level="assembly",
        )  # fmt: skip
        a.save(round, texts=[version])
        stage = Stage(cast, round, version)
        for place, letter in enumerate("ab", 1):
            body = cast.bodies[f"delegation_{letter}"]
            sent = Document(
                assembly=cast.bodies["assembly"], direction="out", year=2026, number=place, registered_on=OPENED,
                registered_at=opened_at, dossier=dossier, correspondent=body, subject="Wells", channel="email",
            )  # fmt: skip
            asked = Addressee(
                round=round, position=place, body=body, delegation=body, letter=sent, level="assembly",
                name={"en": f"Delegation {letter.upper()}"},
            )  # fmt: skip
            filed = Filing(
                round=round, addressee=asked, receipt=place, door="table", received_on=dt.date(2026, 4, 1),
                filed_at=opened_at, due_on=CLOSES, key=f"key {letter}", level="assembly",
            )  # fmt: skip
            for row in (sent, asked, filed):
                a.save(row)
            stage.addressees[letter], stage.filings[letter] = asked, filed
    return stage
