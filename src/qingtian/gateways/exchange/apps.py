from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """City and county (市县交换)."""

    name = "qingtian.gateways.exchange"
    label = "exchange"
    verbose_name = "市县交换"

    def ready(self) -> None:
        from qingtian.apps.operations.jobs import Job, register
        from qingtian.apps.proceedings.chapters import erased_by
        from qingtian.gateways.exchange.erasing import erase_messages
        from qingtian.gateways.exchange.rounds import run_exchange

        erased_by(erase_messages)
        register(Job("exchange", run_exchange))
