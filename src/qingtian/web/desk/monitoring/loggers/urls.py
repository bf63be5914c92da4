"""Addresses below ``/desk/monitoring/loggers/``, inside the names of ``desk:``."""

from django.urls import URLPattern, path

from qingtian.web.desk.monitoring.loggers.frame_page import frame
from qingtian.web.desk.monitoring.loggers.list_page import loggers
from qingtian.web.desk.monitoring.loggers.logger_page import logger
from qingtian.web.desk.monitoring.loggers.profile_page import new_logger, profile
from qingtian.web.desk.monitoring.loggers.quarantine_page import quarantine

urlpatterns: list[URLPattern] = [
    path("", loggers, name="loggers"),
    path("quarantine/", quarantine, name="logger_quarantine"),
    path("new/", new_logger, name="new_logger"),
    path("frames/<int:reference>/", frame, name="logger_frame"),
    path("<str:mn>/", logger, name="logger"),
    path("<str:mn>/profile/", profile, name="logger_profile"),
]
