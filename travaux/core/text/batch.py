"""Large trees are made without the cycle collector looking on: they hold no cycles, and its passes double the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No passes of the cycle collector inside, unless it was off already; nor one over all of it at the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what somebody froze stays so
                gc.freeze()  # and back: all that was made counts as old now, and is not looked through at once
                gc.unfreeze()
            gc.enable()
