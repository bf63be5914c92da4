"""Addresses below /desk/foresight/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("consultations/", include("qingtian.web.desk.foresight.consultations.urls")),
]
