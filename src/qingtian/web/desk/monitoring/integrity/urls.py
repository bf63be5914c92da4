"""Addresses below ``/desk/monitoring/integrity/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.monitoring.integrity.finding_page import finding
from qingtian.web.desk.monitoring.integrity.list_page import integrity
from qingtian.web.desk.monitoring.integrity.new_page import new_finding
from qingtian.web.desk.monitoring.integrity.record_page import record

urlpatterns: list[URLPattern] = [
    path("", integrity, name="integrity"),
    path("new/", new_finding, name="new_integrity_finding"),
    path("record/", record, name="integrity_record"),
    path("<number:number>/", finding, name="integrity_finding"),
]
