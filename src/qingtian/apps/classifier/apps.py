from django.apps import AppConfig


class ClassifierConfig(AppConfig):
    """The office's own classifier (分类模型)."""

    name = "qingtian.apps.classifier"
    label = "classifier"
    verbose_name = "分类模型"
