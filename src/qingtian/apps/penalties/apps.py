from django.apps import AppConfig


class PenaltiesConfig(AppConfig):
    name = "qingtian.apps.penalties"
    label = "penalties"
    verbose_name = "行政处罚"

    def ready(self) -> None:
        from qingtian.apps.penalties.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
