from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "qingtian.apps.quality"
    label = "quality"
    verbose_name = "案卷评查"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.quality.chapter import MENDING, REVIEW

        register(REVIEW)
        register(MENDING)
