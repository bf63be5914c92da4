from django.apps import AppConfig


class AirConfig(AppConfig):
    name = "qingtian.apps.air"
    label = "air"
    verbose_name = "空气质量"

    def ready(self) -> None:
        from qingtian.apps.air.chapter import DUST, REVIEW
        from qingtian.apps.air.settle import settle_after
        from qingtian.apps.proceedings.chapters import listen, register

        register(REVIEW)
        register(DUST)
        listen(settle_after)
