"""Addresses below ``/desk/supervision/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.ladder.home import home

urlpatterns: list[URLPattern] = [
    path("", home, name="supervision"),
]
