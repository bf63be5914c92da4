from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "qingtian.apps.proceedings"
    label = "proceedings"
    verbose_name = "办理"
