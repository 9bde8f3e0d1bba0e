from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "zwerm.groups"
    label = "groups"

    def ready(self) -> None:
        from zwerm.groups import hooks, rules  # noqa: F401  (registrations need every app loaded)
