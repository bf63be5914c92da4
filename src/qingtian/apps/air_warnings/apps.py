from django.apps import AppConfig


class AirWarningsConfig(AppConfig):
    name = "qingtian.apps.air_warnings"
    label = "air_warnings"
    verbose_name = "重污染天气预警"
