from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "zwerm.members"
    label = "members"

    def ready(self) -> None:
        from zwerm.members import hooks, rules  # noqa: F401  (registrations need every app loaded)
