"""Addresses below ``/desk/monitoring/water/``, inside the names of ``desk:``."""

from django.urls import path
from django.urls.resolvers import URLPattern

from qingtian.web.desk.water import lists_page, publications_page, ranking_page, section_page, sources_page, water_page

urlpatterns: list[URLPattern] = [
    path("", water_page.water, name="water"),
    path("sections/<slug:code>/", section_page.section, name="water_section"),
    path("sections/<slug:code>/revise/", section_page.revise, name="water_revise"),
    path("exceedances/", lists_page.exceedances, name="water_exceedances"),
    path("lakes/", lists_page.lakes, name="water_lakes"),
    path("ranking/", ranking_page.ranking, name="water_ranking"),
    path("sources/", sources_page.sources_, name="water_sources"),
    path("reports/", publications_page.reports, name="water_reports"),
    path("reports/draft/", publications_page.draft, name="water_report_draft"),
    path("reports/<str:number>/", publications_page.report, name="water_report"),
    path("reports/<str:number>/correct/", publications_page.correct, name="water_report_correct"),
    path("reports/<str:number>/<int:version>.<slug:suffix>", publications_page.report_file, name="water_report_file"),
]
