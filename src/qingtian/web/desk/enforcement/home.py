"""The home of enforcement (执法): its pages with a sentence and a count each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.parties.models import Party
from qingtian.language import Text
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer


def _parties(request: DeskRequest) -> Text:
    return Text("{count} 个", "{count} entered").format(count=Party.objects.count())


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
)


@officer
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    context = {"groups": groups_for(request, GROUPS), "nav_current": "desk:enforcement"}
    return render(request, "desk/enforcement/home.html", context)
