"""What the doors to what was moved in answer; see tests/laws/knocking.py for the words."""

from functools import partial
from typing import Any

from tests.laws.knocking import Knock, knock
from zwerm.importing.models import Claim, Import
from zwerm.members.models import Member
from zwerm.members.samples import make_member

claim = partial(knock, pk="claim.pk")
KNOCKS: dict[str, Knock] = {
    "claims/": knock(get="in 200 200 200", post="404"),
    "claims/<int:pk>/": claim(delete="404 404 to 404 403"),
    "claims/<int:pk>/acceptance/": claim(post="404 404 403 404 to"),
    "claims/<int:pk>/refusal/": claim(post="404 404 403 404 to"),
    "imports/": knock(get="in 403 403 403 200"),
    "imports/<int:pk>/": knock(pk="move.pk", get="404 404 404 404 200"),
    "example/": knock(post="403"),
}


def furnish(world: Any) -> None:
    """Daan says that he is one of the authors who came along with an archive."""
    world.move = Import.objects.create(source="stackexchange", origin="elsewhere", name="Elders", group=world.group)
    author = make_member("Elders", standing=Member.Standing.PLACEHOLDER)
    world.claim = Claim.make(author, by=world.member)
