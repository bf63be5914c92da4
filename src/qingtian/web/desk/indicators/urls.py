"""Addresses below ``/desk/indicators/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.indicators.pages import behind_figure, indicator, indicators
from qingtian.web.desk.indicators.taking import indicator_export

urlpatterns: list[URLPattern] = [
    path("", indicators, name="indicators"),
    path("<slug:code>/", indicator, name="indicator"),
    path("<slug:code>/list/", behind_figure, name="indicator_list"),
    path("<slug:code>/export/", indicator_export, name="indicator_export"),
]
