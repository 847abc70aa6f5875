"""Pictures drawn by the server as SVG, each with the same figures as a table beside it.

Promises: no script, no inline style, colours by CSS class only; the finding is the picture's name
and the numbers are its description. Stands on nothing but the standard library.
"""

from travaux.site.charts.seats import SeatGroup, seats_arc

__all__ = ["SeatGroup", "seats_arc"]
