"""What lies in the store without a row goes, and nothing else."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pytest

from zwerm.core import strays
from zwerm.media.models import Upload
from zwerm.media.samples import make_file
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


def sweep() -> None:
    strays.clear(Upload.file.field, "uploads")


def grown_old(*files: Path) -> None:
    then = time.time() - 2 * strays.YOUNG.total_seconds()
    for one in files:
        os.utime(one, (then, then))


def files_in(store: Path) -> set[Path]:
    return {path for path in store.rglob("*") if path.is_file()}


def test_a_file_whose_row_never_came_or_went_is_removed_once_it_is_old(own_store: Path) -> None:
    carla = make_member("Carla")
    kept, gone = (make_file(by=carla) for _ in range(2))
    young = own_store / "uploads" / "ab" / "on-its-way.txt"
    young.parent.mkdir(exist_ok=True)
    young.write_text("nog niet af")
    grown_old(Path(kept.file.path), Path(gone.file.path))
    Upload.objects.filter(pk=gone.pk).delete()

    sweep()

    assert files_in(own_store) == {Path(kept.file.path), young}


def test_a_store_that_this_database_does_not_know_is_left_alone(
    own_store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    carla = make_member("Carla")
    files = {Path(make_file(by=carla).file.path) for _ in range(3)}
    grown_old(*files)
    Upload.objects.all().delete()

    with caplog.at_level(logging.WARNING):
        sweep()

    assert files_in(own_store) == files
    assert "3 of 3 files in uploads are in no row" in caplog.text


def test_a_community_without_files_has_nothing_to_remove(own_store: Path) -> None:
    sweep()

    assert files_in(own_store) == set()
