from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "qingtian.apps.tasks"
    label = "tasks"
    verbose_name = "跟踪事项"
