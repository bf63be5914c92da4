"""Addresses for other systems, an ``include`` a gateway."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from qingtian.web.api import exchange, hotlines, wechat

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/exchange/letters/", exchange.letters, name="api_exchange_letters"),
    path("api/hotline/orders/", hotlines.orders, name="api_hotline_orders"),
    path("api/hotline/answers/", hotlines.answers, name="api_hotline_answers"),
    path("api/wechat/callback/", wechat.callback, name="wechat_callback"),
]
