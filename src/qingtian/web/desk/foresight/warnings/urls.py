"""Addresses below ``/desk/foresight/warnings/``."""

from django.urls import path

from qingtian.web.desk.foresight.warnings import list_page, one_page, table_page, units_page

urlpatterns = [
    path("", list_page.air_warnings, name="air_warnings"),
    path("new/", list_page.new_air_warning, name="new_air_warning"),
    path("units/", units_page.warning_units, name="warning_units"),
    path("tiers/", table_page.warning_tiers, name="warning_tiers"),
    path("<str:number>/", one_page.air_warning, name="air_warning"),
]
