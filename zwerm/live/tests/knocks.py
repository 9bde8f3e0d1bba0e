"""What the door of changes answers; see tests/laws/knocking.py for the words. The token is the key, whoever brings it."""

from tests.laws.knocking import Knock, knock

KNOCKS: dict[str, Knock] = {
    "changes/": knock(get="403"),
}
