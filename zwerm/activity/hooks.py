"""What the log lends to the house."""

from __future__ import annotations

from datetime import timedelta

from zwerm.activity import deliveries, letters, worker
from zwerm.activity.models import Delivery, Entry
from zwerm.core import personal
from zwerm.core.models import Pace
from zwerm.core.personal import Fate

deliveries.channel("mail", letters.send)
personal.declare(Entry, actor=Fate.KEEP, target=Fate.KEEP, exported=["actor"])
personal.declare(Delivery, member=Fate.DELETE, exported=["member"])
worker.chore("forget who was fast", Pace.forget_past, every=timedelta(hours=1))
worker.chore("empty old deliveries", Delivery.empty_old, every=timedelta(hours=12))
