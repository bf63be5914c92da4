from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Systems that call us (对接系统)."""

    name = "qingtian.gateways.partners"
    label = "partners"
    verbose_name = "对接系统"
