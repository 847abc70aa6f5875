"""Run with the system's Python, which has `uno`: texts of .docx files with all changes rejected and accepted, as JSON.

usage: libreoffice.py FILE… → {"FILE": {"redlines": n, "rejected": [paragraph …], "accepted": [paragraph …]}}
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path


def main(files):
    import uno
    from com.sun.star.beans import PropertyValue

    profile, pipe = tempfile.mkdtemp(), "travaux" + uuid.uuid4().hex[:8]
    office = subprocess.Popen([
        "soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
        f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;",
    ])  # fmt: skip
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = connect(resolver, pipe)
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        hidden = PropertyValue("Hidden", 0, True, 0)
        report = {}
        for file in files:
            said = {}
            for key, command in (("rejected", "RejectAllTrackedChanges"), ("accepted", "AcceptAllTrackedChanges")):
                document = desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))
                said.setdefault("redlines", sum(1 for _ in each(document.Redlines)))
                dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
                said[key] = [text for block in each(document.Text) for text in paragraphs(block)]
                document.close(True)
            report[file] = said
        desktop.terminate()
    finally:
        try:
            office.wait(timeout=20)
        except subprocess.TimeoutExpired:
            office.kill()
        shutil.rmtree(profile, ignore_errors=True)
    return report


def connect(resolver, pipe):
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def each(holder):
    elements = holder.createEnumeration()
    while elements.hasMoreElements():
        yield elements.nextElement()


def paragraphs(block):
    if block.supportsService("com.sun.star.text.Paragraph"):
        yield block.String
    elif block.supportsService("com.sun.star.text.TextTable"):
        for name in block.CellNames:
            cell = block.getCellByName(name)
            for inner in each(cell):
                yield from paragraphs(inner)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:]), ensure_ascii=False))
