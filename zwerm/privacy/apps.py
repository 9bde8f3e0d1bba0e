from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "zwerm.privacy"
    label = "privacy"

    def ready(self) -> None:
        from zwerm.privacy import hooks, rules  # noqa: F401  (registrations need every app loaded)
