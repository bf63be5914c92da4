from django.urls import include, path

from qingtian.web.desk.monitoring import home

urlpatterns = [
    path("", home.home, name="monitoring"),
    path("water/", include("qingtian.web.desk.water.urls")),
    path("tables/", include("qingtian.web.desk.monitoring.tables.urls")),
]
