"""Addresses below ``/desk/leader/``, inside the names of ``desk:``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
