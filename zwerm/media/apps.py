from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "zwerm.media"
    label = "media"

    def ready(self) -> None:
        from zwerm.media import hooks, rules  # noqa: F401  (registrations need every app loaded)
