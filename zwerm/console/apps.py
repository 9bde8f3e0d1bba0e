from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "zwerm.console"
    label = "console"

    def ready(self) -> None:
        from zwerm.console import hooks, rules  # noqa: F401  (registrations need every app loaded)
