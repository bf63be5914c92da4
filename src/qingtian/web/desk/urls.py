"""Addresses of the officials' pages. A number never meets a word: numbers are written XF-2026-000123."""

from django.urls import path, register_converter

from qingtian.web.desk import (
    act_page,
    calendar_page,
    capability_form,
    capability_page,
    catalogue_page,
    identity,
    list_page,
    matter_page,
    new_case,
    papers,
    people_page,
    procedure_pages,
    register_report,
    search,
    sign_in,
    tour,
    trail_pages,
    upstream_files,
    upstream_page,
    upstream_sheet,
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
    path("people/", people_page.people, name="people"),
    path("tour/dismiss/", tour.dismiss, name="tour_dismiss"),
    path("tour/<int:step>/", tour.tour, name="tour"),
    path("upstream/", upstream_page.upstream, name="upstream"),
    path("upstream/mark/", upstream_page.mark, name="upstream_mark"),
    path("upstream/<slug:system>/columns/", upstream_sheet.columns, name="upstream_columns"),
    path("upstream/<slug:system>/export/", upstream_files.export, name="upstream_export"),
    path("upstream/<slug:system>/import/", upstream_files.import_, name="upstream_read"),
    path("upstream/<slug:system>/import/<int:pk>/", upstream_files.imported, name="upstream_import"),
    path("upstream/<slug:system>/import/<int:pk>/apply/", upstream_files.apply_import, name="upstream_apply"),
    path("upstream/<slug:system>/import/<int:pk>/rejects/", upstream_files.rejects, name="upstream_rejects"),
    path("catalogue/", catalogue_page.catalogue, name="catalogue"),
    path("catalogue/log/", catalogue_page.use_log, name="use_log"),
    path("capability/", capability_page.capability, name="capability"),
    path("capability/<slug:organ>/", capability_page.organ_register, name="capability_organ"),
    path("capability/<slug:organ>/<slug:sheet>/", capability_form.register_row, name="capability_add"),
    path("capability/<slug:organ>/<slug:sheet>/<int:pk>/", capability_form.register_row, name="capability_edit"),
    path("files/<int:pk>/", papers.file, name="file"),
    path("<number:number>/", matter_page.proceeding, name="proceeding"),
    path("<number:number>/act/<slug:act>/", act_page.act, name="act"),
    path("<number:number>/record/<int:seq>/", trail_pages.record, name="record"),
    path("<number:number>/identity/", identity.identity, name="identity"),
    path("<number:number>/paper/<int:pk>/", papers.paper, name="paper"),
    path("<number:number>/upstream/<slug:system>/", upstream_sheet.typing_sheet, name="typing_sheet"),
    path("<number:number>/verify/", trail_pages.verify, name="verify"),
    path("<number:number>/export/", trail_pages.export, name="export"),
]
