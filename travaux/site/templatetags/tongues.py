"""Words that came without the name of their language, marked by the letters they are written in."""

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Two words or more: one word alone is as likely a name, a sign or an abbreviation.
RUNS = {
    "ru": ("en", re.compile(r"[A-Za-z][\w’'-]*(?:[ ,]+(?:[A-Za-z][\w’'-]*))+")),
    "en": ("ru", re.compile(r"[А-Яа-яЁё][\w-]*(?:[ ,]+(?:[А-Яа-яЁё][\w-]*))+")),
}


@register.filter
def tongues(words: Any) -> SafeString:
    """Mark runs of the other script, so that a screen reader changes its voice.

    Only for words whose source gives no language: Cyrillic is taken for Russian and Latin for English, the two
    languages of these pages.
    """
    text = str(conditional_escape(words))
    lang, run = RUNS.get(get_language() or "en", RUNS["en"])
    return mark_safe(run.sub(lambda found: f'<span lang="{lang}">{found.group()}</span>', text))  # noqa: S308  escaped above
