from django.apps import AppConfig


class NoiseConfig(AppConfig):
    name = "qingtian.apps.noise"
    label = "noise"
    verbose_name = "声环境"

    def ready(self) -> None:
        from qingtian.apps.noise.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
