"""The app and its check at start."""

from django.apps import AppConfig
from django.core import checks


class AirConfig(AppConfig):
    """Air: the board of the last hours, regions, and the rules in force here."""

    name = "qingtian.apps.air"
    label = "air"
    verbose_name = "空气质量"

    def ready(self) -> None:
        from qingtian.apps.air.chapter import DUST, REVIEW
        from qingtian.apps.air.checks import own_rules_hold
        from qingtian.apps.air.settle import settle_after
        from qingtian.apps.proceedings.chapters import listen, register

        register(REVIEW)
        register(DUST)
        listen(settle_after)
        checks.register(own_rules_hold)
