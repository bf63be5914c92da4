from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "qingtian.apps.transfers"
    label = "transfers"
    verbose_name = "移送和衔接"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.transfers.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
