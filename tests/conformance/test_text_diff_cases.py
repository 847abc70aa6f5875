"""Word-level marks of another house: ours mark no more characters."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from travaux.core.text.wording import compare_words


def marked(html: str) -> int:
    """Characters, spaces aside, inside ins, del and whole inserted or deleted paragraphs of the expected result."""
    inside = re.findall(
        r"<(?:ins|del)[^>]*>(.*?)</(?:ins|del)>|<p class=\"(?:insert|delete)\">(.*?)</p>", html, re.DOTALL
    )
    return sum(len("".join(plain("".join(pair)).split())) for pair in inside)


def plain(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", re.sub(r"(?i)</p>\s*<p>", "\n", html)))).strip()


def test_no_case_is_marked_more(conformance_data: Path) -> None:
    cases = json.loads((conformance_data / "openslides/diff_cases.json").read_text("utf-8"))["diff"]
    assert len(cases) >= 14
    for case in cases:
        pieces = compare_words(plain(case["before"]), plain(case["after"]), within_words=True)
        ours = sum(len("".join(text.split())) for op, text in pieces if op != "=")
        assert ours <= marked(case["expected"]), (case["id"], pieces)
