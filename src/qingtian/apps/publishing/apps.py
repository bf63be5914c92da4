from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "qingtian.apps.publishing"
    label = "publishing"
    verbose_name = "信息公开"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.publishing.chapter import CHAPTER

        register(CHAPTER)
