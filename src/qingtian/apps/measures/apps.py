from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "qingtian.apps.measures"
    label = "measures"
    verbose_name = "行政强制和配套措施"

    def ready(self) -> None:
        from qingtian.apps.measures.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
