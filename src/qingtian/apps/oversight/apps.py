from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "qingtian.apps.oversight"
    label = "oversight"
    verbose_name = "人大监督"

    def ready(self) -> None:
        from qingtian.apps.oversight.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
