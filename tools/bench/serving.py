"""The server under load: what `zwerm run` does, with the settings of this folder. The worker beside it is the product's own."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.settings"

if __name__ == "__main__":
    django.setup()
    from zwerm.config.serving import serve  # reads the settings at its import

    sys.exit(serve())
