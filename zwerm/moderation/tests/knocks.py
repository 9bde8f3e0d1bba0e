"""What the doors of moderation answer; see tests/laws/knocking.py for the words.

A report brings the reported words to who keeps the community, also out of a hidden group: there an administrator gets what a moderator
gets, and reads no name of the group (see `test_queue.py`).
"""

from datetime import timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from tests.laws.knocking import Knock, inside, knock
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.samples import make_member
from zwerm.moderation.models import Objection
from zwerm.moderation.samples import make_decision, make_report

case = partial(knock, pk="case.pk")
KNOCKS: dict[str, Knock] = {
    "report/<slug:kind>/<int:pk>/": inside(
        kind="=post", pk="reported.pk", get="in 200 200 200", post="403 422 422 422"
    ),
    "moderation/": knock(get="in 200 403 200 200"),
    "moderation/decisions/": knock(post="403 to 403 to to"),
    "moderation/rules/": knock(get="in 403 403 403 200", put="403 403 403 403 422"),
    "moderation/log/": knock(get="200"),
    "moderation/cases/<int:pk>/": case(get="404 404 404 200 200"),
    "moderation/cases/<int:pk>/claim/": case(post="404 404 404 to to", delete="404 404 404 to to"),
    "moderation/cases/<int:pk>/decision/": case(post="404 404 404 422 422", delete="404 404 404 to to"),
    "moderation/objections/<int:pk>/": knock(pk="objection.pk", get="404 404 404 404 200", put="404 404 404 404 422"),
    "groups/<slug:slug>/moderation/": inside(slug="group.slug", get="in 403 403 200"),
    "groups/<slug:slug>/moderation/rules/": inside(
        slug="group.slug", get="in 403 403 200", post="403 403 403 422", delete="403 403 403 to"
    ),
    "desk/": knock(get="in 200 403 200 200"),
    "desk/rows/": knock(post="403 to 403 to to"),
    "desk/effort/": knock(get="in 200 403 200 200"),
    "desk/unread/": knock(get="in 200 403 200 200", post="403 to 403 to to"),
    "me/decisions/": knock(get="in 200 200 200"),
    "me/decisions/<int:pk>/": knock(pk="told.pk", get="404 404 200 404 404"),
    "me/decisions/<int:pk>/objection/": knock(pk="told.pk", post="404 404 422 404 404"),
    "decisions/<str:token>/": knock(token="token", get="200", post="422"),
}


def furnish(world: Any) -> None:
    """Daan's reply was reported by Carla and waits; another was removed by Bram; to a warning Daan objected. A slip paused somebody else."""
    topic = make_topic(group=world.group, by=world.author)
    world.reported = make_reply(topic, by=world.author, body="Koop nu mijn boek!")
    world.case = make_report(world.reported, by=world.member).case
    advert = make_reply(topic, by=world.member, body="En mijn cursus!")
    removed = make_report(advert, by=world.author).case
    world.told = make_decision(removed, "remove", by=world.moderator)
    world.token = world.told.open_url.strip("/").rpartition("/")[2]
    unkind = make_report(make_reply(topic, by=world.member, body="Onzin."), by=world.author, reason="unkind").case
    world.objection = Objection.make(make_decision(unkind, "warn", by=world.moderator), words="Dat was het ook.")
    slipped = make_report(make_reply(topic, by=make_member(), body="Nog een."), by=world.author).case
    until = timezone.now() + timedelta(days=7)
    world.slip = make_decision(slipped, "pause", by=world.moderator, told=False, until=until)
