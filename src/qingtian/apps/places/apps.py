from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "qingtian.apps.places"
    label = "places"
    verbose_name = "地方"
