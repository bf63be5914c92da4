from django.apps import AppConfig


class RepeatsConfig(AppConfig):
    """Repeats (重复反映) and the one index of words that finds them and serves the search."""

    name = "qingtian.apps.repeats"
    label = "repeats"
    verbose_name = "重复反映"

    def ready(self) -> None:
        from qingtian.apps.repeats import due
        from qingtian.apps.repeats.actions import erase  # noqa: F401  (registers what goes with an erased matter)

        due.connect()
