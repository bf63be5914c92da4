from django.apps import AppConfig


class AirConsultationsConfig(AppConfig):
    name = "qingtian.apps.air_consultations"
    label = "air_consultations"
    verbose_name = "季度会商"
