"""Cells that spreadsheet programs would run instead of showing."""

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")


def runs(text: str) -> bool:
    """Whether a program may take the text for a formula."""
    return text.startswith(RUN)


def defused(value: object) -> object:
    """The value for a CSV or .xlsx cell: text that looks like a formula is marked as text, all else is left alone.

    >>> defused("=HYPERLINK(1)"), defused("Anna Reed"), defused(-7)
    ("'=HYPERLINK(1)", 'Anna Reed', -7)
    """
    return f"'{value}" if isinstance(value, str) and runs(value) else value
