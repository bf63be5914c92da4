from django.apps import AppConfig


class WaterConfig(AppConfig):
    name = "qingtian.apps.water"
    label = "water"
    verbose_name = "水环境"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.water.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
