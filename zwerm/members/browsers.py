"""What a browser says of itself, in two words: enough for its owner to know it again, and no more."""

from __future__ import annotations

#: What stands in the line of a browser, and its name; who comes first wins, since they all claim to be one another.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def known(line: str) -> tuple[str, str]:
    """The names of browser and system in a `User-Agent` line; empty where they are not known."""
    return _first(BROWSERS, line), _first(SYSTEMS, line)


def _first(names: tuple[tuple[str, str], ...], line: str) -> str:
    return next((name for sign, name in names if sign in line), "")
