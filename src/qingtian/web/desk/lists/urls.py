"""Addresses below ``/desk/problem-lists/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.lists import lists_page, new_page

urlpatterns = [
    path("", lists_page.problem_lists, name="problem_lists"),
    path("new/", new_page.new_problem_list, name="new_problem_list"),
]
