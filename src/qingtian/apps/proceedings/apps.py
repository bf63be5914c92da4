from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "qingtian.apps.proceedings"
    label = "proceedings"
    verbose_name = "办理"

    def ready(self) -> None:
        from qingtian.apps.proceedings.actions.disposal import CHAPTER
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
