from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "qingtian.apps.rectification"
    label = "rectification"
    verbose_name = "督察整改"
