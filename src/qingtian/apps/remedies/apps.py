from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "qingtian.apps.remedies"
    label = "remedies"
    verbose_name = "复议应诉"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.remedies.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
