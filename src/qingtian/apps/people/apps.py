from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qingtian.apps.people"
    label = "people"
    verbose_name = "人员与机构"
