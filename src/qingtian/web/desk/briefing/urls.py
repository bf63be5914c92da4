"""Addresses below /desk/monday/."""

from django.urls import URLPattern, URLResolver, path

from qingtian.web.desk.briefing import page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", page.monday, name="monday"),
    path("paper/", page.monday_paper, name="monday_paper"),
]
