"""Addresses below ``/desk/enforcement/measures/``, inside the names of ``desk:``."""

from django.urls import path
from django.urls.resolvers import URLPattern

from qingtian.web.desk.measures.count_page import daily_count
from qingtian.web.desk.measures.list_page import measures
from qingtian.web.desk.measures.new_page import new_measure

urlpatterns: list[URLPattern] = [
    path("", measures, name="measures"),
    path("new/", new_measure, name="new_measure"),
    path("<str:number>/days/", daily_count, name="daily_count"),
]
