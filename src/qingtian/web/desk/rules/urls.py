from django.urls import path

from qingtian.web.desk.rules import pages

urlpatterns = [
    path("", pages.rules, name="rules"),
    path("new/", pages.new_rule, name="new_rule"),
    path("tables/new/", pages.new_table, name="new_table"),
]
