from django.urls import path

from qingtian.web.desk.penalties import fines_page, ledger_page, list_page, new_page, sheet_page

urlpatterns = [
    path("", list_page.penalties, name="penalties"),
    path("new/", new_page.new_penalty, name="new_penalty"),
    path("<number:number>/discretion/", sheet_page.discretion, name="penalty_discretion"),
    path("fines/", fines_page.fines, name="fines"),
    path("<number:number>/ledger/", ledger_page.fine_ledger, name="fine_ledger"),
]
