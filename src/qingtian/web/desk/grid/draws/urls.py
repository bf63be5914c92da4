"""Addresses of random inspection, below ``/desk/grid/draws/``."""

from django.urls import path

from qingtian.web.desk.grid.draws import list_page, new_page, one_page

urlpatterns = [
    path("", list_page.draws, name="draws"),
    path("new/", new_page.new_draw, name="new_draw"),
    path("<number:number>/", one_page.draw, name="draw"),
    path("<number:number>/draw.json", one_page.draw_file, name="draw_file"),
]
