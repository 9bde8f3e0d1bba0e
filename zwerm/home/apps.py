from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "zwerm.home"
    label = "home"

    def ready(self) -> None:
        from zwerm.home import hooks  # noqa: F401  (registrations need every app loaded)
