"""The list of rewards, the scheme in force, and the payment list as CSV: codes and amounts, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.policy import may_open_payee
from qingtian.apps.rewards.queries import UNPAID, seen_by, to_pay, totals
from qingtian.apps.rewards.scheme import Figure, Scheme, scheme_on
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.tables import BYTE_ORDER_MARK, csv_line
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import page_language, say

PAGE = 30
ELSEWHERE = ("refused", "lapsed", "honoured")
LISTS: dict[str, tuple[Text, Q]] = {
    "open": (Text("在办", "Under way"), Q(proceeding__ended_on__isnull=True)),
    "owed": (Text("已批准，没发放", "Approved, not paid"), Q(proceeding__state__in=UNPAID)),
    "pay": (Text("发放清单", "Payment list"), Q(proceeding__state="claimed")),
    "paid": (Text("已发放", "Paid"), Q(paid_on__isnull=False)),
    "ended": (Text("没有发放的", "Ended unpaid"), Q(proceeding__state__in=ELSEWHERE)),
}
HEAD = [Text("发放代码", "payment code"), Text("金额（元）", "amount (yuan)"), Text("领取方式", "way of claiming")]
PURPOSE = Text("举报奖励发放清单", "Payment list of rewards")
LISTED = Text("奖励发放清单，{rows} 行", "payment list of rewards, {rows} rows")


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One reward as the list shows it; ``payee`` where this officer may open the sealed payee."""

    reward: Reward
    state: Text
    payee: bool


@officer
@require_safe
def rewards(request: DeskRequest) -> HttpResponse:
    """``?list=`` of ``LISTS``; ``format=csv`` of the payment list."""
    if not request.actor.roles & PAGES["desk:rewards"].roles:
        return render(request, "desk/rewards/not_yours.html", status=403)
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else "open"
    if request.GET.get("format") == "csv":
        return _csv(request)
    seen = seen_by(request.actor)
    page = Paginator(seen.filter(LISTS[which][1]), PAGE).get_page(request.GET.get("page"))
    links = [
        Link(title, f"?list={code}", seen.filter(only).count(), code == which) for code, (title, only) in LISTS.items()
    ]
    context = {
        "which": which,
        "title": LISTS[which][0],
        "facets": [FacetGroup(Text("举报奖励", "Rewards"), links)],
        "page": page,
        "rows": [_row(one, request) for one in page.object_list],
        "scheme": scheme_rows(scheme_on(request.as_of)),
        "source": scheme_on(request.as_of).source,
        "totals": totals(),
        "may_propose": "petition_officer" in request.actor.roles,
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/rewards/list.html", context)


def _row(reward: Reward, request: DeskRequest) -> RewardRow:
    matter = reward.proceeding
    state = procedure_of(matter).states[matter.state].title
    return RewardRow(reward, state, bool(reward.payee_token) and may_open_payee(request.actor, matter))


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One figure of the scheme in words: yuan, percent or times, and how certain it is."""

    title: Text
    figure: Figure
    unit: Text


def scheme_rows(scheme: Scheme) -> list[SchemeRow]:
    """The figures in the order a reader asks for them, the words those of the declared choices."""
    examine = load_procedures().editions("reward")[-1].named("examine")
    fields = {declared.name: declared for declared in examine.fields} if examine else {}
    yuan, percent = Text("元", "yuan"), Text("%", "%")
    rows = [SchemeRow(fields["classes"].choices[code], figure, yuan) for code, figure in scheme.classes.items()]
    given = scheme.contributions.items()
    rows += [SchemeRow(fields["contribution"].choices[code], figure, percent) for code, figure in given]
    rows.append(SchemeRow(Text("内部知情人另加", "An insider, on top"), scheme.insider, percent))
    rows.append(SchemeRow(Text("最高", "At most"), scheme.cap, yuan))
    return rows


def _csv(request: DeskRequest) -> HttpResponse:
    """What a cashier needs: code, amount, way; the payee is opened one at a time at pay-out."""
    language, rows = page_language(), list(to_pay(request.actor))
    lines = [csv_line([title.in_(language) for title in HEAD], "\n")]
    lines += [csv_line([one.pay_code, str(one.amount), _way(one, language)], "\n") for one in rows]
    note_use("reward", by=request.actor, rows=len(rows), way="payment list CSV", purpose=say(PURPOSE), now=request.now)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=LISTED.format(rows=len(rows)))
    response = HttpResponse(BYTE_ORDER_MARK + "".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="qingtian-rewards-{request.as_of}.csv"'
    return response


def _way(reward: Reward, language: str) -> str:
    claim = procedure_of(reward.proceeding).named("claim")
    declared = claim.field("way") if claim else None
    way = projection_of(reward.proceeding).facts.get("way", "")
    return declared.choices[way].in_(language) if declared and way in declared.choices else ""
