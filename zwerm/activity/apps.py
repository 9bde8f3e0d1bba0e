from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "zwerm.activity"
    label = "activity"

    def ready(self) -> None:
        from zwerm.activity import hooks, rules  # noqa: F401  (registrations need every app loaded)
