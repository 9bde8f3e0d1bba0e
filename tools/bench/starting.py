"""Starting: from `zwerm run` on a folder that was served before to the first page."""

from collections.abc import Mapping
from statistics import median

from tools.bench.server import serving

TIMES = 3
PRODUCT = ("-m", "zwerm.config.main", "run")


def seconds(surroundings: Mapping[str, str], port: int) -> float:
    """The median of a few starts of the product itself, without anything of this folder."""
    _start(surroundings, port)  # gathers static files, as was done on a folder that was served before
    return median(_start(surroundings, port) for _ in range(TIMES))


def _start(surroundings: Mapping[str, str], port: int) -> float:
    with serving(surroundings, port, PRODUCT) as server:
        return server.started
