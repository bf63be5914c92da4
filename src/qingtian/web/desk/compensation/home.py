"""The home of damage compensation (损害赔偿): its pages with a sentence and a count each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.queries import seen_by, sites_seen, unscreened
from qingtian.language import Text
from qingtian.web.desk.compensation.seats import admitted, law
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer


def _to_screen(request: DeskRequest) -> Text:
    count = len(unscreened(request.actor, request.as_of, law()))
    return Text("{count} 件没筛查", "{count} not screened").format(count=count)


def open_claims(request: DeskRequest) -> Text:
    """How many claims are open that the reader may see."""
    count = seen_by(request.actor).filter(ended_on__isnull=True).count()
    return Text("在办 {count} 件", "{count} open").format(count=count)


def _sites(request: DeskRequest) -> Text:
    return Text("{count} 处", "{count} sites").format(count=len(sites_seen(request.actor)))


GROUPS: Groups = (
    (
        Text("追偿—评估—诉讼—赔偿—修复恢复", "Claim, assessment, suit, payment, restoration"),
        (
            Entry(
                "desk:compensation_screening",
                Text("线索筛查", "Screening"),
                Text(
                    "严重的处罚案，逐件筛查有没有生态环境损害。",
                    "Every serious penalty case, screened for damage.",
                ),
                _to_screen,
            ),
            Entry(
                "desk:new_compensation",
                Text("登记线索", "Register a clue"),
                Text("从发现起三十日内初步核查。", "Its preliminary check is due in thirty days."),
            ),
            Entry(
                "desk:compensation_claims",
                Text("索赔案件", "Claims"),
                Text("每件到哪一步，评估多少、应缴多少、缴了多少。", "How far each is; assessed, owed and paid."),
                open_claims,
            ),
            Entry(
                "desk:compensation_map",
                Text("损害和修复地点", "Sites"),
                Text("损害在哪里、替代修复在哪里，修复前后。", "Where damage was done and restored, before and after."),
                _sites,
            ),
        ),
    ),
)


@officer
@require_safe
@admitted("desk:compensation")
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, with their counts."""
    context = {"groups": groups_for(request, GROUPS), "nav_current": "desk:enforcement"}
    return render(request, "desk/compensation/home.html", context)
