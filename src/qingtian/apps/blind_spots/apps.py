from django.apps import AppConfig


class BlindSpotsConfig(AppConfig):
    name = "qingtian.apps.blind_spots"
    label = "blind_spots"
    verbose_name = "监管盲区"
