from django.urls import include, path

from qingtian.web.desk.monitoring import home

urlpatterns = [
    path("", home.home, name="monitoring"),
    path("water/", include("qingtian.web.desk.water.urls")),
    path("soil/", include("qingtian.web.desk.monitoring.soil.urls")),
    path("noise/", include("qingtian.web.desk.monitoring.noise.urls")),
    path("loggers/commands/", include("qingtian.web.desk.monitoring.commands.urls")),
    path("loggers/", include("qingtian.web.desk.monitoring.loggers.urls")),
    path("outlets/", include("qingtian.web.desk.monitoring.outlets.urls")),
    path("weather/", include("qingtian.web.desk.weather.urls")),
    path("integrity/", include("qingtian.web.desk.monitoring.integrity.urls")),
    path("alerts/", include("qingtian.web.desk.monitoring.alerts.urls")),
    path("tables/", include("qingtian.web.desk.monitoring.tables.urls")),
]
