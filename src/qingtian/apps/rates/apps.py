from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "qingtian.apps.rates"
    label = "rates"
    verbose_name = "频次限制"
