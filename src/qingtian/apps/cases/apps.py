from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "qingtian.apps.cases"
    label = "cases"
    verbose_name = "五个一包案"

    def ready(self) -> None:
        from qingtian.apps.cases.chapter import CHAPTER, DRAW
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
        register(DRAW)
