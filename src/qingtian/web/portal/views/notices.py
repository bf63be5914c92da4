"""What was published: the list, and one publication with every correction of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.language import Text
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.public.consultations import asked_by_notice_shown
from qingtian.web.public.publications import publication_shown, publications_shown

KINDS = {
    "notice": Text("通知、说明", "Notice"),
    "case_notice": Text("整改公示", "Notice of a rectification"),
    "compensation_notice": Text("损害赔偿公示", "Notice of damage compensation"),
    "review_opinion": Text("信访复核意见", "Re-review opinion"),
    "statistics": Text("统计和排名", "Statistics"),
    "leaders": Text("领导包案名单", "Leaders answering for cases"),
    "penalty_decision": Text("行政处罚决定", "Penalty decision"),
    "measure_notice": Text("按日计罚、查封扣押、限产停产等措施", "Daily penalty, seizure, limit or stop of production"),
}
#: why words were masked, as a reader is told
GROUNDS = {
    "state_secret": Text("国家秘密，《政府信息公开条例》第14条", "state secret, Information Regulations, art. 14"),
    "security": Text("涉及安全稳定，《政府信息公开条例》第14条", "security, Information Regulations, art. 14"),
    "privacy": Text("个人隐私，《政府信息公开条例》第15条", "personal privacy, Information Regulations, art. 15"),
    "trade_secret": Text("商业秘密，《政府信息公开条例》第15条", "trade secret, Information Regulations, art. 15"),
    "internal": Text("内部事务，《政府信息公开条例》第16条", "internal affairs, Information Regulations, art. 16"),
}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    shown = publications_shown(request.GET.get("page"), ON_A_PAGE, request.as_of)
    return render(request, "portal/notices.html", {"notices": shown.rows, "page": shown.page, "kinds": KINDS})


@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """The text with number, date and the mark of its review; earlier versions below; 404 for what was never public."""
    versions = publication_shown(number, request.as_of)
    if not versions:
        raise Http404
    latest = versions[0]
    context = {
        "notice": latest,
        "earlier": versions[1:],
        "asked": asked_by_notice_shown(number, request.as_of),
        "kind": KINDS.get(latest["kind"], latest["kind"]),
        "ground": GROUNDS.get(latest.get("ground", ""), ""),
    }
    return render(request, "portal/notice.html", context)
