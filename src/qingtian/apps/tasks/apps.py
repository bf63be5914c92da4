from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "qingtian.apps.tasks"
    label = "tasks"
    verbose_name = "跟踪任务"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.tasks.chapter import CHAPTER

        register(CHAPTER)
