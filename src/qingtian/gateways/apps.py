from django.apps import AppConfig
from django.core.checks import register


class GatewaysConfig(AppConfig):
    """How the outside speaks (对外接口)."""

    name = "qingtian.gateways"
    label = "gateways"
    verbose_name = "对外接口"

    def ready(self) -> None:
        from qingtian.apps.operations.jobs import Job
        from qingtian.apps.operations.jobs import register as register_job
        from qingtian.apps.proceedings.chapters import erased_by
        from qingtian.apps.proceedings.systems import register_systems
        from qingtian.gateways.air_feed.poll import poll_feed
        from qingtian.gateways.checks import declarations_hold
        from qingtian.gateways.upstream.erasing import erase_rows
        from qingtian.gateways.upstream.systems import titles
        from qingtian.gateways.weather.importing import read_drop
        from qingtian.gateways.weather.pull import pull_weather
        from qingtian.gateways.weather.push import push_air

        register_systems(titles)
        erased_by(erase_rows)
        register(declarations_hold)
        register_job(Job("air_feed", poll_feed))
        register_job(Job("weather_pull", pull_weather))
        register_job(Job("weather_files", read_drop))
        register_job(Job("weather_push", push_air))
