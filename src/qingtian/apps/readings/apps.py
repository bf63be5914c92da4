from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    """Readings of reports (读件建议)."""

    name = "qingtian.apps.readings"
    label = "readings"
    verbose_name = "读件建议"

    def ready(self) -> None:
        from qingtian.apps.readings import listening

        listening.connect()
