"""Addresses: Chinese at the root, English under ``/en/``; residents at ``/``, officials under ``/desk/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("desk/", include("qingtian.web.desk.urls")),
    path("design/", include("qingtian.web.design.urls")),
    path("", include("qingtian.web.portal.urls")),
    prefix_default_language=False,
)
