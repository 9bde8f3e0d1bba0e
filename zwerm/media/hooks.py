"""What uploads lend to the house."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from zwerm.activity import worker
from zwerm.core import personal, strays
from zwerm.core.personal import Fate
from zwerm.media.models import Upload


def take_unplaced(member: Any) -> None:
    """What nobody sees goes with who leaves."""
    for upload in Upload.objects.filter(owner=member, placements=None):
        upload.remove()


def take_all(member: Any) -> None:
    """Whose words go, their pictures and files go too."""
    for upload in Upload.objects.filter(owner=member):
        upload.remove()


personal.before_leaving(take_unplaced)
personal.blank_words(take_all)
personal.declare(Upload, owner=Fate.KEEP, exported=["owner"])
worker.chore("clear unplaced uploads", Upload.clear_unplaced, every=timedelta(hours=1))
worker.chore("clear stray uploads", partial(strays.clear, Upload.file.field, "uploads"), every=timedelta(hours=12))
