"""How fast one may search: a person never meets it, a script that copies what it finds does."""

from __future__ import annotations

from zwerm.core.limits import limit

limit("search:search", at_once=30, every=2, reading=True)
limit("search:suggestions", at_once=120, every=0.5, reading=True)
