from django.apps import AppConfig


class SoilConfig(AppConfig):
    name = "qingtian.apps.soil"
    label = "soil"
    verbose_name = "土壤"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.soil.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
