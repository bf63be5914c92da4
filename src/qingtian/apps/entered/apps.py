from django.apps import AppConfig


class EnteredConfig(AppConfig):
    name = "qingtian.apps.entered"
    label = "entered"
    verbose_name = "自行录入的表"
