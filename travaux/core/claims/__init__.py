"""Reading published pages: bytes to text, text to claims with the places they stand on.

``open_page`` turns the bytes of a page into its text or refuses by name. ``read`` proposes claims: who sits, which
text, which step, by whose word. A claim is a proposal to a person, never a fact; what the page does not say is None.
Patterns are data (``patterns/``): a page read wrongly is mended with a pattern and a case, not with code.
"""

from travaux.core.claims.model import Claim, Reading, Sentence, Span
from travaux.core.claims.page import Page, PageRefused, open_page
from travaux.core.claims.reader import read

__all__ = ["Claim", "Page", "PageRefused", "Reading", "Sentence", "Span", "open_page", "read"]
