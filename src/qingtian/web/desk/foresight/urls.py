"""Addresses below /desk/foresight/."""

from django.urls import URLPattern, URLResolver, include, path

from qingtian.web.desk.foresight import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="foresight"),
    path("forecasts/", include("qingtian.web.desk.foresight.forecasts.urls")),
    path("warnings/", include("qingtian.web.desk.foresight.warnings.urls")),
    path("consultations/", include("qingtian.web.desk.foresight.consultations.urls")),
]
