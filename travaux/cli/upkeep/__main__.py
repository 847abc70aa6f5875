"""The upkeep process: `python -m travaux.cli.upkeep [--until-gone PID]`; `travaux serve` starts and stops it."""

import argparse
import os
import signal
import threading
from typing import Any

from travaux.cli import start

LOOK_EVERY = 30  # seconds between two looks at what is due
WATCH_EVERY = 1  # seconds between two looks whether the server is still there


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m travaux.cli.upkeep")
    parser.add_argument("--until-gone", type=int, default=0, metavar="PID", help="end when this parent has gone")
    parent = parser.parse_args().until_gone
    ended = threading.Event()

    def end(*_: Any) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    start.django()
    from travaux.cli.upkeep.jobs import alone, do_what_is_due

    with alone() as first:
        waited = 0  # the server comes up first
        while first and not ended.is_set() and (not parent or os.getppid() == parent):
            if waited >= LOOK_EVERY:
                do_what_is_due(ended)
                waited = 0
            ended.wait(WATCH_EVERY)
            waited += WATCH_EVERY


if __name__ == "__main__":
    main()
