"""Addresses below ``/desk/oversight/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.congress import duties_page, new_page, overview, reading_page

urlpatterns = [
    path("", overview.oversight, name="oversight"),
    path("new/<slug:kind>/", new_page.new_oversight, name="new_oversight"),
    path("duties/", duties_page.duties, name="duties"),
    path("reading/", reading_page.oversight_reading, name="oversight_reading"),
]
