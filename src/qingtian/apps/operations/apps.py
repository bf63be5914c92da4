from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Schedules, health and backups (运行维护)."""

    name = "qingtian.apps.operations"
    label = "operations"
    verbose_name = "运行维护"

    def ready(self) -> None:
        from qingtian.apps.operations import own_jobs

        own_jobs.register_all()
