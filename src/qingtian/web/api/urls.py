"""Addresses for other systems, an ``include`` a gateway."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from qingtian.web.api import exchange, hotlines, opinion, weather, wechat
from qingtian.web.api.open311 import views as open311

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/exchange/letters/", exchange.letters, name="api_exchange_letters"),
    path("api/hotline/orders/", hotlines.orders, name="api_hotline_orders"),
    path("api/hotline/answers/", hotlines.answers, name="api_hotline_answers"),
    path("api/opinion/", opinion.opinion, name="api_opinion"),
    path("exchange/v1/batches", weather.batches, name="weather_batches"),
    path("exchange/v1/batches/<slug:code>", weather.one_batch, name="weather_batch"),
    path("exchange/v1/observations", weather.observations, name="weather_observations"),
    path("api/wechat/callback/", wechat.callback, name="wechat_callback"),
    path("open311/discovery.<slug:form>", open311.discovery, name="open311_discovery"),
    path("open311/v2/services.<slug:form>", open311.service_list, name="open311_services"),
    path("open311/v2/services/<str:code>.<slug:form>", open311.service, name="open311_service"),
    path("open311/v2/requests.<slug:form>", open311.requests, name="open311_requests"),
    path("open311/v2/requests/<str:number>.<slug:form>", open311.one_request, name="open311_request"),
    path("open311/v2/tokens/<str:token>.<slug:form>", open311.token, name="open311_token"),
]
