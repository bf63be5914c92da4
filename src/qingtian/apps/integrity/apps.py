from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "qingtian.apps.integrity"
    label = "integrity"
    verbose_name = "数据真实性"

    def ready(self) -> None:
        from qingtian.apps.integrity.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
