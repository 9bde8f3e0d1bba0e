from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "zwerm.notifications"
    label = "notifications"

    def ready(self) -> None:
        from zwerm.notifications import hooks, rules  # noqa: F401  (registrations need every app loaded)
