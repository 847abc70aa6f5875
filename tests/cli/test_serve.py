"""The server as an operator meets it: it says when it is ready, answers, and leaves nothing behind."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    listing = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listing.read_text().split()] if listing.exists() else []


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def left_over(pids: list[int], *, within: float = 10) -> list[int]:
    """Those still alive; a process closes its log a moment before it is gone, so it is given that moment."""
    last = time.monotonic() + within
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < last:
        time.sleep(0.05)
    return left


class Running:
    """One `travaux serve`, with what it printed until it was ready."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "travaux", "serve", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        assert self.process.stdout
        self.ready = self.process.stdout.readline().strip()
        self.second = self.process.stdout.readline().strip() if "--invite" in arguments else ""

    def get(self, path: str) -> tuple[int, Any]:
        address = f"http://127.0.0.1:{self.port}/{path}"
        request = urllib.request.Request(address, headers={"Accept": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer
        except urllib.error.HTTPError as error:
            return error.code, error

    def end(self, with_signal: int) -> tuple[int, str]:
        self.process.send_signal(with_signal)
        _, said = self.process.communicate(timeout=60)  # until the last process lets go of the log
        return self.process.returncode, said


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[Running]:
    running = Running(environment, "--invite", "anna@example.org")
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGKILL)


def test_it_serves_and_ends_without_leaving_a_process(served: Running) -> None:
    assert served.ready == f"ready http://127.0.0.1:{served.port}/"
    assert served.second.startswith(f"secretariat http://127.0.0.1:{served.port}/en/invitation/")
    status, answer = served.get("healthz")
    assert (status, answer.headers["Content-Security-Policy"].count("'none'")) == (200, 3)
    assert len(answer.headers["X-Request-ID"]) == 16
    begun = children(served.process.pid)
    assert len(begun) == 2  # one process that answers, one that does the upkeep

    code, said = served.end(signal.SIGTERM)

    assert code == 0
    assert "Traceback" not in said
    assert not left_over(begun)
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    asked = next(line for line in lines if line.get("path") == "/healthz")
    assert (asked["status"], asked["level"]) == (200, "INFO")


def test_no_process_outlives_a_server_that_was_killed(served: Running) -> None:
    begun = children(served.process.pid)
    served.end(signal.SIGKILL)
    assert not left_over(begun)


def test_a_port_that_is_taken_is_said_at_once(travaux: Callable[..., Any]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = travaux("serve", "--port", str(taken.getsockname()[1]), "--no-upkeep")
    assert refused.code == 2
    assert "Cannot listen" in refused.err and "--port" in refused.err and "Traceback" not in refused.err
