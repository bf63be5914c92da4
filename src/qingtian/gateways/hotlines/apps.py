from django.apps import AppConfig


class HotlinesConfig(AppConfig):
    """Hotlines (热线)."""

    name = "qingtian.gateways.hotlines"
    label = "hotlines"
    verbose_name = "热线"

    def ready(self) -> None:
        from qingtian.apps.petitions.policy import withhold_from_handlers
        from qingtian.apps.proceedings.chapters import erased_by, listen
        from qingtian.gateways.hotlines.actions.carry_due import carry_after
        from qingtian.gateways.hotlines.keeping import asks_confidence, erase_orders

        erased_by(erase_orders)
        listen(carry_after)
        withhold_from_handlers(asks_confidence)
