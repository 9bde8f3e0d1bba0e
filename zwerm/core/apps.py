from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "zwerm.core"
    label = "core"
