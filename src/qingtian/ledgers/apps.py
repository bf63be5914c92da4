from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "qingtian.ledgers"
    label = "ledgers"
    verbose_name = "台账"
