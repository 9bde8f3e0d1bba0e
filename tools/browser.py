"""A Chromium for the browser tests: the one on the machine, or Debian's when it may be installed."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: How it is started: it runs in any container, and calls nobody by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def found() -> str | None:
    """The path of a browser on this machine; `ZWERM_TEST_BROWSER` names another."""
    named = os.environ.get("ZWERM_TEST_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> str:
    """Install a browser where there is none and one may; returns why there is none, or an empty string."""
    if found():
        return ""
    if not shutil.which("apt-get"):
        return "no Chromium on this machine, and no apt-get to install it with"
    sudo = _sudo()
    if sudo is None:
        return "no Chromium on this machine, and only root may install it (`apt-get install chromium`)"
    print("Installing Debian's Chromium for the browser tests ...", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run([*sudo, "apt-get", "-qq", *command], env=quietly, stdout=subprocess.DEVNULL)
    return "" if found() else "Debian's Chromium could not be installed (the reason stands above)"


def _sudo() -> list[str] | None:
    """What makes a command run as root without asking anybody: nothing, `sudo`, or None for no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
