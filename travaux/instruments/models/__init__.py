"""What exists: works and how they hang together; their versions; the amendments tabled to them."""

from .amendments import Amendment, AmendmentRuling, Provenance
from .versions import Alignment, Component, Correspondence, Expression, Manifestation, Pointer, Version, VersionText
from .works import Instrument, InstrumentRelation, InstrumentTitle

__all__ = [
    "Alignment",
    "Amendment",
    "AmendmentRuling",
    "Component",
    "Correspondence",
    "Expression",
    "Instrument",
    "InstrumentRelation",
    "InstrumentTitle",
    "Manifestation",
    "Pointer",
    "Provenance",
    "Version",
    "VersionText",
]
