"""What the first doors answer; see tests/laws/knocking.py for the words."""

from tests.laws.knocking import Knock, knock

KNOCKS: dict[str, Knock] = {
    "": knock(get="200"),
    "start/": knock(get="404", post="404"),
    "first-steps/": knock(get="in 403 403 403 200"),
}
