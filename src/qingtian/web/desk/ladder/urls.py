"""Addresses below ``/desk/supervision/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.ladder.digest import digest
from qingtian.web.desk.ladder.home import home
from qingtian.web.desk.ladder.list_page import ladder, proposals
from qingtian.web.desk.ladder.new_page import new_step
from qingtian.web.desk.ladder.wall_page import wall, wall_list

urlpatterns: list[URLPattern] = [
    path("", home, name="supervision"),
    path("ladder/", ladder, name="ladder"),
    path("new/", new_step, name="new_step"),
    path("proposals/", proposals, name="supervision_proposals"),
    path("wall/", wall, name="wall"),
    path("digest/", digest, name="digest"),
    path("wall/list/", wall_list, name="wall_list"),
]
