"""The home of enforcement (执法): its pages with a sentence and a count each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.credit.queries import seen_by as listings_seen
from qingtian.apps.inspections.queries import seen_by as visits_seen
from qingtian.apps.measures.queries import measures_seen
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.transfers.queries import transfers_seen
from qingtian.language import Text
from qingtian.web.desk.compensation.home import open_claims
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.remedies.list_page import open_remedies
from qingtian.web.desk.seat import DeskRequest, officer


def _parties(request: DeskRequest) -> Text:
    return Text("{count} 个", "{count} entered").format(count=Party.objects.count())


def _measures(request: DeskRequest) -> Text:
    return Text("在办 {count} 件", "{count} open").format(count=measures_seen(request.actor).count())


def _penalties(request: DeskRequest) -> Text:
    cases = visible(request.actor).filter(procedure="penalty_case", ended_on__isnull=True)
    return Text("在办 {count} 件", "{count} under way").format(count=cases.count())


def _transfers(request: DeskRequest) -> Text:
    return Text("在办 {count} 件", "{count} open").format(count=transfers_seen(request.actor, ended=False).count())


def _listings(request: DeskRequest) -> Text:
    held = listings_seen(request.actor).filter(proceeding__ended_on__isnull=True)
    return Text("在办 {count} 件", "{count} open").format(count=held.count())


def _visits(request: DeskRequest) -> Text:
    found = visits_seen(request.actor).filter(proceeding__ended_on__isnull=True)
    return Text("在办 {count} 件", "{count} open").format(count=found.count())


def _events(request: DeskRequest) -> Text:
    found = visible(request.actor).filter(procedure="grid_event", ended_on__isnull=True)
    return Text("在办 {count} 件", "{count} open").format(count=found.count())


def _plans(request: DeskRequest) -> Text:
    found = visible(request.actor).filter(procedure="visit_plan", ended_on__isnull=True)
    return Text("在办的计划 {count} 份", "{count} plans open").format(count=found.count())


#: before a case: what is seen on the spot
ON_THE_SPOT: tuple[Text, tuple[Entry, ...]] = (
    Text("到现场", "On the spot"),
    (
        Entry(
            "desk:targeting",
            Text("先去看哪里", "Where to look first"),
            Text(
                "重点对象、重点区域、上风向排查，检查计划和选得准不准。",
                "Key units and areas, who lies upwind, plans of visits and how well they were chosen.",
            ),
            _plans,
        ),
        Entry(
            "desk:visits",
            Text("现场检查", "Visits"),
            Text(
                "日常、专项、个案：事由、频次、两名执法人员、现场取证。",
                "Daily, special, on a case: ground, cap, two officers, sealed evidence.",
            ),
            _visits,
        ),
        Entry(
            "desk:visit_caps",
            Text("年度频次", "Yearly caps"),
            Text("各级今年到一个当事人去过几次。", "How often each level has visited a party this year."),
        ),
        Entry(
            "desk:grid",
            Text("网格化监管", "Grid supervision"),
            Text(
                "网格、巡查、事件、隐患、死角：每格每天有人。",
                "Cells, patrols, events, hidden hazards, dead corners: somebody on every leaf every day.",
            ),
            _events,
        ),
        Entry(
            "field:patrol",
            Text("手机巡查", "Patrol on a phone"),
            Text("网格员用：没有网络也能记，有网了再传。", "For members: notes without a network, sends later."),
        ),
        Entry(
            "field:home",
            Text("手机外勤", "On a phone"),
            Text("出发前取好，没有网络也能记、能拍、能签。", "Fetched before leaving; works without a network."),
        ),
    ),
)

GROUPS: Groups = (
    (
        Text("对谁", "About whom"),
        (
            Entry(
                "desk:parties",
                Text("当事人", "Parties"),
                Text(
                    "检查、处罚、赔偿对着的单位和个人。", "Units and persons that visits, cases and claims are about."
                ),
                _parties,
            ),
        ),
    ),
    (
        Text("办案", "Cases"),
        (
            Entry(
                "desk:penalties",
                Text("处罚案件", "Penalty cases"),
                Text(
                    "从线索到结案，每一步缺什么、依据哪一条、哪天到期。",
                    "From clue to closing: what each step lacks, by which article, by when.",
                ),
                _penalties,
            ),
        ),
    ),
    (
        Text("算和查", "Reckon and look up"),
        (
            Entry(
                "desk:rules",
                Text("违法行为和裁量表", "Violations and discretion tables"),
                Text(
                    "每种行为新旧规定的条款和幅度，用哪张裁量表。",
                    "Articles and ranges of each violation, old and new, and the tables in use.",
                ),
            ),
            Entry(
                "desk:calculators",
                Text("计算器", "Calculators"),
                Text(
                    "裁量、法律适用、按日计罚、加处罚款、法院期间、查封。",
                    "Discretion, choice of law, daily penalty, late charge, court window, seizure.",
                ),
            ),
        ),
    ),
    (
        Text("强制和配套措施", "Compulsion and measures"),
        (
            Entry(
                "desk:measures",
                Text("措施", "Measures"),
                Text(
                    "按日连续处罚、查封扣押、限产停产、报请关闭、申请法院执行。",
                    "Daily penalty, seizure, limits and suspensions, closure, court enforcement.",
                ),
                _measures,
            ),
        ),
    ),
    (
        Text("移送和衔接", "Transfers"),
        (
            Entry(
                "desk:transfers",
                Text("移送和衔接", "Transfers"),
                Text(
                    "移送涉嫌犯罪案件、移送拘留、联席会议。", "Suspected crimes, cases for detention, joint meetings."
                ),
                _transfers,
            ),
            Entry(
                "desk:judicial_messages",
                Text("往来登记", "Register of messages"),
                Text(
                    "和公安、检察、法院的文书、期限和回执。",
                    "Papers with police, procuratorate and court, their clocks and receipts.",
                ),
            ),
        ),
    ),
    (
        Text("救济", "Remedies"),
        (
            Entry(
                "desk:remedies",
                Text("复议应诉", "Remedies"),
                Text(
                    "行政复议、行政诉讼、检察建议、信息公开申请。",
                    "Reconsiderations, lawsuits, procuratorial suggestions, information requests.",
                ),
                open_remedies,
            ),
        ),
    ),
    (
        Text("损害", "Damage"),
        (
            Entry(
                "desk:compensation",
                Text("生态环境损害赔偿", "Damage compensation"),
                Text("追偿、评估、诉讼、赔偿、修复恢复。", "Claim, assessment, suit, payment, restoration."),
                open_claims,
            ),
        ),
    ),
    (
        Text("公开和信用", "Publication and credit"),
        (
            Entry(
                "desk:violators",
                Text("公开、违法者名单", "Publication and the list of violators"),
                Text(
                    "哪些决定该公开、该撤下；名单的告知、列入、修复和移出。",
                    "Which decisions are due to be published or taken down; notice, listing, repair, removal.",
                ),
                _listings,
            ),
        ),
    ),
    (
        Text("看全局", "The whole"),
        (
            Entry(
                "desk:enforcement_overview",
                Text("执法总览", "Overview"),
                Text(
                    "在办多久、三项制度逐案、每月配套办法、被撤销的决定。",
                    "Ageing, the three systems case by case, the month’s measures, revocations.",
                ),
            ),
        ),
    ),
)


@officer
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    context = {"groups": groups_for(request, GROUPS), "nav_current": "desk:enforcement"}
    return render(request, "desk/enforcement/home.html", context)
