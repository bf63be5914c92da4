from django.apps import AppConfig


class GridConfig(AppConfig):
    name = "qingtian.apps.grid"
    label = "grid"
    verbose_name = "网格化监管"
