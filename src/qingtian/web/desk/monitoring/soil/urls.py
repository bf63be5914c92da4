"""Addresses of soil, below ``/desk/monitoring/soil/``."""

from django.urls import path

from qingtian.web.desk.monitoring.soil import (
    exceedances_page,
    list_page,
    measures_page,
    point_page,
    units_page,
    values_page,
)

urlpatterns = [
    path("", list_page.soil, name="soil"),
    path("exceedances/", exceedances_page.soil_exceedances, name="soil_exceedances"),
    path("units/", units_page.soil_units, name="soil_units"),
    path("values/", values_page.soil_values, name="soil_values"),
    path("measures/", measures_page.soil_measures, name="soil_measures"),
    path("measures/new/", measures_page.new_soil_measure, name="new_soil_measure"),
    path("points/<slug:code>/", point_page.soil_point, name="soil_point"),
]
