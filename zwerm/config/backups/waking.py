"""A community that was restored goes on where it was: up to date, its readers in their places, and no letter sent twice."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command

from zwerm.activity import deliveries, order, readers
from zwerm.config.backups.archive import Manifest
from zwerm.config.readiness import unapplied
from zwerm.members.models import Community


def wake(manifest: Manifest) -> None:
    if unapplied():
        call_command("migrate", interactive=False, verbosity=0)
    order.rebase()
    for reader in readers.registered():
        readers.catch_up(reader)
    deliveries.hold(
        f"This community was restored from a backup of {manifest.made_at}. It may have left after that; send it if it did not."
    )
    if community := Community.current():
        community.note_restore(backup_of=datetime.fromisoformat(manifest.made_at))
