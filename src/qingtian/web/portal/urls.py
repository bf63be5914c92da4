"""Addresses of the residents' face. Only the key of a secret link ever stands in one, and it is kept out of logs."""

from django.urls import path

from qingtian.web.portal.private import guard_logs
from qingtian.web.portal.views import (
    about,
    add,
    air,
    air_papers,
    air_record,
    follow,
    home,
    map,
    matters,
    notices,
    receipt,
    report,
    report_offline,
    report_photos,
    report_who,
    reporter,
)

guard_logs()

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("air/", air.air, name="air"),
    path("air/stations.geojson", air.stations, name="stations"),
    path("air/days/", air_record.air_days, name="air_days"),
    path("air/history/", air_record.air_history, name="air_history"),
    path("air/data/", air_record.air_data, name="air_data"),
    path("air/data/days.csv", air_record.air_days_csv, name="air_days_csv"),
    path("air/data/hours.csv", air_record.air_hours_csv, name="air_hours_csv"),
    path("air/papers/", air_papers.air_papers, name="air_papers"),
    path("air/papers/<str:number>/", air_papers.air_paper, name="air_paper"),
    path("air/papers/<str:number>/<int:version>.<slug:suffix>", air_papers.air_paper_file, name="air_paper_file"),
    path("areas.geojson", map.areas, name="areas"),
    path("matters/", matters.matters, name="matters"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<str:number>/", notices.notice, name="notice"),
    path("channels/", about.channels, name="channels"),
    path("about/", about.about, name="about"),
    path("follow/", follow.follow, name="follow"),
    path("report/", report.begin, name="report"),
    path("report/what/", report.what, name="report_what"),
    path("report/where/", report.where, name="report_where"),
    path("report/where/nearby/", report.nearby, name="report_nearby"),
    path("report/when/", report.when, name="report_when"),
    path("report/photos/", report_photos.photos, name="report_photos"),
    path("report/photos/<int:number>.jpg", report_photos.photo, name="report_photo"),
    path("report/who/", report_who.who, name="report_who"),
    path("report/offline/", report_offline.offline, name="report_offline"),
    path("report/worker.js", report_offline.worker, name="report_worker"),
    path("report/ticket/", report_offline.ticket, name="report_ticket"),
    path("report/phone/", report_offline.phone, name="report_phone"),
    path("report/forget/", report_offline.forget, name="report_forget"),
    path("report/received/", report_who.received, name="received"),
    path("r/<str:key>/", receipt.receipt, name="receipt"),
    path("r/<str:key>/photos/<int:number>.jpg", receipt.photo, name="receipt_photo"),
    path("r/<str:key>/add/", add.add, name="add"),
    path("r/<str:key>/rate/", reporter.rate, name="rate"),
    path("r/<str:key>/withdraw/", reporter.withdraw, name="withdraw"),
    path("r/<str:key>/review/", reporter.ask_review, name="ask_review"),
    path("r/<str:key>/re-review/", reporter.ask_re_review, name="ask_re_review"),
]
