"""Addresses below ``/desk/schedules/``, inside the names of ``desk:``."""

from django.urls import path

from qingtian.web.desk.schedule import chase_page, instructions_page, merge_page, month_page, months_page

urlpatterns = [
    path("", months_page.schedules, name="schedules"),
    path("new/", months_page.new_schedule, name="new_schedule"),
    path("instructions/", instructions_page.instructions, name="instructions"),
    path("instructions/new/", instructions_page.new_instruction, name="new_instruction"),
    path("<number:number>/", month_page.schedule, name="schedule"),
    path("<number:number>/rows/<int:pk>/", month_page.schedule_row, name="schedule_row"),
    path("<number:number>/chase/", chase_page.chase_owing, name="schedule_chase"),
    path("<number:number>/merge/", merge_page.merge, name="schedule_merge"),
]
