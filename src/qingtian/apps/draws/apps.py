from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "qingtian.apps.draws"
    label = "draws"
    verbose_name = "随机抽查"

    def ready(self) -> None:
        from qingtian.apps.draws.chapter import CHAPTERS
        from qingtian.apps.draws.visiting import of_a_draw
        from qingtian.apps.inspections.random_visits import answered_by
        from qingtian.apps.proceedings.chapters import register

        for chapter in CHAPTERS:
            register(chapter)
        answered_by(of_a_draw)
