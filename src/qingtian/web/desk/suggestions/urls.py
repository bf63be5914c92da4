"""Addresses below ``/desk/suggestions/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.suggestions import list_page

urlpatterns = [path("", list_page.suggestions, name="suggestions")]
