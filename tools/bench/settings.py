"""The product's own settings, and one address more: the empty view."""

from zwerm.config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
