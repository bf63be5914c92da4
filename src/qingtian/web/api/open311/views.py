"""Reading: discovery, services, definitions, requests. Open to everybody; what is shown came through the gate."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from qingtian.apps.petitions.models import Petition
from qingtian.apps.publishing.gate import gate_on
from qingtian.config.city import city
from qingtian.gateways.open311.asked import wanted
from qingtian.gateways.open311.policy import Policy
from qingtian.gateways.open311.problems import unknown
from qingtian.gateways.open311.services import OTHER, both, definition, services
from qingtian.language import Text
from qingtian.web.api.open311.answering import answer, answered
from qingtian.web.api.open311.posting import SALT, post
from qingtian.web.portal.kinds import KINDS
from qingtian.web.public.open311 import request_shown, requests_shown

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
#: when this description of the endpoint last changed
CHANGED = "2026-11-26T08:00:00+08:00"
KEY_SERVICE = Text("找本单位登记对接系统，发给密钥。", "Ask the bureau to register your system; it issues the key.")
GROUP = Text("生态环境", "Environment")
NAMES = {kind.code: (kind.words, kind.examples) for kind in KINDS} | {
    OTHER: (Text("其他、说不清", "Something else, not sure"), Text("说不清哪一类", "Not sure which kind"))
}


@answered
def discovery(request: HttpRequest, form: str, own: Policy) -> HttpResponse:
    """Where the endpoint is and what it speaks."""
    base = request.build_absolute_uri(reverse("open311_services", args=["xml"])).rpartition("/")[0]
    content = {
        "changeset": CHANGED,
        "contact": both(city().bureau),
        "key_service": both(KEY_SERVICE),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": base,
                "changeset": CHANGED,
                "type": "test" if settings.DEMO else "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
    return answer(form, "discovery", content)


@answered
def service_list(request: HttpRequest, form: str, own: Policy) -> HttpResponse:
    """Every kind that can be reported."""
    rows = [
        {
            "service_code": one.code,
            "service_name": both(NAMES[one.code][0]),
            "description": both(NAMES[one.code][1]),
            "metadata": True,
            "type": "batch" if one.code in own.batch else "realtime",
            "keywords": f"{one.keywords.zh},{one.keywords.en}",
            "group": both(GROUP),
        }
        for one in services().values()
    ]
    return answer(form, "services", rows)


@answered
def service(request: HttpRequest, form: str, own: Policy, code: str) -> HttpResponse:
    """The questions of one kind."""
    found = services().get(code)
    if found is None:
        raise unknown("service_code")
    return answer(form, "service_definition", definition(found))


@answered
def requests(request: HttpRequest, form: str, own: Policy) -> HttpResponse:
    """GET: what is public of the last ninety days, or of the numbers asked for. POST: report."""
    if request.method == "POST":
        return answer(form, "service_requests", [post(request, own)])
    query = wanted(request.GET.dict(), request.now)  # type: ignore[attr-defined]
    found = requests_shown(gate_on(request.as_of), query, request.as_of)  # type: ignore[attr-defined]
    return answer(form, "service_requests", [dict(each.fields) for each in found])


@answered
def one_request(request: HttpRequest, form: str, own: Policy, number: str) -> HttpResponse:
    """One request; 404 for what is withheld as for what never was."""
    found = request_shown(gate_on(request.as_of), number, request.as_of)  # type: ignore[attr-defined]
    if not found:
        raise unknown("service_request_id")
    return answer(form, "service_requests", [dict(found.fields)])


@answered
def token(request: HttpRequest, form: str, own: Policy, token: str) -> HttpResponse:
    """The number behind a token."""
    try:
        uid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise unknown("token") from None
    if not Petition.objects.filter(proceeding__uid=uid).exists():
        raise unknown("token")
    return answer(form, "service_requests", [{"service_request_id": uid, "token": token}])
