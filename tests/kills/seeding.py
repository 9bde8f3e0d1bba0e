"""A community to write in: python -m tests.kills.seeding, once, on an empty data folder."""

from __future__ import annotations

import django

PASSWORD = "tien kleine kraanvogels"
PEOPLE = ("Anna", "Bram", "Carla", "Daan", "Eva", "Femke", "Gijs", "Hanna")


def main() -> None:
    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from zwerm.config.preparing import bring_up_to_date
    from zwerm.discussions.samples import make_topic
    from zwerm.groups.samples import make_group
    from zwerm.members.models import Member
    from zwerm.members.samples import make_community, make_member

    bring_up_to_date()
    members = [make_member(name) for name in PEOPLE]
    Member.objects.update(password=make_password(PASSWORD))  # one for all: to draw one takes a quarter of a second
    make_community(members[0])
    group = make_group("Onder druk", owner=members[2], members=tuple(members))
    for number in range(4):
        make_topic(f"Gesprek {number}", group=group, by=members[number])
    key = "bigserial" if connection.vendor == "postgresql" else "integer PRIMARY KEY AUTOINCREMENT"
    with connection.cursor() as sql:
        sql.execute(f"CREATE TABLE scratch_read (number {key}, entry bigint)")


if __name__ == "__main__":
    main()
