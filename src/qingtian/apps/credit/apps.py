from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "qingtian.apps.credit"
    label = "credit"
    verbose_name = "违法公开和信用"

    def ready(self) -> None:
        from qingtian.apps.credit.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
