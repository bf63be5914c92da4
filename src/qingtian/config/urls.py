"""Addresses: Chinese at the root, English under ``/en/``; residents at ``/``, officials under ``/desk/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from qingtian.web.health_page import health
from qingtian.web.metrics import metrics

#: says the code of the log line
handler500 = "qingtian.web.failed.failed"

#: for machines: no language, no session
urlpatterns = [path("health/", health, name="health"), path("metrics", metrics, name="metrics")]
urlpatterns += [path("", include("qingtian.web.api.urls"))]
urlpatterns += i18n_patterns(
    path("desk/", include("qingtian.web.desk.urls")),
    path("field/", include("qingtian.web.field.urls")),
    path("design/", include("qingtian.web.design.urls")),
    path("", include("qingtian.web.portal.urls")),
    prefix_default_language=False,
)
