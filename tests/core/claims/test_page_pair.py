"""One invented page in two languages says the same things in both, as text and as HTML."""

from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest

from travaux.core.claims import Reading, open_page, read

PAGES = Path(__file__).parents[2] / "cases" / "claims" / "pages"


def page(lang: str) -> str:
    return (PAGES / f"lake.{lang}.txt").read_text("utf-8")


def gist(reading: Reading) -> Counter[tuple[Any, ...]]:
    """What is the same in both languages: kinds, numbers, dates, who is unknown, how many voices."""
    facts: Counter[tuple[Any, ...]] = Counter()
    for claim in reading.claims:
        v = claim.values
        if claim.kind == "seat_count":
            facts[claim.kind, v["seats"], v["basis"], v["chamber"] is None] += 1
        elif claim.kind == "website":
            facts[claim.kind, v["url"]] += 1
        elif claim.kind == "date":
            facts[claim.kind, v["role"], v["edtf"]] += 1
        elif claim.kind == "session":
            facts[claim.kind, v["number"], v["date"]] += 1
        elif claim.kind == "event":
            facts[claim.kind, v["actor"] is None, v["date"], len(v["reported_by"])] += 1
        elif claim.kind in ("representative", "office", "statement", "act"):
            facts[claim.kind,] += 1
    return facts


def test_both_languages_say_the_same() -> None:
    english, russian = gist(read(page("en"))), gist(read(page("ru")))

    assert english == russian
    assert english == Counter(
        {
            ("seat_count", 7, "composition", False): 1,
            ("seat_count", 4, "composition", False): 1,
            ("seat_count", 6, "composition", True): 1,
            ("representative",): 2,
            ("office",): 2,
            ("website", "https://deputies.example/"): 1,
            ("date", "publication", "2031-05-06"): 1,
            ("date", "event", "2031-03-03"): 1,
            ("session", 9, "2031-03-03"): 1,
            ("act",): 1,
            ("statement",): 1,
            ("event", False, None, 1): 2,
            ("event", False, "2031-03-03", 2): 1,
            ("event", False, None, 2): 2,
            ("event", True, None, 1): 1,
        }
    )


@pytest.mark.parametrize(("lang", "encoding"), [("en", "utf-8"), ("ru", "utf-8"), ("ru", "windows-1251")])
def test_html_says_what_its_text_says(lang: str, encoding: str) -> None:
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in page(lang).splitlines())
    html = f'<!doctype html><html><head><meta charset="{encoding}"></head><body>{lines}</body></html>'

    opened = open_page(html.encode(encoding), name=f"lake.{lang}.html")

    assert opened.text == page(lang).rstrip("\n")
    assert read(opened.text).claims == read(page(lang)).claims


def test_a_date_in_figures_is_in_the_language_of_its_page() -> None:
    dates = [c for c in read("Озёрам нужен закон\n28.10.2032\nСовет рассмотрел проект.").claims if c.kind == "date"]

    assert [(c.lang, c.values["edtf"]) for c in dates] == [("ru", "2032-10-28")]
