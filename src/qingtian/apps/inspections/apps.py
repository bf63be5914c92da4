from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "qingtian.apps.inspections"
    label = "inspections"
    verbose_name = "现场检查"

    def ready(self) -> None:
        from qingtian.apps.inspections.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
