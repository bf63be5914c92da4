from django.apps import AppConfig


class AirWarningsConfig(AppConfig):
    name = "qingtian.apps.air_warnings"
    label = "air_warnings"
    verbose_name = "重污染天气预警"

    def ready(self) -> None:
        from qingtian.apps.air_warnings import registry
        from qingtian.apps.air_warnings.chapter import CHAPTERS
        from qingtian.apps.air_warnings.sources.forecasts import issued_forecast
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
        registry.register(issued_forecast)
