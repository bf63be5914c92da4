from django.apps import AppConfig


class PetitionFiguresConfig(AppConfig):
    name = "qingtian.apps.petition_figures"
    label = "petition_figures"
    verbose_name = "信访数字"

    def ready(self) -> None:
        from qingtian.apps.petition_figures.actions.count import count_after
        from qingtian.apps.proceedings.chapters import listen

        listen(count_after)
