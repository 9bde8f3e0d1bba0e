"""What the doors of the house itself answer; see tests/laws/knocking.py for the words."""

from tests.laws.knocking import Knock, knock

KNOCKS: dict[str, Knock] = {
    "kept/": knock(get="to"),
    "theme/": knock(post="to"),
    "language/": knock(post="to"),
    "manifest.webmanifest": knock(get="200"),
    "sw.js": knock(get="200"),
    "offline/<slug:language>/": knock(get="200", language="=nl"),
}
