"""The web as a Django app: templates, static files and template tags, no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages (网页)."""

    name = "qingtian.web"
    label = "web"

    def ready(self) -> None:
        """The checks of the ground come first on the checklist; the chapters' own follow."""
        from qingtian.founding.checks import register_built_in

        register_built_in()
