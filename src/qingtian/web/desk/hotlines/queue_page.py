"""What goes back to the hotlines (回传): the queue, its states, a file for hotlines that take one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.errors import QingtianError
from qingtian.gateways.hotlines.answer_sheet import write_answers
from qingtian.gateways.hotlines.models import Outgoing
from qingtian.gateways.hotlines.queue import decide, hand_over, undecided
from qingtian.gateways.hotlines.systems import HOTLINES
from qingtian.language import Text
from qingtian.web.desk.hotlines.import_pages import petition_officers_only
from qingtian.web.desk.hotlines.orders_page import in_sight
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.desk.upstream_files import MEDIA
from qingtian.web.templatetags.words import say

PER_PAGE = 40
DATA_SET = "hotline_orders"
PURPOSE = Text("回传给{title}", "to be returned to: {title}")
NOTED = Text("已记下对方的答复。", "What they said is noted.")


@officer
@require_http_methods(["GET", "POST"])
def queue(request: DeskRequest) -> HttpResponse:
    """The queue, newest first; POST notes what a hotline said of one entry, where it says so by telephone or page."""
    seen = Outgoing.objects.filter(order__in=in_sight(request).values("pk"))
    if request.method == "POST":
        if "petition_officer" not in request.actor.roles:
            return render(request, "desk/register_not_yours.html", status=403)
        key = request.POST.get("key", "")
        if not seen.filter(key=key).exists():
            raise Http404
        said = {"key": key, "accepted": request.POST.get("do") == "accepted", "text": request.POST.get("text", "")}
        try:
            decide(said, request.now)
            messages.success(request, say(NOTED))
        except QingtianError as refused:
            messages.error(request, say(refused.message))
        return redirect("desk:hotline_queue")
    page = Paginator(seen.select_related("order").order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    counts = {hotline: undecided(systems=[hotline]).count() for hotline in HOTLINES}
    context = {
        "page": page,
        "rows": page.object_list,
        "hotlines": [(hotline, counts[hotline.id]) for hotline in HOTLINES.values() if counts[hotline.id]],
        "may_decide": "petition_officer" in request.actor.roles,
    }
    return render(request, "desk/hotlines/queue.html", context)


@petition_officers_only
@require_POST
def file(request: DeskRequest) -> HttpResponse:
    """What waits for one hotline as a sheet; those in it count as sent. The use is noted before the file leaves."""
    system = request.POST.get("system", "")
    if system not in HOTLINES:
        raise Http404
    rows = list(undecided(systems=[system]).filter(order__in=in_sight(request).values("pk")))
    form = "csv" if request.POST.get("form") == "csv" else "xlsx"
    with tempfile.TemporaryDirectory(prefix="qingtian-hotline-") as folder:
        path = Path(folder) / f"answers.{form}"
        write_answers(path, rows, form)
        content = path.read_bytes()
    purpose = PURPOSE.format(title=HOTLINES[system].title)
    note_use(DATA_SET, by=request.actor, rows=len(rows), way=f"{form} {system}", purpose=purpose.zh, now=request.now)
    what = Text(f"热线回传：{system}，{len(rows)} 条", f"returned to hotline {system}: {len(rows)}")
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    hand_over(rows, request.now)
    response = HttpResponse(content, content_type=MEDIA[form])
    name = f"{system}-回传-{request.as_of}.{form}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
