from django.urls import include, path

from qingtian.web.desk.monitoring import home

urlpatterns = [
    path("", home.home, name="monitoring"),
    path("tables/", include("qingtian.web.desk.monitoring.tables.urls")),
]
