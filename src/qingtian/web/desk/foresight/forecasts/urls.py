"""Addresses of air forecasts, below ``/desk/foresight/forecasts/``."""

from django.urls import path

from qingtian.web.desk.foresight.forecasts import day_page, list_page, models_page, one_page, scores_page

urlpatterns = [
    path("", list_page.forecasts, name="forecasts"),
    path("scores/", scores_page.scores, name="forecast_scores"),
    path("models/", models_page.models, name="forecast_models"),
    path("<number:number>/", one_page.forecast, name="forecast"),
    path("<number:number>/<str:place>/<str:target>/", day_page.forecast_day, name="forecast_day"),
]
