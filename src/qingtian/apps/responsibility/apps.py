from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "qingtian.apps.responsibility"
    label = "responsibility"
    verbose_name = "责任"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import erased_by, listen
        from qingtian.apps.responsibility.actions.index_duty import follow_duty, forget_duty

        listen(follow_duty)
        erased_by(forget_duty)
