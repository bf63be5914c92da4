from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    name = "qingtian.apps.schedules"
    label = "schedules"
    verbose_name = "整改调度"
