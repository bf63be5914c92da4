from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "qingtian.apps.forecasts"
    label = "forecasts"
    verbose_name = "空气质量预报"

    def ready(self) -> None:
        from qingtian.apps.forecasts.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
