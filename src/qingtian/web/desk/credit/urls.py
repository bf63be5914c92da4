from django.urls import URLPattern, path

from qingtian.web.desk.credit.list_page import violators
from qingtian.web.desk.credit.new_page import new_listing

urlpatterns: list[URLPattern] = [
    path("", violators, name="violators"),
    path("new/", new_listing, name="new_listing"),
]
