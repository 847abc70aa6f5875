"""What the reader must find on the seed page, and nothing else: precision and recall against a list made by hand.

The page's text is not in the repository; the list points into it by offsets, names and titles.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.capture_read import read_file
from travaux.core.claims import Claim, Reading, open_page, read

BY, KZ = "National Assembly of the Republic of Belarus", "Parliament of the Republic of Kazakhstan"
KG, RU = "Supreme Council of the Kyrgyz Republic", "Federal Assembly of the Russian Federation"
TJ = "Supreme Assembly of the Republic of Tajikistan"
ASSEMBLY, SPEAKER = "CSTO Parliamentary Assembly", "Leonid Kalashnikov"
COMMISSION = "CSTO PA Standing Commission on Political Affairs and International Cooperation"
LONG_COMMISSION = COMMISSION.replace("CSTO PA", ASSEMBLY)
AFFAIRS = "CIS Affairs, Eurasian Integration and Relations with Compatriots of the"
CIS_COMMITTEE = f"Committee on {AFFAIRS} State Duma of the {RU}"
RUSSIAN_COMMITTEE = f"Committee for {AFFAIRS} Russian State Duma"
GROUP = f"Russian interdepartmental group under the {RUSSIAN_COMMITTEE}"
DECISION = (
    "On the Standards of Democratic Elections in the CSTO Member States and Their Protection from Foreign Interference"
)
DRAFT = (
    "draft Recommendations on the Improvement of Legislation in the Area of Protection of Electoral Processes and "
    "Sovereignty in the CSTO Member States"
)
STANDARD = (
    "Standard for the Protection of Democratic Elections, Electoral Processes and the Sovereignty of Member States"
)
INSTITUTE = "All-Russian Public Organization Russian Public Institute of Election Law"
PAGE, TOLD = ("page",), ("page", SPEAKER)

EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "seat_count": [
        (BY, "House of Representatives", 7, "composition"),
        (BY, "Council of the Republic", 4, "composition"),
        (KZ, "Mazhilis", 8, "composition"),
        (KZ, "Senate", 8, "composition"),
        (KG, None, 6, "composition"),
        (RU, "State Duma of the Russian Federation", 10, "composition"),
        (RU, "Federation Council of the Russian Federation", 12, "composition"),
        (TJ, "National Assembly", 6, "composition"),
        (TJ, "Assembly of Representatives", 6, "composition"),
    ],
    "representative": [
        (BY, "Viktor Kogut"),
        (KZ, "Viktor Rogalev"),
        (KG, "Shabdanbek Alishev"),
        (RU, "Mikhail Krotov"),
    ],
    "office": [
        ("Viktor Rogalev", "deputy Executive Secretary", ASSEMBLY),
        ("Mikhail Krotov", "deputy Executive Secretary", ASSEMBLY),
        (SPEAKER, "member", LONG_COMMISSION),
        (SPEAKER, "Chairman", CIS_COMMITTEE),
    ],
    "website": [(BY, "House of Representatives", None), (BY, "Council of the Republic", None), (KG, None, None)],
    "date": [("publication", "2022-06-06"), ("event", "2021-11-29")],
    "session": [(14, "2021-11-29")],
    "act": [(DECISION, "decision")],
    "instrument": [
        (f"decision {DECISION}",),
        ("legal standard",),
        ("draft Recommendations",),
        (DRAFT,),
        (STANDARD,),
        ("inter-state sectoral agreement",),
        ("draft model agreement",),
        (f"{ASSEMBLY}’s Decision",),
    ],
    "statement": [(SPEAKER, 2553, 2968), (SPEAKER, 3581, 3796)],
    "body": [
        *((f"Delegation of the {name}",) for name in (BY, KZ, KG, RU, TJ)),
        *((name,) for name in (BY, KZ, KG, RU)),
        (f"House of Representatives of the {BY}",),
        (f"Council of the Republic of the {BY}",),
        (f"Mazhilis of the {KZ}",),
        ("Senate of the Parliament of Kazakhstan",),
        ("State Duma of the Russian Federation",),
        ("Federation Council of the Russian Federation",),
        (f"National Assembly of the {TJ}",),
        (f"Assembly of Representatives of the {TJ}",),
        ("CSTO PA",),
        (ASSEMBLY,),
        ("CSTO PA Council",),
        (LONG_COMMISSION,),
        (COMMISSION,),
        ("CSTO PA Expert Advisory Board",),
        (CIS_COMMITTEE,),
        (RUSSIAN_COMMITTEE,),
        (INSTITUTE,),
    ],
    # actor, verb, where its object begins, date, by whose word; E1–E9 of the domain reference, E6 as its two verbs
    "event": [
        (f"14th plenary session of the {ASSEMBLY}", "adopted", 2647, "2021-11-29", TOLD),  # E1
        (GROUP, "prepared", 3014, None, TOLD),  # E2
        (None, "engaged", 3292, None, PAGE),  # E3
        (None, "resulted in", 3432, None, PAGE),  # E4
        ("CSTO PA Expert Advisory Board", "reviewed", 4134, None, TOLD),  # E5
        (COMMISSION, "reviewed", 4134, None, TOLD),  # E6
        (COMMISSION, "recommended", 4331, None, TOLD),  # E6
        ("Kazakh side", "advocated", 4545, None, PAGE),  # E7
        ("commission", "decided", 4643, None, PAGE),  # E8
        (SPEAKER, "briefed", 2409, None, PAGE),  # E9
        (None, "is currently in progress", 4866, None, PAGE),  # E12
    ],
}


def short(claim: Claim) -> tuple[Any, ...]:
    """A claim as the list above writes it."""
    v = claim.values
    return {
        "seat_count": lambda: (v["parliament"], v["chamber"], v["seats"], v["basis"]),
        "representative": lambda: (v["parliament"], v["person"]),
        "office": lambda: (v["person"], v["office"], v["body"]),
        "website": lambda: (v["parliament"], v["chamber"], v["url"]),
        "date": lambda: (v["role"], v["edtf"]),
        "session": lambda: (v["number"], v["date"]),
        "act": lambda: (v["title"], v["what"]),
        "instrument": lambda: (v["name"],),
        "statement": lambda: (v["speaker"], *claim.fields["words"]),
        "body": lambda: (v["name"],),
        "event": lambda: (v["actor"], v["verb"], claim.fields["object"][0], v["date"], tuple(v["reported_by"])),
    }[claim.kind]()


@pytest.fixture
def seed(conformance_data: Path) -> Path:
    files = sorted((conformance_data.parent / "seed").glob("*.txt"))
    if not files:
        pytest.skip("SKIPPED: THE SEED PAGE IS NOT BESIDE THE CONFORMANCE DATA, CLAIMS WERE NOT CHECKED AGAINST IT")
    return files[0]


@pytest.fixture
def text(seed: Path) -> str:
    return open_page(seed.read_bytes(), name=seed.name).text


@pytest.fixture
def reading(text: str) -> Reading:
    return read(text)


def test_the_seed_page_gives_what_it_says_and_nothing_else(
    reading: Reading,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = Counter((claim.kind, short(claim)) for claim in reading.claims)
    expected = Counter((kind, row) for kind, rows in EXPECTED.items() for row in rows)
    right = sum((found & expected).values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n  claims on the seed page: precision {right / sum(found.values()):.3f}, "
            f"recall {right / sum(expected.values()):.3f} ({right} of {sum(expected.values())} expected, "
            f"{sum(found.values())} found, {len(reading.unread)} sentences unread)"
        )

    assert found - expected == Counter(), "claims that the page does not make"
    assert expected - found == Counter(), "claims that were missed"


def test_decided_is_not_done(reading: Reading) -> None:
    verbs = {claim.values["verb"] for claim in reading.claims if claim.kind == "event"}

    assert verbs.isdisjoint({"sent", "send", "received", "obtained"})


def test_the_headline_that_stands_twice_is_left_unread(reading: Reading, text: str) -> None:
    first, second = reading.unread

    assert text[slice(*first)] == text[slice(*second)]


def test_every_field_is_a_part_of_the_text(reading: Reading, text: str) -> None:
    for claim in reading.claims:
        for name, (start, end) in claim.fields.items():
            assert claim.span[0] <= start < end <= claim.span[1]
            value = claim.values[name]
            if isinstance(value, str) and name not in ("date", "edtf"):
                assert text[start:end] == value


def test_the_command_prints_the_same_claims(seed: Path, reading: Reading) -> None:
    code, document = read_file(seed)

    assert code == 0
    assert document["claims"] == [claim.as_json() for claim in reading.claims]
    assert document["unread"] == len(reading.unread) == 2
