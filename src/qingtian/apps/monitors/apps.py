from django.apps import AppConfig


class MonitorsConfig(AppConfig):
    name = "qingtian.apps.monitors"
    label = "monitors"
    verbose_name = "污染源自动监控"

    def ready(self) -> None:
        from qingtian.apps.monitors.actions.keep_command import PASSWORD, keeps_password
        from qingtian.apps.monitors.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register, within

        for chapter in CHAPTERS:
            register(chapter)
        within(keeps_password, keeps=(PASSWORD,))
