"""Addresses below ``/desk/responsibility/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.responsibility import circumstances_page, gaps_page, home, lists_page, matters_page, sheets_page

urlpatterns = [
    path("", home.responsibility, name="responsibility"),
    path("lists/", lists_page.duty_lists, name="duty_lists"),
    path("lists/compare/", lists_page.duty_lists_compared, name="duty_lists_compared"),
    path("sheets/", sheets_page.duty_sheets, name="duty_sheets"),
    path("sheets/unit/", sheets_page.duty_sheet, name="duty_sheet"),
    path("unfound/", gaps_page.duty_gaps, name="duty_gaps"),
    path("matters/", matters_page.duty_matters, name="duty_matters"),
    path("circumstances/", circumstances_page.circumstances_known, name="circumstances"),
]
