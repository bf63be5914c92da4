from django.apps import AppConfig


class ProblemListsConfig(AppConfig):
    name = "qingtian.apps.problem_lists"
    label = "problem_lists"
    verbose_name = "年度问题清单"
