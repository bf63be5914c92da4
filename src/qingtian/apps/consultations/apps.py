from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "qingtian.apps.consultations"
    label = "consultations"
    verbose_name = "公开征求意见"

    def ready(self) -> None:
        from qingtian.apps.consultations.chapter import CHAPTER
        from qingtian.apps.consultations.queries import tokens_held
        from qingtian.apps.identities.vault import register_holder
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
        register_holder(tokens_held)
