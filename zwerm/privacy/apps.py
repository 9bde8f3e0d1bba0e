from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "zwerm.privacy"
    label = "privacy"
