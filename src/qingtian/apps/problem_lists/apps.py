from django.apps import AppConfig


class ProblemListsConfig(AppConfig):
    name = "qingtian.apps.problem_lists"
    label = "problem_lists"
    verbose_name = "年度问题清单"

    def ready(self) -> None:
        from qingtian.apps.problem_lists.chapter import CHAPTER
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
