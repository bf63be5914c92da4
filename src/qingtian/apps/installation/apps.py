from django.apps import AppConfig


class InstallationConfig(AppConfig):
    name = "qingtian.apps.installation"
    label = "installation"
    verbose_name = "安装"
