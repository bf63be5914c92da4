"""Addresses below /desk/grid/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("qingtian.web.desk.grid.cells.urls")),
    path("blind-spots/", include("qingtian.web.desk.grid.blind_spots.urls")),
    path("draws/", include("qingtian.web.desk.grid.draws.urls")),
]
