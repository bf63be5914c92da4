from django.apps import AppConfig


class AirConfig(AppConfig):
    name = "qingtian.apps.air"
    label = "air"
    verbose_name = "空气质量"
