from django.apps import AppConfig


class GridConfig(AppConfig):
    name = "qingtian.apps.grid"
    label = "grid"
    verbose_name = "网格化监管"

    def ready(self) -> None:
        from qingtian.apps.grid.chapter import CHAPTERS
        from qingtian.apps.grid.listening import link_what_came_of_it
        from qingtian.apps.proceedings.chapters import listen, register

        for chapter in CHAPTERS:
            register(chapter)
        listen(link_what_came_of_it)
