"""The procedures that come with the product: data files beside the package, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from travaux.core.procedure.model import Procedure
from travaux.core.procedure.reading import load

FOLDER = Path(__file__).parents[2] / "procedures"


def shipped_ids() -> tuple[str, ...]:
    """Ids of the procedures that are here, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if not path.stem.endswith(".cases")))


@cache
def shipped(id: str) -> Procedure:
    """A procedure by its id. Raises `LookupError` that names the ones there are."""
    if id not in shipped_ids():
        raise LookupError(f"There is no procedure “{id}” here. There are: {', '.join(shipped_ids())}.")
    return load(FOLDER / f"{id}.yaml")
