"""Addresses below ``/desk/responsibility/clues/``, inside the names of ``desk:``. A clue is named by its number, and
the number says nothing."""

from django.urls import URLPattern, path

from qingtian.web.desk.clues.ageing_page import ageing
from qingtian.web.desk.clues.pages import clue, clues, enter_step, new_clue

urlpatterns: list[URLPattern] = [
    path("", clues, name="clues"),
    path("new/", new_clue, name="new_clue"),
    path("ageing/", ageing, name="clue_ageing"),
    path("<slug:number>/", clue, name="clue"),
    path("<slug:number>/<slug:step>/", enter_step, name="clue_step"),
]
