from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "qingtian.apps.oversight"
    label = "oversight"
    verbose_name = "人大监督"
