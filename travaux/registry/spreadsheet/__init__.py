"""What the secretariat knows, entered by spreadsheet: a template, a preview that stores nothing, and one act.

Facts entered so cite the official's own entry and are shown as such.
"""

from .columns import template
from .entering import Preview, PreviewRow, Problem, enter, preview

__all__ = ["Preview", "PreviewRow", "Problem", "enter", "preview", "template"]
