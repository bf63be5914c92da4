from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "qingtian.apps.responsibility"
    label = "responsibility"
    verbose_name = "责任追究"
