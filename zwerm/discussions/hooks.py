"""What conversations lend to the house."""

from __future__ import annotations

from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.discussions import models

personal.declare(models.Topic, author=Fate.KEEP, exported=["author"])
personal.declare(models.Post, author=Fate.KEEP, exported=["author"], secret=["html"])
personal.declare(models.Revision, by=Fate.UNLINK, exported=["by"])
personal.declare(models.Deletion, by=Fate.UNLINK)
personal.declare(models.Mention, member=Fate.DELETE, exported=["member"])
personal.declare(models.Closure, by=Fate.UNLINK)
personal.declare(models.Pin, by=Fate.UNLINK)
personal.declare(models.Reading, member=Fate.DELETE, exported=["member"])
personal.declare(models.Watch, member=Fate.DELETE, exported=["member"])
personal.declare(models.Draft, member=Fate.DELETE, exported=["member"])
