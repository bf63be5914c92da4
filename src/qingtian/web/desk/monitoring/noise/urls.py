"""Addresses of noise, below ``/desk/monitoring/noise/``."""

from django.urls import path

from qingtian.web.desk.monitoring.noise import (
    exceedances_page,
    limits_page,
    list_page,
    point_page,
    quarter_page,
    sites_page,
)

urlpatterns = [
    path("", list_page.noise, name="noise"),
    path("exceedances/", exceedances_page.noise_exceedances, name="noise_exceedances"),
    path("quarter/", quarter_page.noise_quarter, name="noise_quarter"),
    path("sites/", sites_page.noise_sites, name="noise_sites"),
    path("limits/", limits_page.noise_limits, name="noise_limits"),
    path("points/<slug:code>/", point_page.noise_point, name="noise_point"),
]
