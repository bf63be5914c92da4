"""Addresses of the officials' pages. A number never meets a word: numbers are written XF-2026-000123."""

from django.urls import path, register_converter

from qingtian.web.desk import (
    absence_page,
    account_of_page,
    accounts_page,
    act_page,
    audit_page,
    calendar_page,
    checklist,
    hand_over_page,
    identity,
    ledgers,
    list_page,
    matter_page,
    new_case,
    new_publication,
    office,
    operations_page,
    own_account,
    own_factors,
    papers,
    people_page,
    procedure_pages,
    publishing,
    register_report,
    search,
    second_step,
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
    path("sign-in/second/", second_step.second_step, name="second_step"),
    path("confirm/", second_step.confirm, name="confirm"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("demo-sign-in/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("post/", sign_in.choose_post, name="choose_post"),
    path("", list_page.worklist, name="worklist"),
    path("petitions/", list_page.worklist, {"procedure": "petition", "which": "all"}, name="petitions"),
    path("petitions/register/", register_report.register_report, name="register_report"),
    path("cases/", list_page.worklist, {"procedure": "five_ones_case", "which": "all"}, name="cases"),
    path("cases/new/", new_case.new_case, name="new_case"),
    path("publishing/", publishing.publishing, name="publishing"),
    path("publishing/new/", new_publication.new_publication, name="new_publication"),
    path("search/", search.search, name="search"),
    path("procedures/", procedure_pages.procedures, name="procedures"),
    path("procedures/<slug:id_>/", procedure_pages.procedure, name="procedure"),
    path("procedures/<slug:id_>/<str:edition>/", procedure_pages.procedure, name="procedure_edition"),
    path("calendar/", calendar_page.calendar_page, name="calendar"),
    path("people/", people_page.people, name="people"),
    path("account/", own_account.account, name="account"),
    path("account/password/", own_account.own_password, name="own_password"),
    path("account/sessions/end/", own_account.end_others, name="end_others"),
    path("account/second/", own_factors.own_factors, name="own_factors"),
    path("account/second/app/", own_factors.own_app, name="own_app"),
    path("account/second/passkey/", own_factors.own_passkey, name="own_passkey"),
    path("account/second/codes/", own_factors.own_codes, name="own_codes"),
    path("account/second/remove/", own_factors.own_remove, name="own_remove"),
    path("absences/", absence_page.absences, name="absences"),
    path("absences/<int:pk>/end/", absence_page.absence_end, name="absence_end"),
    path("accounts/", accounts_page.accounts, name="accounts"),
    path("accounts/new/", hand_over_page.new_person, name="new_person"),
    path("accounts/person/<slug:code>/", account_of_page.account_of, name="account_of"),
    path("accounts/post/<slug:code>/hand-over/", hand_over_page.hand_over_post, name="hand_over"),
    path("audit/", audit_page.audit, name="audit"),
    path("audit/export/", audit_page.audit_export, name="audit_export"),
    path("operations/", operations_page.operations, name="operations"),
    path("operations/<slug:code>/", operations_page.schedule, name="operations_schedule"),
    path("office/", office.office, name="office"),
    path("checklist/", checklist.checklist, name="checklist"),
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/imports/<int:pk>/", ledgers.report, name="ledger_report"),
    path("ledgers/imports/<int:pk>/rejects/", ledgers.rejects, name="ledger_rejects"),
    path("ledgers/imports/<int:pk>/rejects/delete/", ledgers.delete_rejects, name="ledger_delete_rejects"),
    path("ledgers/<slug:kind>/", ledgers.upload, name="ledger"),
    path("ledgers/<slug:kind>/template/", ledgers.template, name="ledger_template"),
    path("ledgers/<slug:kind>/<slug:token>/", ledgers.map_, name="ledger_map"),
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
    path("files/<int:pk>/", papers.file, name="file"),
    path("<number:number>/", matter_page.proceeding, name="proceeding"),
    path("<number:number>/act/<slug:act>/", act_page.act, name="act"),
    path("<number:number>/record/<int:seq>/", trail_pages.record, name="record"),
    path("<number:number>/identity/", identity.identity, name="identity"),
    path("<number:number>/paper/<int:pk>/", papers.paper, name="paper"),
    path("<number:number>/upstream/<slug:system>/", upstream_sheet.typing_sheet, name="typing_sheet"),
    path("<number:number>/verify/", trail_pages.verify, name="verify"),
    path("<number:number>/texts/", publishing.texts, name="publication_texts"),
    path("<number:number>/export/", trail_pages.export, name="export"),
]
