"""Addresses of the grid itself, below ``/desk/grid/``."""

from django.urls import path

from qingtian.web.desk.grid.cells import cell_page, corners_page, events_page, hazards_page, home_page, opening_pages

urlpatterns = [
    path("", home_page.grid, name="grid"),
    path("cells/<slug:code>/", cell_page.cell, name="grid_cell"),
    path("cells/<slug:code>/hand-over/", cell_page.take_over, name="grid_hand_over"),
    path("events/", events_page.events, name="grid_events"),
    path("events/new/", opening_pages.new_event, name="new_grid_event"),
    path("hazards/", hazards_page.hazards, name="hidden_hazards"),
    path("hazards/new/", opening_pages.new_hazard, name="new_hidden_hazard"),
    path("corners/", corners_page.corners, name="grid_corners"),
]
