"""Addresses below ``/desk/enforcement/transfers/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.transfers.candidates_page import candidates
from qingtian.web.desk.transfers.list_page import transfers
from qingtian.web.desk.transfers.messages_page import judicial_file, judicial_messages
from qingtian.web.desk.transfers.new_page import new_transfer

urlpatterns: list[URLPattern] = [
    path("", transfers, name="transfers"),
    path("new/", new_transfer, name="new_transfer"),
    path("candidates/<str:number>/", candidates, name="candidates"),
    path("messages/", judicial_messages, name="judicial_messages"),
    path("messages/<str:number>/file/", judicial_file, name="judicial_file"),
]
