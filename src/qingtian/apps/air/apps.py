from django.apps import AppConfig


class AirConfig(AppConfig):
    name = "qingtian.apps.air"
    label = "air"
    verbose_name = "空气质量"

    def ready(self) -> None:
        from qingtian.apps.air.chapter import DUST, REVIEW
        from qingtian.apps.proceedings.chapters import register

        register(REVIEW)
        register(DUST)
