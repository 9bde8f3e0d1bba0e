from importlib import import_module

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "zwerm.importing"

    def ready(self) -> None:
        import_module("zwerm.importing.hooks")
