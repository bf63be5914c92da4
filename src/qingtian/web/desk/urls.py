"""Addresses of the officials' pages. A number never meets a word: numbers are written XF-2026-000123."""

from django.urls import path, register_converter

from qingtian.web.desk import (
    act_page,
    calendar_page,
    disposal_page,
    file_index,
    identity,
    list_page,
    matter_page,
    new_case,
    paper_page,
    papers,
    papers_register,
    people_page,
    procedure_pages,
    register_report,
    retention_page,
    search,
    sign_in,
    tour,
    trail_pages,
)


class Number:
    """The number of a matter."""

    regex = r"[A-Z]{1,6}-\d{4}-\d{1,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Number, "number")

app_name = "desk"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("demo-sign-in/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("post/", sign_in.choose_post, name="choose_post"),
    path("", list_page.worklist, name="worklist"),
    path("petitions/", list_page.worklist, {"procedure": "petition", "which": "all"}, name="petitions"),
    path("petitions/register/", register_report.register_report, name="register_report"),
    path("cases/", list_page.worklist, {"procedure": "five_ones_case", "which": "all"}, name="cases"),
    path("cases/new/", new_case.new_case, name="new_case"),
    path("search/", search.search, name="search"),
    path("procedures/", procedure_pages.procedures, name="procedures"),
    path("procedures/<slug:id_>/", procedure_pages.procedure, name="procedure"),
    path("procedures/<slug:id_>/<str:edition>/", procedure_pages.procedure, name="procedure_edition"),
    path("calendar/", calendar_page.calendar_page, name="calendar"),
    path("papers/", papers_register.register, name="papers"),
    path("retention/", retention_page.retention, name="retention"),
    path("retention/disposal/", disposal_page.disposal, name="disposal"),
    path("people/", people_page.people, name="people"),
    path("tour/dismiss/", tour.dismiss, name="tour_dismiss"),
    path("tour/<int:step>/", tour.tour, name="tour"),
    path("files/<int:pk>/", papers.file, name="file"),
    path("<number:number>/", matter_page.proceeding, name="proceeding"),
    path("<number:number>/act/<slug:act>/", act_page.act, name="act"),
    path("<number:number>/record/<int:seq>/", trail_pages.record, name="record"),
    path("<number:number>/identity/", identity.identity, name="identity"),
    path("<number:number>/paper/<int:pk>/", papers.paper, name="paper"),
    path("<number:number>/papers/<int:seq>/", paper_page.paper_page, name="paper_page"),
    path("<number:number>/index.pdf", file_index.file_index, name="file_index"),
    path("<number:number>/verify/", trail_pages.verify, name="verify"),
    path("<number:number>/export/", trail_pages.export, name="export"),
]
