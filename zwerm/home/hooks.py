"""What the first page lends to the house."""

from __future__ import annotations

from zwerm.core import slots
from zwerm.core.limits import limit
from zwerm.home import parts

slots.fill("frame.side", parts.side, order=10)
slots.fill("frame.bar", parts.bar, order=10)
slots.fill("home.community", parts.newcomers, order=30)
limit("home:start", at_once=10, every=30)
