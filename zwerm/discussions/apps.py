from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "zwerm.discussions"
    label = "discussions"

    def ready(self) -> None:
        from zwerm.discussions import hooks, rules  # noqa: F401  (registrations need every app loaded)
