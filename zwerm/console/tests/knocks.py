"""What the doors of the console answer; see tests/laws/knocking.py for the words."""

from typing import Any

from tests.laws.knocking import Knock, knock
from zwerm.activity.models import Cursor, Delivery
from zwerm.members.models import Role, RoleType

KNOCKS: dict[str, Knock] = {
    "console/": knock(get="in 403 403 403 200", post="403 403 403 403 422"),
    "console/roles/<int:pk>/": knock(pk="role.pk", delete="403 403 403 403 to"),
    "console/community/": knock(get="in 403 403 403 200", post="403 403 403 403 422"),
    "console/role-types/": knock(get="in 403 403 403 200", post="403 403 403 403 422"),
    "console/role-types/<int:pk>/": knock(pk="role_type.pk", post="403 403 403 403 422", delete="403 403 403 403 to"),
    "console/members/": knock(get="in 403 403 403 200"),
    "console/members.csv": knock(get="in 403 403 403 200"),
    "console/composition/": knock(get="in 403 403 403 200"),
    "console/parts/": knock(get="in 403 403 403 200"),
    "console/house/": knock(get="in 403 403 403 200"),
    "console/search/": knock(get="in 403 403 403 200"),
    "console/search/rebuild/": knock(post="403 403 403 403 to", delete="403 403 403 403 to"),
    "console/house/readers/<int:pk>/retry/": knock(pk="cursor.pk", post="403 403 403 403 to"),
    "console/house/deliveries/<int:pk>/retry/": knock(pk="delivery.pk", post="403 403 403 403 to"),
}


def furnish(world: Any) -> None:
    """Carla facilitates; a role in the profession to choose; a reader and a delivery that had trouble."""
    world.role = Role.give(world.author, Role.Kind.FACILITATOR, by=None)
    world.role_type = RoleType.add(by=world.administrator, label_en="Consultant", label_nl="Adviseur")
    world.cursor = Cursor.objects.create(reader="mail")
    world.cursor.failed(RuntimeError("not now"))
    world.delivery = Delivery.objects.create(key="x", channel="mail", payload={}, state=Delivery.State.GIVEN_UP)
