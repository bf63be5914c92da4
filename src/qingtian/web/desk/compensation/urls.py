"""Addresses below ``/desk/compensation/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.compensation.home import home
from qingtian.web.desk.compensation.list_page import claims
from qingtian.web.desk.compensation.losses_page import losses
from qingtian.web.desk.compensation.map_page import map_points, site_map
from qingtian.web.desk.compensation.new_page import new_claim
from qingtian.web.desk.compensation.payments_page import payments
from qingtian.web.desk.compensation.screening_page import screening

urlpatterns: list[URLPattern] = [
    path("", home, name="compensation"),
    path("screening/", screening, name="compensation_screening"),
    path("claims/", claims, name="compensation_claims"),
    path("new/", new_claim, name="new_compensation"),
    path("map/", site_map, name="compensation_map"),
    path("map/points.json", map_points, name="compensation_map_points"),
    path("<number:number>/losses/", losses, name="compensation_losses"),
    path("<number:number>/payments/", payments, name="compensation_payments"),
]
