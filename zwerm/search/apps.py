from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zwerm.search"
    label = "search"

    def ready(self) -> None:
        from zwerm.search import hooks  # noqa: F401  (registrations need every app loaded)
