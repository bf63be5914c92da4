from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "qingtian.apps.indicators"
    label = "indicators"
    verbose_name = "指标"
