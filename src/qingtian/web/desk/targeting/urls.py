"""Addresses below /desk/targeting/."""

from django.urls import URLPattern, URLResolver, path

from qingtian.web.desk.targeting.areas_page import target_area_points, target_areas
from qingtian.web.desk.targeting.home_page import targeting
from qingtian.web.desk.targeting.judging_page import target_judging
from qingtian.web.desk.targeting.object_page import target_object
from qingtian.web.desk.targeting.plan_page import visit_plan
from qingtian.web.desk.targeting.plans_page import new_visit_plan, visit_plans
from qingtian.web.desk.targeting.upwind_page import upwind

urlpatterns: list[URLPattern | URLResolver] = [
    path("", targeting, name="targeting"),
    path("objects/<slug:party>/", target_object, name="target_object"),
    path("areas/", target_areas, name="target_areas"),
    path("areas/points.geojson", target_area_points, name="target_area_points"),
    path("upwind/", upwind, name="target_upwind"),
    path("plans/", visit_plans, name="visit_plans"),
    path("plans/new/", new_visit_plan, name="new_visit_plan"),
    path("plans/<number:number>/", visit_plan, name="visit_plan"),
    path("judging/", target_judging, name="target_judging"),
]
