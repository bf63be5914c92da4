from django.apps import AppConfig


class Hj212Config(AppConfig):
    """Monitors on the wire (自动监控数据接收)."""

    name = "qingtian.gateways.hj212"
    label = "hj212"
    verbose_name = "自动监控数据接收"

    def ready(self) -> None:
        from qingtian.apps.alerts.registry import register as register_source
        from qingtian.apps.operations.health import also_examine
        from qingtian.apps.operations.jobs import Job, register
        from qingtian.gateways.hj212.alert_source import SOURCE
        from qingtian.gateways.hj212.archive import pack_old_days
        from qingtian.gateways.hj212.gaps import ask_for_gaps
        from qingtian.gateways.hj212.health import gateway_findings
        from qingtian.gateways.hj212.settling import settle_new

        register(Job("hj212_settle", settle_new))
        register(Job("hj212_gaps", ask_for_gaps))
        register(Job("hj212_archive", pack_old_days))
        also_examine(gateway_findings)
        register_source(SOURCE)
