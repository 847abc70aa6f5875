"""Cells that spreadsheet programs would run instead of showing."""

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")


def runs(text: str) -> bool:
    """Whether a program may take the text for a formula.

    >>> runs("=HYPERLINK(1)"), runs("Anna Reed")
    (True, False)
    """
    return text.startswith(RUN)
