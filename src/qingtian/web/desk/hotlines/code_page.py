"""Words of the hotlines nobody has mapped yet (未对应的代码值): seen once, said once what they mean here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.gateways.hotlines.codes import MEANINGS
from qingtian.gateways.hotlines.models import CodeValue
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.hotlines.import_pages import petition_officers_only
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.templatetags.words import say

LATER = Choice("?", Text("— 还没定 —", "— not decided —"))
SAVED = Text("{n} 个词已对应。", "{n} word(s) mapped.")
MOST = 100


@petition_officers_only
@require_http_methods(["GET", "POST"])
def codes(request: DeskRequest) -> HttpResponse:
    """Unmapped words first, then those the office mapped; POST maps those that were chosen."""
    waiting = list(CodeValue.objects.filter(ours=None)[:MOST])
    mapped = list(CodeValue.objects.exclude(ours=None)[:MOST])
    if request.method == "POST":
        by = f"{request.person.name_zh} {request.post}"[:160]
        changed = [_set(one, request.POST.get(f"code_{one.pk}", "?"), by) for one in (*waiting, *mapped)]
        messages.success(request, say(SAVED.format(n=sum(changed))))
        return redirect("desk:hotline_codes")
    context = {
        "waiting": [(one, _field(one)) for one in waiting],
        "mapped": [(one, _field(one)) for one in mapped],
    }
    return render(request, "desk/hotlines/codes.html", context)


def _set(one: CodeValue, chosen: str, by: str) -> bool:
    if chosen == "?" or chosen not in MEANINGS[one.kind] or chosen == one.ours:
        return False
    CodeValue.objects.filter(pk=one.pk).update(ours=chosen, set_by=by)
    return True


def _field(one: CodeValue) -> FieldView:
    label = Text(f"{one.system} {one.title.zh}“{one.value}”", f"{one.system}, {one.title.en}: “{one.value}”")
    choices = [LATER, *(Choice(code, title) for code, title in MEANINGS[one.kind].items())]
    return FieldView(f"code_{one.pk}", label, "select", value="?" if one.ours is None else one.ours, choices=choices,
                     width="medium", required=False)  # fmt: skip
