"""Addresses below ``/desk/monitoring/loggers/commands/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.monitoring.commands.list_page import commands
from qingtian.web.desk.monitoring.commands.new_page import new_command

urlpatterns: list[URLPattern] = [
    path("", commands, name="field_commands"),
    path("new/", new_command, name="new_field_command"),
]
