from django.apps import AppConfig


class AirConsultationsConfig(AppConfig):
    name = "qingtian.apps.air_consultations"
    label = "air_consultations"
    verbose_name = "季度会商"

    def ready(self) -> None:
        from qingtian.apps.air_consultations.chapter import CHAPTER
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
