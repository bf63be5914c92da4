from django.urls import path

from qingtian.web.desk.calculators import page

urlpatterns = [
    path("", page.calculators, name="calculators"),
    path("<slug:name>/", page.calculator, name="calculator"),
]
