from django.urls import path

from qingtian.web.desk.monitoring import home

urlpatterns = [
    path("", home.home, name="monitoring"),
]
