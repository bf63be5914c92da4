"""Addresses below ``/field/``: the page, its worker, and what the phone asks and sends."""

from django.urls import path

from qingtian.web.field import page, patrol_page, patrol_sync, sync

app_name = "field"

urlpatterns = [
    path("", page.home, name="home"),
    path("worker.js", page.worker, name="worker"),
    path("kit/", sync.kit, name="kit"),
    path("ticket/", sync.ticket, name="ticket"),
    path("announce/", sync.announced, name="announce"),
    path("piece/", sync.piece, name="piece"),
    path("finish/", sync.finish, name="finish"),
    path("patrol/", patrol_page.patrol, name="patrol"),
    path("patrol/worker.js", patrol_page.worker, name="patrol_worker"),
    path("patrol/kit/", patrol_sync.kit, name="patrol_kit"),
    path("patrol/send/", patrol_sync.send, name="patrol_send"),
]
