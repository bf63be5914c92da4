"""Addresses of alerts, below ``/desk/monitoring/alerts/``."""

from django.urls import path

from qingtian.web.desk.monitoring.alerts import list_page, one_page, rules_page

urlpatterns = [
    path("", list_page.alerts, name="alerts"),
    path("rules/", rules_page.rules, name="alert_rules"),
    path("rules/new/", rules_page.new_rule, name="new_alert_rule"),
    path("rules/<slug:rule>/", rules_page.one_rule, name="alert_rule"),
    path("<number:number>/", one_page.alert, name="alert"),
]
