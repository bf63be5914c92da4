from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "qingtian.apps.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        from qingtian.apps.indicators.actions.count_cases import count_after
        from qingtian.apps.proceedings.chapters import listen

        listen(count_after)
