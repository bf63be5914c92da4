from django.apps import AppConfig


class TargetingConfig(AppConfig):
    name = "qingtian.apps.targeting"
    label = "targeting"
    verbose_name = "靶向监管"
