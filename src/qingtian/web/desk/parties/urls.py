from django.urls import path

from qingtian.web.desk.parties import pages

urlpatterns = [
    path("", pages.parties, name="parties"),
    path("new/", pages.new_party, name="new_party"),
    path("<str:number>/", pages.party, name="party"),
]
