from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "qingtian.apps.forecasts"
    label = "forecasts"
    verbose_name = "空气质量预报"
