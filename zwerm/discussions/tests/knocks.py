"""What the doors of conversations answer; see tests/laws/knocking.py for the words."""

from functools import partial
from typing import Any

from tests.laws.knocking import Knock, inside, knock
from zwerm.discussions.models import Closure, Draft, Pin, Watch
from zwerm.discussions.samples import make_held, make_reply, make_topic
from zwerm.reactions.models import Reaction

topic = partial(inside, pk="topic.pk")
reply = partial(inside, pk="reply.pk")
KNOCKS: dict[str, Knock] = {
    "new/": knock(get="in 200 200 200", post="403 to to to"),
    "write/": knock(get="in to to to 200"),
    "preview/": knock(post="403 200 200 200"),
    "drafts/": knock(get="in 200 200 200"),
    "drafts/<str:place>/": knock(
        place="draft.place", put="403 204 204 204", delete="403 404 to 404", shut="403 404 404"
    ),
    "held/<int:pk>/": inside(pk="held.pk", get="404 404 200 200", put="404 404 422 403", delete="404 404 to 403"),
    "held/<int:pk>/source/": inside(pk="held.pk", get="404 404 200 403"),
    "groups/<slug:slug>/talk/<slug:section>/": inside(slug="group.slug", section="=discussions", get="200"),
    "groups/<slug:slug>/topics/": inside(slug="group.slug", get="in 403 200 200 403", post="403 403 422 422 403"),
    "topics/similar/": knock(get="in 200 200 200"),
    "topics/<int:pk>/": topic(get="to"),
    "topics/<int:pk>/posts/": topic(get="200", post="403 403 422 422 403"),
    "topics/<int:pk>/unread/": topic(get="to"),
    "topics/<int:pk>/reading/": topic(delete="403 to to to"),
    "topics/<int:pk>/watch/": topic(post="403 to to to", delete="403 to to to"),
    "topics/<int:pk>/title/": topic(get="in 403 403 200", put="403 403 403 422"),
    "topics/<int:pk>/closure/": topic(post="403 403 403 to", delete="403 403 403 to"),
    "topics/<int:pk>/pin/": topic(post="403 403 403 to", delete="403 403 403 to"),
    "topics/<int:pk>/place/": topic(get="in 403 403 200", put="403 403 403 422"),
    "topics/<int:pk>/merger/": topic(get="in 403 403 200", post="403 403 403 422"),
    "topics/<int:pk>/split/": topic(get="in 403 403 200", post="403 403 403 422"),
    "topics/<int:pk>/<str:slug>/": topic(slug="topic.slug", get="200"),
    "posts/<int:pk>/": reply(get="to", put="403"),
    "posts/<int:pk>/source/": reply(get="in 403 403 403"),
    "posts/<int:pk>/revisions/": reply(get="200"),
    "posts/<int:pk>/deletion/": reply(post="403 403 403 to", delete="403"),
    "posts/<int:pk>/solution/": reply(post="403 403 403 to", delete="403 403 403 to"),
    "posts/<int:pk>/<str:kind>/": reply(kind="=thanks", post="403 403 to to 403", delete="403 403 to to 403"),
}


def furnish(world: Any) -> None:
    """Carla asks something in the group and answers it herself, for which Bram thanks her; another question of hers is solved."""
    world.topic = make_topic(group=world.group, by=world.author, kind="question")
    world.reply = make_reply(world.topic, by=world.author)
    world.solved = make_topic("Opgelost", group=world.group, by=world.author, kind="question")
    world.solved.mark_solution(make_reply(world.solved, by=world.author), by=world.author)
    Closure.close(world.solved, by=world.moderator)
    Pin.put(world.solved, by=world.moderator)
    world.removed = make_reply(make_topic("Weg", group=world.group, by=world.author), by=world.author)
    world.removed.remove(by=world.author)
    world.watch = Watch.choose(world.topic, Watch.Level.FOLLOW, by=world.author)
    Reaction.give("thanks", subject=world.reply, giver=world.moderator, receiver=world.author, place=world.group)
    world.held = make_held(world.topic, by=world.member)
    world.draft = Draft.keep(world.member, f"topic:{world.topic.pk}", body="Nog niet af.")
