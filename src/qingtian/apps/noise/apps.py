from django.apps import AppConfig


class NoiseConfig(AppConfig):
    name = "qingtian.apps.noise"
    label = "noise"
    verbose_name = "声环境"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from qingtian.apps.noise.chapter import CHAPTERS
        from qingtian.apps.noise.following import settle_after_entering
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
        post_save.connect(settle_after_entering, sender="entered.EnteredTable", dispatch_uid="noise.entered")
