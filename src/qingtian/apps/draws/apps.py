from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "qingtian.apps.draws"
    label = "draws"
    verbose_name = "随机抽查"
