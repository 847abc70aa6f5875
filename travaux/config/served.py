"""The WSGI door as `travaux serve` opens it: a process that answers ends when the one that started it is gone."""

import os
import signal
import threading
import time

from travaux.config.wsgi import application

__all__ = ["application"]

WATCH_EVERY = 1  # seconds
GRACE = 5  # seconds for requests that were begun


def end_with(parent: int) -> None:
    """Wait until `parent` is gone, killed or crashed, then end: nobody else would free the port."""
    while os.getppid() == parent:
        time.sleep(WATCH_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


if given := os.environ.get("TRAVAUX_SERVED_BY"):
    threading.Thread(target=end_with, args=(int(given),), daemon=True).start()
