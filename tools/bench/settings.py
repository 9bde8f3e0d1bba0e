"""The product's own settings, and one address more: the empty view."""

from zwerm.config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
#: Limits of pace are asked as always, and are never met: the load is a script.
PACE = 1_000_000
