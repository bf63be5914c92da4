from django.urls import URLPattern, path

from qingtian.web.desk.monitoring.outlets.entry_page import enter, new_outlet, withdraw
from qingtian.web.desk.monitoring.outlets.found_page import outlets_found
from qingtian.web.desk.monitoring.outlets.new_notice import new_outlet_notice
from qingtian.web.desk.monitoring.outlets.notices_page import outlet_notices
from qingtian.web.desk.monitoring.outlets.rates_page import outlet_rates
from qingtian.web.desk.monitoring.outlets.story_page import outlet
from qingtian.web.desk.monitoring.outlets.wall_page import outlets

urlpatterns: list[URLPattern] = [
    path("", outlets, name="outlets"),
    path("new/", new_outlet, name="new_outlet"),
    path("rates/", outlet_rates, name="outlet_rates"),
    path("found/", outlets_found, name="outlets_found"),
    path("notices/", outlet_notices, name="outlet_notices"),
    path("notices/new/", new_outlet_notice, name="new_outlet_notice"),
    path("<str:number>/", outlet, name="outlet"),
    path("<str:number>/enter/<slug:what>/", enter, name="outlet_entry"),
    path("<str:number>/marks/<int:mark>/withdraw/", withdraw, name="outlet_mark_withdraw"),
]
