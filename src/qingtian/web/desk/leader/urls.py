"""Addresses below ``/desk/leader/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.cases import look_backs, one_file, pack
from qingtian.web.desk.leader import brief, hand_over, page

urlpatterns: list[URLPattern] = [
    path("", page.leader, name="leader"),
    path("hand-over/", hand_over.hand_over_cases, name="hand_over_cases"),
    path("look-backs/", look_backs.look_backs, name="look_backs"),
    path("look-backs/new/", look_backs.new_look_back, name="new_look_back"),
    path("look-backs/<number:number>/", look_backs.look_back, name="look_back"),
    path("<number:number>/file/", one_file.case_file, name="case_file"),
    path("<number:number>/pack/", pack.pack, name="case_pack"),
    path("<number:number>/brief/", brief.brief, name="case_brief"),
]
