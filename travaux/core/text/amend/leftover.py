"""What a formula says beyond what was understood of it: an order or quoted words that no clause accounts for.

Such a formula is not executed: the part that was understood may mean another thing without the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ORDER = re.compile(
    r"(?i)\b(?:delet(?:e|ed|ing)|omit(?:ted|ting)?|leav(?:e|ing)\s+out|strik(?:e|ing)|struck|remov(?:e|ed|ing)|"
    r"insert(?:ed|ing)?|substitut(?:e|ed|ing)|replac(?:e|ed|ing)|repeal(?:ed|ing)?|renumber(?:ed|ing)?|"
    r"redesignat(?:e|ed|ing)|all\s+that\s+follows|"
    r"заменить|исключить|дополнить|добавить|перенести|включить|изложить|считать|переместить|удалить|поменять|объединить|разделить|поставить)\b|⟦\d+⟧"
)
_ASIDE = re.compile(r"\([^()]*\)")  # "section 5 (meaning of “record”)": a name, not an order


def left_over(text: str, understood: Iterable[tuple[int, int]]) -> str:
    """The first order, or mark of quoted words, outside the spans that were understood; empty when there is none.

    >>> left_over("delete all from ⟦0⟧ and insert ⟦1⟧", [(24, 34)])
    'delete'
    """
    rest = list(text)
    for start, end in understood:
        rest[start:end] = " " * (end - start)
    found = _ORDER.search(_ASIDE.sub(" ", "".join(rest)))
    return found[0] if found else ""
