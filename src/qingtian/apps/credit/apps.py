from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "qingtian.apps.credit"
    label = "credit"
    verbose_name = "违法公开和信用"

    def ready(self) -> None:
        from qingtian.apps.credit.actions.follow_remedies import follow_remedies
        from qingtian.apps.credit.chapter import CHAPTERS
        from qingtian.apps.proceedings.chapters import register, within

        for chapter in CHAPTERS:
            register(chapter)
        within(follow_remedies, keeps=())
