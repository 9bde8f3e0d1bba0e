"""What the doors to people answer; see tests/laws/knocking.py for the words."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.laws.knocking import Knock, knock
from zwerm.media.samples import picture_file
from zwerm.members import photos
from zwerm.members.models import Block, Invitation, Session
from zwerm.members.samples import make_member

KNOCKS: dict[str, Knock] = {
    "members/": knock(get="in 200 200 200"),
    "members/mentions/": knock(get="in 200 200 200"),
    "members/<int:pk>/photo/<slug:version>/": knock(pk="author.pk", version="photo", get="200"),
    "members/<slug:handle>/": knock(handle="author.handle", get="200"),
    "members/<slug:handle>/block/": knock(
        handle="author.handle", get="in 200 200 200", post="403 to to to", delete="403 404 404 404"
    ),
    "me/": knock(get="in 200 200 200", post="403 422 422 422"),
    "me/photo/": knock(post="403 422 422 422", delete="403 to to to"),
    "me/sessions/": knock(get="in 200 200 200", delete="403 to to to"),
    "me/sessions/<slug:name>/": knock(name="=nobodys", delete="403 404 404 404"),
    "me/blocks/": knock(get="in 200 200 200"),
    "invitations/": knock(get="in 200 200 200", post="403 422 422 422"),
    "invitations/preview/": knock(post="403 422 422 422"),
    "invitations/links/": knock(post="403 to to to"),
    "invitations/mine/<int:pk>/": knock(pk="invitation.pk", delete="404 404 to 404"),
    "invitations/<slug:code>/": knock(code="invitation.code", get="200", post="to"),
    "invitations/<slug:code>/stop/": knock(code="invitation.code", get="404", post="404"),
}


def furnish(world: Any) -> None:
    """Carla has a photo, and Daan made a link to hand out."""
    photos.hang(world.author, picture_file())
    world.block = Block.put_up(by=world.author, against=make_member("Hugo"))
    world.invitation = Invitation.by_link(by=world.member)
    world.session = Session.objects.create(
        session_key="hugo", member=world.block.blocked, expire_date=timezone.now() + timedelta(days=1)
    )
    world.photo = world.author.photo_url.rsplit("/", 2)[-2]
