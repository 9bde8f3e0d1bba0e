"""What uploads lend to the house."""

from __future__ import annotations

from datetime import timedelta

from zwerm.activity import worker
from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.media.models import Upload

personal.declare(Upload, owner=Fate.KEEP, exported=["owner"])
worker.chore("clear unplaced uploads", Upload.clear_unplaced, every=timedelta(hours=1))
