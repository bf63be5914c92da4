from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "qingtian.apps.rewards"
    label = "rewards"
    verbose_name = "举报奖励"

    def ready(self) -> None:
        from qingtian.apps.identities.vault import register_holder
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.rewards.chapter import CHAPTER
        from qingtian.apps.rewards.queries import tokens_held

        register(CHAPTER)
        register_holder(tokens_held)
