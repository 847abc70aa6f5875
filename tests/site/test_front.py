"""What a browser is sent: own CSS in logical directions, nothing inline, fonts and scripts from here and unaltered."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import travaux.site

SITE = Path(travaux.site.__file__).parent
SHEETS = sorted((SITE / "static" / "css").glob("*.css"))
TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
ALLAUTH = {"account", "allauth", "mfa"}  # folders of templates that speak its context
OURS = [path for path in TEMPLATES if not ALLAUTH & set(path.parts)]
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.S)

PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?<![\w-])(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:"
    r"|text-align:\s*(?:left|right)|float:"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_styles_speak_of_start_and_end_never_of_left_and_right(sheet: Path):
    assert PHYSICAL.findall(sheet.read_text("utf-8")) == []


def test_styles_stay_small_and_ask_nobody_else_for_anything():
    styles = b"".join(sheet.read_bytes() for sheet in SHEETS)

    assert len(gzip.compress(styles)) <= 15 * 1024
    assert b"@import" not in styles and b"http" not in styles


def test_every_font_named_is_here_with_its_licence():
    fonts = SITE / "static" / "fonts"
    named = re.findall(r"fonts/([\w-]+\.woff2)", (SITE / "static" / "css" / "fonts.css").read_text("utf-8"))

    assert sorted(named) == sorted(path.name for path in fonts.glob("*.woff2"))
    assert all("SIL OPEN FONT LICENSE" in path.read_text("utf-8") for path in fonts.glob("OFL-*.txt"))
    assert {path.name for path in fonts.glob("OFL-*.txt")} == {
        "OFL-golos-text.txt", "OFL-noto-sans-armenian.txt", "OFL-pt-serif.txt",
    }  # fmt: skip


def test_htmx_is_the_file_its_makers_published():
    scripts = SITE / "static" / "js"
    digest = hashlib.sha256((scripts / "htmx-4.0.1.min.js").read_bytes()).hexdigest()

    assert digest in (scripts / "README.md").read_text("utf-8")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_inline(template: Path):
    markup = COMMENT.sub("", template.read_text("utf-8"))

    assert re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", markup) is None
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", markup))
    assert "|safe" not in markup and "autoescape off" not in markup


@pytest.mark.parametrize("part", ["label", "when", "chip", "state_word", "sources"])
def test_parts_used_inside_a_sentence_add_no_space_after_themselves(part: str):
    source = (SITE / "templates" / "parts" / f"{part}.html").read_text("utf-8")

    assert source == source.rstrip(), "a newline at the end would stand as a space before the next comma"


@pytest.mark.parametrize("template", OURS, ids=lambda path: path.name)
def test_templates_say_at_their_top_what_they_read(template: Path):
    assert COMMENT.search(template.read_text("utf-8"))


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    """Each colour token as (light, dark)."""
    source = (SITE / "static" / "css" / "base.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{3,6})\)", source)
    return {name: (light, dark if len(dark) == 7 else "#" + 2 * dark[1:]) for name, light, dark in pairs}


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "paper", 7), ("ink", "quiet", 7), ("ink-2", "paper", 4.5), ("ink-2", "quiet", 4.5),
        ("link", "paper", 4.5), ("link", "quiet", 4.5), ("link-past", "paper", 4.5), ("ink", "mark-bg", 7),
        ("ink", "wait-bg", 7), ("wait-ink", "wait-bg", 4.5), ("warn", "paper", 4.5), ("ink", "warn-bg", 7),
        ("ink", "now-bg", 7), ("link", "now-bg", 4.5), ("ins-ink", "ins-bg", 7), ("del-ink", "del-bg", 7),
        ("edge", "paper", 3), ("mark-line", "paper", 3), ("wait-line", "paper", 3), ("seat", "seat-soft", 3),
    ],
)  # fmt: skip
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_ink_and_ground_can_be_read(ink: str, ground: str, least: float, theme: int):
    colours = tokens()

    assert contrast(colours[ink][theme], colours[ground][theme]) >= least
