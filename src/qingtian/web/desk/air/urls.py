"""Addresses of the desk's air pages, below ``/desk/air/`` and inside the names of ``desk:``.

A page that hangs itself in adds its line here, in ``web/access.py`` and in ``contents.py``.
"""

from django.urls import path

from qingtian.web.desk.air import explore_page, index_page, ranking_page

urlpatterns = [
    path("", index_page.air, name="air"),
    path("ranking/", ranking_page.ranking, name="air_ranking"),
    path("explore/", explore_page.explore, name="air_explore"),
]
