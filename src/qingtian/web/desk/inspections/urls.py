"""Addresses below ``/desk/enforcement/visits/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.inspections.caps_page import visit_caps
from qingtian.web.desk.inspections.list_page import visits
from qingtian.web.desk.inspections.new_page import new_visit
from qingtian.web.desk.inspections.visit_page import visit

urlpatterns: list[URLPattern] = [
    path("", visits, name="visits"),
    path("new/", new_visit, name="new_visit"),
    path("caps/", visit_caps, name="visit_caps"),
    path("<number:number>/", visit, name="visit"),
]
