"""LibreOffice compares two files: run by the system's Python, whose `uno` speaks with it, and timed from outside.

    /usr/bin/python3 benchmarks/_office.py OLD.docx NEW.docx

Prints the seconds of processor time that the program took for the comparison itself, loading and saving left out, and
how many tracked changes it then held. A fresh profile and a pipe of its own: nothing is shared with other runs.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

TICK = os.sysconf("SC_CLK_TCK")


def main(old: str, new: str) -> None:
    uno: Any = importlib.import_module("uno")
    pipe = f"travaux{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder).as_uri()}"
        command = ["soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", profile,
                   f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
        program = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            desktop, dispatcher = _connected(uno, pipe)
            seconds, changes = _compared(uno, desktop, dispatcher, program.pid, Path(old), Path(new))
            print(changes, file=sys.stderr)
            print(seconds)
            desktop.terminate()
            program.wait(60)
        finally:
            program.kill()


def _connected(uno: Any, pipe: str) -> tuple[Any, Any]:
    """The desktop and what sends it commands, as soon as the program has started."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(480):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # not ready: its own exception class is known only once connected
            time.sleep(0.25)
    else:
        raise SystemExit("LibreOffice did not start")
    made = there.ServiceManager.createInstanceWithContext
    return made("com.sun.star.frame.Desktop", there), made("com.sun.star.frame.DispatchHelper", there)


def _compared(uno: Any, desktop: Any, dispatcher: Any, pid: int, old: Path, new: Path) -> tuple[float, int]:
    def value(name: str, said: object) -> Any:
        made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, said
        return made

    document = desktop.loadComponentFromURL(new.resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
    frame = document.CurrentController.Frame
    began = _spent(pid)
    order = (value("URL", old.resolve().as_uri()), value("NoAcceptDialog", True))
    dispatcher.executeDispatch(frame, ".uno:CompareDocuments", "", 0, order)
    seconds = _spent(pid) - began
    found, changes = document.Redlines.createEnumeration(), 0
    while found.hasMoreElements():
        found.nextElement()
        changes += 1
    document.close(True)
    if not changes:
        raise SystemExit("LibreOffice found no change")
    return seconds, changes


def _spent(pid: int) -> float:
    """Processor time of the program and all that it started, so far."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == os.getpgid(pid):
            total += int(fields[11]) + int(fields[12])
    return total / TICK


if __name__ == "__main__":
    main(*sys.argv[1:3])
