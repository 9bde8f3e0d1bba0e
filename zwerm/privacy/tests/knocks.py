"""What the doors to one's own data answer; see tests/laws/knocking.py for the words."""

from tests.laws.knocking import Knock, knock

KNOCKS: dict[str, Knock] = {
    "me/data/": knock(get="in 200 200 200", post="403 200 200 200"),
    "me/leaving/": knock(get="in 200 200 200 403", post="403 422 422 422 403"),
}
