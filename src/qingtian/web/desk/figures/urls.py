"""Addresses of the figures of petitions."""

from django.urls import path

from qingtian.web.desk.figures import listing, page

urlpatterns = [
    path("", page.figures, name="petition_figures"),
    path("list/", listing.listed, name="petition_figures_list"),
]
