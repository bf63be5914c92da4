"""Addresses below ``/field/``: the page, its worker, and what the phone asks and sends."""

from django.urls import path

from qingtian.web.field import page, sync

app_name = "field"

urlpatterns = [
    path("", page.home, name="home"),
    path("worker.js", page.worker, name="worker"),
    path("kit/", sync.kit, name="kit"),
    path("ticket/", sync.ticket, name="ticket"),
    path("announce/", sync.announced, name="announce"),
    path("piece/", sync.piece, name="piece"),
    path("finish/", sync.finish, name="finish"),
]
