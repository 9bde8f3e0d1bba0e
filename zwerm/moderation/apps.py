from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "zwerm.moderation"
    label = "moderation"

    def ready(self) -> None:
        from zwerm.moderation import hooks, rules  # noqa: F401  (registrations need every app loaded)
