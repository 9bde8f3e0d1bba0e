"""Files in the store that no row names: they came while the power went, or their row went without them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone

log = logging.getLogger(__name__)

#: A file lies in the store before its row is certain; one that came within this time is left alone.
YOUNG = timedelta(days=1)


def clear(field: models.FileField, folder: str) -> None:
    """Remove from `folder`, to which `field` brings its files, those that the field names in no row.

    Where more are strange than known the store may belong to another database, and nothing is touched.
    """
    strays = set(_old_files(field.storage, folder))  # before the rows are read: whoever has one now had it in time
    found = len(strays)
    strays.difference_update(field.model._base_manager.values_list(field.name, flat=True).iterator())
    if len(strays) > found - len(strays):
        log.warning(
            "%s of %s files in %s are in no row of this database; they are left alone", len(strays), found, folder
        )
        return
    for name in strays:
        field.storage.delete(name)
    if strays:
        log.info("%s files in %s that no row named were removed", len(strays), folder)


def _old_files(storage: Storage, folder: str) -> Iterator[str]:
    with suppress(FileNotFoundError):  # nothing was brought yet, or it went meanwhile
        folders, names = storage.listdir(folder)
        for below in folders:
            yield from _old_files(storage, f"{folder}/{below}")
        for name in (f"{folder}/{one}" for one in names):
            with suppress(FileNotFoundError):
                if storage.get_modified_time(name) < timezone.now() - YOUNG:
                    yield name
