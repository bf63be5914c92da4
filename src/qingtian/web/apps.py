"""The web as a Django app: templates, static files and template tags, no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages (网页)."""

    name = "qingtian.web"
    label = "web"
