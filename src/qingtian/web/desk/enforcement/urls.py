from django.urls import include, path

from qingtian.web.desk.enforcement import home, overview_page

urlpatterns = [
    path("", home.home, name="enforcement"),
    path("overview/", overview_page.overview, name="enforcement_overview"),
    path("rules/", include("qingtian.web.desk.rules.urls")),
    path("calculators/", include("qingtian.web.desk.calculators.urls")),
    path("parties/", include("qingtian.web.desk.parties.urls")),
    path("visits/", include("qingtian.web.desk.inspections.urls")),
    path("penalties/", include("qingtian.web.desk.penalties.urls")),
    path("remedies/", include("qingtian.web.desk.remedies.urls")),
    path("measures/", include("qingtian.web.desk.measures.urls")),
    path("transfers/", include("qingtian.web.desk.transfers.urls")),
    path("violators/", include("qingtian.web.desk.credit.urls")),
]
