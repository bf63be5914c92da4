from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "qingtian.apps.supervision"
    label = "supervision"
    verbose_name = "督办阶梯"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.supervision.chapter import CHAPTERS_OF_THE_LADDER

        for chapter in CHAPTERS_OF_THE_LADDER:
            register(chapter)
