from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    name = "qingtian.apps.schedules"
    label = "schedules"
    verbose_name = "整改调度"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.schedules import listening  # noqa: F401  (importing listens)
        from qingtian.apps.schedules.chapter import INSTRUCTION, SCHEDULE

        register(SCHEDULE)
        register(INSTRUCTION)
