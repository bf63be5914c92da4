"""Addresses of the tables an office enters itself, below ``/desk/monitoring/tables/``."""

from django.urls import path

from qingtian.web.desk.monitoring.tables import pages

urlpatterns = [
    path("", pages.entered_tables, name="entered_tables"),
    path("<str:table>/", pages.entered_table, name="entered_table"),
]
