from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "qingtian.apps.parties"
    label = "parties"
    verbose_name = "当事人"
