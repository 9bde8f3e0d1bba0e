"""What moving in lends to the house."""

from __future__ import annotations

from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.importing.models import Import

personal.declare(Import, started_by=Fate.UNLINK)
