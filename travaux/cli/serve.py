"""`travaux serve`: the site and its upkeep in one command, stopped cleanly by one signal."""

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import Annotated

import typer

from . import start

app = typer.Typer()

PATIENCE = 60  # seconds until a start that does not answer is said to have failed
GRACE = 10  # seconds that upkeep gets to finish what it writes


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8000,
    host: Annotated[str, typer.Option(help="Which address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer requests.")] = 1,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Requests that one process answers at once.")] = 4,
    upkeep: Annotated[bool, typer.Option(help="Backups, checkpoints and cleaning, in a process beside it.")] = True,
    invite: Annotated[str, typer.Option(help="Print a one-time secretariat link for this address.")] = "",
) -> None:
    """Bring the tables up to date, serve the site, and print `ready http://…` when it answers."""
    os.environ.setdefault("TRAVAUX_LOG_LEVEL", "INFO")
    start.django()
    from travaux.cli.migrate import prepare

    refuse_taken(host, port)
    prepare()
    load_addresses()
    site = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"  # noqa: S104  compared, not bound
    os.environ["TRAVAUX_SERVED_BY"] = str(os.getpid())  # read in travaux.config.served
    server = web_server(host=host, port=port, workers=workers, threads=threads)
    worker = start_upkeep() if upkeep else None
    threading.Thread(target=announce, args=(site, link(invite, site)), daemon=True).start()
    try:
        server.serve()
    finally:
        if worker:
            stop(worker)


def web_server(*, host: str, port: int, workers: int, threads: int):  # type: ignore[no-untyped-def]  # granian's own
    """The web server, not yet started. It ends on SIGTERM and SIGINT after the requests that it has begun."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    return Server(
        "travaux.config.served:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=threads, http=HTTPModes.http1, websockets=False, log_level=LogLevels.warning,
        respawn_failed_workers=True, workers_kill_timeout=GRACE,
    )  # fmt: skip


def load_addresses() -> None:
    """Import every view now: what cannot be imported is better said here, once, than in every answer."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns


def refuse_taken(host: str, port: int) -> None:
    """Say early, and in words, that somebody else listens there."""
    import socket

    from travaux.lib.refusals import Refused

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = f"Choose another port, for example --port {port + 1}."
            raise Refused(f"Cannot listen on {host}:{port}: {error.strerror}.", remedy=remedy) from error


def link(email: str, site: str) -> str:
    """A one-time link for an address, or what to do instead where it has an account."""
    if not email:
        return ""
    from travaux.accounts.actions import invite
    from travaux.cli.account import link_for
    from travaux.lib.refusals import Refused
    from travaux.lib.viewer import OPERATOR

    try:
        return link_for(invite(by=OPERATOR, email=email, role="secretariat").token, address=site)
    except Refused:
        return f"{site}en/account/login/ (as {email})"


def announce(site: str, link: str) -> None:
    """Wait until the site answers and its database with it, then say so: programs wait for this line."""
    if not answers(f"{site}healthz"):
        typer.secho(f"{site} does not answer after {PATIENCE} s; see the log above.", fg="red", err=True)
        return
    typer.secho(f"ready {site}", fg="green", bold=True)
    if link:
        typer.echo(f"secretariat {link}")
    sys.stdout.flush()


def answers(address: str) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        # An error page is no answer yet; a connection refused is none at all.
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError), urllib.request.urlopen(address, timeout=5):  # noqa: S310  http, ours
            return True
        time.sleep(0.2)
    return False


def start_upkeep() -> subprocess.Popen[bytes]:
    """The upkeep process. It also ends by itself when this process is gone, so that none is left behind."""
    return subprocess.Popen([sys.executable, "-m", "travaux.cli.upkeep", "--until-gone", str(os.getpid())])


def stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(GRACE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
