from django.apps import AppConfig


class CompensationConfig(AppConfig):
    name = "qingtian.apps.compensation"
    label = "compensation"
    verbose_name = "生态环境损害赔偿"

    def ready(self) -> None:
        from qingtian.apps.compensation.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
