from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "zwerm.live"
    label = "live"
