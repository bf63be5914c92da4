"""Addresses below /desk/foresight/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("warnings/", include("qingtian.web.desk.foresight.warnings.urls")),
    path("consultations/", include("qingtian.web.desk.foresight.consultations.urls")),
]
