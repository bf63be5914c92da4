from django.apps import AppConfig


class TargetingConfig(AppConfig):
    name = "qingtian.apps.targeting"
    label = "targeting"
    verbose_name = "靶向监管"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import listen, register
        from qingtian.apps.targeting.chapter import CHAPTERS
        from qingtian.apps.targeting.listening import follow_visit
        from qingtian.apps.targeting.sources import register_all

        for chapter in CHAPTERS:
            register(chapter)
        register_all()
        listen(follow_visit)
