"""Addresses below ``/desk/monitoring/weather/``."""

from django.urls import path

from qingtian.web.desk.weather import (
    agreed_page,
    day_page,
    deliveries_page,
    forecasts_page,
    foretold_page,
    overview_page,
)

urlpatterns = [
    path("", overview_page.weather, name="weather"),
    path("deliveries/", deliveries_page.deliveries, name="weather_deliveries"),
    path("deliveries/<slug:code>/", deliveries_page.delivery, name="weather_delivery"),
    path("day/", day_page.day, name="weather_day"),
    path("agreed/", agreed_page.agreed, name="weather_agreed"),
    path("bureau-forecasts/", foretold_page.weather_forecasts, name="weather_forecasts"),
    path("forecasts/", forecasts_page.forecasts, name="joint_forecasts"),
    path("forecasts/new/", forecasts_page.new_forecast, name="new_joint_forecast"),
]
