"""What has to be done with Django: filling a data set, renewing it, choosing what is asked for, counting queries. A process of its own,
since the settings are those of the folder or database it is told in its environment; it answers with JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.settings"


def main(deed: str, given: str) -> None:
    django.setup()
    from tools.bench import choosing, counting, filling  # they import models, which have to be set up

    deeds: dict[str, Callable[..., Any]] = {
        "fill": filling.fill,
        "renew": filling.renew,
        "choose": choosing.choose,
        "count": counting.count,
    }
    json.dump(deeds[deed](**json.loads(given)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.read())
