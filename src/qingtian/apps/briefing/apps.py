from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "qingtian.apps.briefing"
    label = "briefing"
    verbose_name = "一页看全"
