from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "zwerm.importing"
    label = "importing"

    def ready(self) -> None:
        from zwerm.importing import hooks, rules  # noqa: F401  (registrations need every app loaded)
