"""Addresses below ``/desk/problem-lists/``, inside the names of ``desk:``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
