"""Forms of Russian words, so that «в соответствующих числе и падеже» can be carried out."""

from __future__ import annotations


def forms(find: str, text: str) -> dict[str, set[str]]:
    """Each form of the words to be found, with what it becomes."""
    return {find: {text}}
