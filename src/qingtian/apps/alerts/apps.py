from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "qingtian.apps.alerts"
    label = "alerts"
    verbose_name = "监测告警"

    def ready(self) -> None:
        from qingtian.apps.alerts.chapter import CHAPTERS
        from qingtian.apps.alerts.listening import link_what_came_of_it
        from qingtian.apps.alerts.sources import register_all
        from qingtian.apps.proceedings.chapters import listen, register

        for chapter in CHAPTERS:
            register(chapter)
        register_all()
        listen(link_what_came_of_it)
