from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "qingtian.apps.petitions"
    label = "petitions"
    verbose_name = "信访举报"

    def ready(self) -> None:
        from qingtian.apps.identities.vault import register_holder
        from qingtian.apps.petitions.chapter import CHAPTER
        from qingtian.apps.petitions.queries import tokens_held
        from qingtian.apps.proceedings.chapters import register

        register(CHAPTER)
        register_holder(tokens_held)
