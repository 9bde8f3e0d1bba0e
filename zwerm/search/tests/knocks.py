"""What the doors of search answer; see tests/laws/knocking.py for the words."""

from tests.laws.knocking import Knock, knock

KNOCKS: dict[str, Knock] = {
    "search/": knock(get="200"),
    "search/suggestions/": knock(get="200"),
}
