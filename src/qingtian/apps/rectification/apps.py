from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "qingtian.apps.rectification"
    label = "rectification"
    verbose_name = "督察整改"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.rectification.chapter import CHAPTER

        register(CHAPTER)
