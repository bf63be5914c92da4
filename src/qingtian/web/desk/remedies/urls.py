"""Addresses below ``/desk/enforcement/remedies/``, inside the names of ``desk:``."""

from django.urls import path
from django.urls.resolvers import URLPattern

from qingtian.web.desk.remedies.list_page import remedies
from qingtian.web.desk.remedies.new_page import new_remedy

urlpatterns: list[URLPattern] = [
    path("", remedies, name="remedies"),
    path("new/<slug:kind>/", new_remedy, name="new_remedy"),
]
