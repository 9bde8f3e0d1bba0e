"""What the doors to pictures and files answer; see tests/laws/knocking.py for the words."""

from typing import Any

from tests.laws.knocking import Knock, inside, knock
from zwerm.discussions.samples import make_topic
from zwerm.media.samples import make_picture

KNOCKS: dict[str, Knock] = {
    "media/": knock(post="403 400 400 400"),
    "media/<int:pk>/<str:name>": inside(pk="picture.pk", name="picture.name", get="200"),
}


def furnish(world: Any) -> None:
    """A picture that stands in Carla's words in the group."""
    world.picture = make_picture(by=world.author)
    make_topic("Kijk", group=world.group, by=world.author, body=world.picture.markdown)
