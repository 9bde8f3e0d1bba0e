from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "zwerm.reactions"
    label = "reactions"

    def ready(self) -> None:
        from zwerm.reactions import hooks  # noqa: F401  (registrations need every app loaded)
