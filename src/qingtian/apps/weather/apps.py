from django.apps import AppConfig


class WeatherConfig(AppConfig):
    name = "qingtian.apps.weather"
    label = "weather"
    verbose_name = "气象"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.weather.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
