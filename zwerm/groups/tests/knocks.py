"""What the doors of groups answer; see tests/laws/knocking.py for the words."""

from functools import partial
from typing import Any

from tests.laws.knocking import Knock, inside, knock
from zwerm.groups.models import GroupInvitation, JoinRequest
from zwerm.members.samples import make_member

group = partial(inside, slug="group.slug")
KNOCKS: dict[str, Knock] = {
    "groups/": knock(get="200"),
    "groups/new/": knock(get="in 200 200 200", post="403 422 422 422"),
    "groups/<slug:slug>/": group(get="200"),
    "groups/<slug:slug>/about/": group(get="200"),
    "groups/<slug:slug>/settings/": group(get="in 403 403 403 200", post="403 403 403 403 422"),
    "groups/<slug:slug>/membership/": group(
        get="404 404 200 200 404", post="403 to 403 403 to", delete="403 403 to to 403"
    ),
    "groups/<slug:slug>/people/": group(get="in 200 200 200"),
    "groups/<slug:slug>/people/<slug:handle>/": group(
        handle="member.handle", get="404 403 403 200", delete="404 403 403 422"
    ),
    "groups/<slug:slug>/request/": group(get="in 403 403 403", post="403", delete="404"),
    "groups/<slug:slug>/requests/": group(get="in 403 403 200", post="403 403 403 422"),
    "groups/<slug:slug>/roles/": group(get="in 403 403 403 200", post="403 403 403 403 422"),
    "groups/<slug:slug>/roles/<int:key>/": group(key="group_role.pk", delete="403 403 403 to"),
    "groups/<slug:slug>/invitations/": group(get="in 403 200 200", post="403 403 422 422"),
    "groups/<slug:slug>/invitations/preview/": group(post="403 403 422 422"),
    "groups/<slug:slug>/invitations/mails/": group(post="403 403 422 422"),
    "groups/<slug:slug>/invitations/links/": group(post="403 403 to to"),
    "groups/<slug:slug>/invitations/<int:key>/": group(key="group_invitation.pk", post="404"),
}


def furnish(world: Any) -> None:
    """Fleur asks to join, and Gijs was asked in; Bram moderates."""
    world.group_role = world.group.roles.get(member=world.moderator)
    world.request = JoinRequest.ask(world.group, by=make_member("Fleur"))
    world.group_invitation = GroupInvitation.to_member(make_member("Gijs"), world.group, by=world.author)
