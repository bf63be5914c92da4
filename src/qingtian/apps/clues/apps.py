from django.apps import AppConfig


class CluesConfig(AppConfig):
    name = "qingtian.apps.clues"
    label = "clues"
    verbose_name = "问题线索登记"

    def ready(self) -> None:
        from qingtian.apps.clues.actions.hear_answer import ANSWER, REASON, hear_answer
        from qingtian.apps.clues.chain import NAME, head, holds_link, verify
        from qingtian.apps.proceedings.chapters import within
        from qingtian.apps.proceedings.checkpoints import ChainBeside, beside

        within(hear_answer, keeps=(ANSWER, REASON))
        beside(ChainBeside(NAME, head, holds_link, verify))
