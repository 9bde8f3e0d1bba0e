"""What search lends to the house."""

from __future__ import annotations

from datetime import timedelta

from zwerm.activity import worker
from zwerm.core import slots
from zwerm.live import subjects
from zwerm.search import frame, indexing, learning, sweeping, watching
from zwerm.search.sources.groups import Groups
from zwerm.search.sources.members import Members

indexing.register(Groups())
indexing.register(Members())
subjects.register("index", states=watching.states, news=watching.Moved())
worker.chore("search words", learning.learn, every=timedelta(hours=1))
worker.chore("search sweeps", sweeping.go_on, every=timedelta(seconds=1))
slots.fill("frame.find", frame.field, order=10)
