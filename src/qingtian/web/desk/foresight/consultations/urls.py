"""Addresses of quarterly consultations, below ``/desk/foresight/consultations/``."""

from django.urls import path

from qingtian.web.desk.foresight.consultations import list_page, one_page, targets_page

urlpatterns = [
    path("", list_page.consultations, name="air_consultations"),
    path("convene/", list_page.convene_one, name="convene_air_consultation"),
    path("targets/", targets_page.targets, name="air_targets"),
    path("<number:number>/", one_page.consultation, name="air_consultation"),
    path("<number:number>/<int:version>/<slug:suffix>/", one_page.pack_file, name="air_consultation_file"),
]
