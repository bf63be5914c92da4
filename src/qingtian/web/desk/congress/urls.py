"""Addresses below ``/desk/oversight/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.congress import draft_page, duties_page, new_page, overview, reading_page

urlpatterns = [
    path("", overview.oversight, name="oversight"),
    path("new/<slug:kind>/", new_page.new_oversight, name="new_oversight"),
    path("duties/", duties_page.duties, name="duties"),
    path("<str:number>/draft/", draft_page.oversight_draft, name="oversight_draft"),
    path("<str:number>/draft/<int:pk>.<slug:suffix>", draft_page.oversight_draft_file, name="oversight_draft_file"),
    path("reading/", reading_page.oversight_reading, name="oversight_reading"),
]
