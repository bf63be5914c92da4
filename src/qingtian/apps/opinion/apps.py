from django.apps import AppConfig


class OpinionConfig(AppConfig):
    """Public opinion on the web (网络舆情)."""

    name = "qingtian.apps.opinion"
    label = "opinion"
    verbose_name = "网络舆情"
