"""Runs a command if there is a Chromium, fetching it from the system's packages where that is allowed.

`python -m tools.browser COMMAND…`. Without a browser: says SKIPPED and why, in capitals, and ends well.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_TESTS = 5  # pytest's own code


def installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> str:
    """Try apt; returns the reason why there is no browser, or nothing."""
    if not shutil.which("apt-get"):
        return "NO CHROMIUM HERE, AND NO APT TO INSTALL IT WITH"
    if os.geteuid() != 0:
        return "NO CHROMIUM HERE, AND INSTALLING IT NEEDS ROOT: APT-GET INSTALL CHROMIUM"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"APT COULD NOT INSTALL CHROMIUM: {done.stderr.strip().splitlines()[-1:]}".upper()
    return "" if installed() else "APT INSTALLED CHROMIUM, BUT IT IS NOT ON THE PATH"


def main(command: list[str]) -> int:
    why = "" if installed() else install()
    if why:
        print(f"SKIPPED: THE BROWSER JOURNEYS DID NOT RUN: {why}", flush=True)
        return 0
    environment = {**os.environ, "TRAVAUX_CHROMIUM": str(installed())}
    code = subprocess.run(command, env=environment, check=False).returncode
    if code == NO_TESTS:
        print("SKIPPED: THE BROWSER JOURNEYS DID NOT RUN: THERE ARE NONE IN TESTS/JOURNEYS", flush=True)
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
