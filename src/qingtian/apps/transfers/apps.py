from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "qingtian.apps.transfers"
    label = "transfers"
    verbose_name = "移送和衔接"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import erased_by, register, within
        from qingtian.apps.transfers.actions.erase import erase_facts
        from qingtian.apps.transfers.actions.no_fine_instead import refuse_fine_instead
        from qingtian.apps.transfers.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
        within(refuse_fine_instead, keeps=())
        erased_by(erase_facts)
