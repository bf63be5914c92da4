"""The address of the design page."""

from django.urls import path

from qingtian.web.design import views

app_name = "design"
urlpatterns = [path("", views.index, name="index")]
