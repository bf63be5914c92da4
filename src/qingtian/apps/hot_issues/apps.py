from django.apps import AppConfig


class HotIssuesConfig(AppConfig):
    name = "qingtian.apps.hot_issues"
    label = "hot_issues"
    verbose_name = "热点难点"

    def ready(self) -> None:
        from qingtian.apps.hot_issues.chapter import CHAPTER
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
