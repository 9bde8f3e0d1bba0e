"""Putting a community from a backup in the place of what is there, all of it or nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from zwerm import __version__
from zwerm.config import in_use
from zwerm.config.backups import places
from zwerm.config.backups.archive import Manifest, Unusable, opened, verify
from zwerm.config.backups.building import built_elsewhere
from zwerm.config.backups.progress import Progress


def restore(path: Path, *, replace: bool, progress: Progress) -> str:
    """Restore `path`; where what was there before lies now, or nothing when nothing was there.

    What the file holds is looked through, then built beside what is there and compared, and moved in its place at the very end.

    Raises:
        Unusable: it cannot be done, and nothing was touched; with the way on.
    """
    progress("reading the backup", 0, 3)
    _check(path)
    place = places.Cluster() if connection.vendor == "postgresql" else places.Folder()
    try:
        with in_use.alone(), place:
            if place.holds() and not replace:
                raise Unusable(
                    f"There is a community in {place}. Restore to an empty place, or say --replace: that moves it aside."
                )
            progress("building", 1, 3)
            scratch = settings.DATA / ".restoring"
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(mode=0o700)
            try:
                built_elsewhere(path, scratch, database=place.begin(), living=True)
                progress("putting it in place", 2, 3)
                cache.clear()  # a shared one knows pages by versions, which begin anew from the backup
                return place.finish(scratch)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
                os.sync()
    except in_use.InUse:
        raise Unusable(f"Zwerm runs in {settings.DATA}. Stop it first.") from None


def _check(path: Path) -> None:
    """Whether this program can restore the file, and whether the file is whole."""
    with opened(path) as archive:
        manifest = Manifest.read(archive)
        known = MigrationLoader(None).graph.nodes
        if any(key not in known for key in manifest.applied):
            raise Unusable(
                f"This backup was made by Zwerm {manifest.version}, and this is {__version__}, which does not know all of it."
                f" Install {manifest.version} or newer. Nothing was touched."
            )
        verify(archive, manifest)
