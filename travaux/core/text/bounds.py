"""What a process that reads one file from outside does first, before any byte of the file is looked at."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any


def take_order() -> dict[str, Any]:
    """The order, one line of JSON on standard input; from here on its "megabytes" and "seconds" bound this process."""
    order: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (order["megabytes"] << 20, order["megabytes"] << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    return order
