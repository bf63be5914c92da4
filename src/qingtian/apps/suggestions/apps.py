from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "qingtian.apps.suggestions"
    label = "suggestions"
    verbose_name = "建议提案"

    def ready(self) -> None:
        from qingtian.apps.proceedings.chapters import register
        from qingtian.apps.suggestions.chapter import CHAPTERS

        for chapter in CHAPTERS:
            register(chapter)
