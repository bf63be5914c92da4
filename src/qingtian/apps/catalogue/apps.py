from django.apps import AppConfig
from django.core.checks import register


class CatalogueConfig(AppConfig):
    name = "qingtian.apps.catalogue"
    label = "catalogue"
    verbose_name = "信息资源目录与能力建设"

    def ready(self) -> None:
        from qingtian.apps.catalogue.checks import data_sets_hold

        register(data_sets_hold)
