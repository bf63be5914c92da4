"""Addresses of blind spots, below ``/desk/grid/blind-spots/``."""

from django.urls import path

from qingtian.web.desk.grid.blind_spots import page

urlpatterns = [
    path("", page.blind_spots, name="blind_spots"),
    path("spots.geojson", page.blind_spot_points, name="blind_spot_points"),
]
