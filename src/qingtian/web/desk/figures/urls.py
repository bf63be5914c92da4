"""Addresses of the figures of petitions."""

from django.urls import path

from qingtian.web.desk.figures import batch_page, listing, page, reports_page

urlpatterns = [
    path("", page.figures, name="petition_figures"),
    path("list/", listing.listed, name="petition_figures_list"),
    path("reports/", reports_page.reports, name="petition_reports"),
    path("reports/<int:pk>/<slug:suffix>/", reports_page.report_file, name="petition_report_file"),
    path("batch/", batch_page.batch, name="petition_batch"),
]
