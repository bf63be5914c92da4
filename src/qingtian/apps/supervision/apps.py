from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "qingtian.apps.supervision"
    label = "supervision"
    verbose_name = "督办阶梯"
