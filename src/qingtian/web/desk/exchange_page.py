"""City and county (市县交换): each line, what waits, what could not be done; files for offices without a line."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.identities.vault import Opener
from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.proceedings.policy import visible
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.gateways.exchange.actions.send_identity import send_identity
from qingtian.gateways.exchange.collect import unconfirmed
from qingtian.gateways.exchange.letters import bundle, read_bundle
from qingtian.gateways.exchange.models import Line, Message
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.hotlines.import_pages import petition_officers_only
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, doer, post_in_words
from qingtian.web.templatetags.words import say

DATA_SET = "exchange"
SHOWN = 60
MOST_BYTES = 20 << 20
FILE = Text("对方的文件", "File of the other side")
NO_FILE = Text("选对方导出的文件。", "Choose the file the other side exported.")
TAKEN = Text("来自{title}，收到第 {n} 号。", "From {title}, taken to number {n}.")
SEALED = Text("身份已密封，随交办一起走。", "Who reported is sealed and goes with the assignment.")


@petition_officers_only
@require_http_methods(["GET", "POST"])
def exchange(request: DeskRequest) -> HttpResponse:
    """The lines and the latest messages; POST takes a file in."""
    wrong = _take(request) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("desk:exchange")
    seen = visible(request.actor).values("pk")
    told = Message.objects.filter(proceeding__in=seen).select_related("line__partner", "proceeding")
    lines = list(Line.objects.select_related("partner"))
    context = {
        "lines": lines,
        "held": [matter for line in lines for matter in unconfirmed(line).filter(pk__in=seen)[:SHOWN]],
        "told": told.order_by("-pk")[:SHOWN],
        "troubles": told.filter(state=Message.State.REFUSED).count(),
        "field": FieldView("file", FILE, "file", error=wrong or "", accept=".qtx"),
        "errors": [("id_file", wrong)] if wrong else [],
    }
    return render(request, "desk/exchange.html", context, status=422 if wrong else 200)


def _take(request: DeskRequest) -> Text | None:
    """What is wrong with the file; None once it is taken."""
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > MOST_BYTES:
        return NO_FILE
    try:
        line = read_bundle(sent.read(), on=request.as_of, now=request.now, prefix=city().prefix)
    except QingtianError as refused:
        return refused.message
    line.refresh_from_db()
    words = TAKEN.format(title=line.partner.title, n=line.taken)
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=words)
    messages.success(request, say(words))
    return None


def _line(code: str) -> Line:
    found = Line.objects.select_related("partner").filter(partner__code=code).first()
    if found is None:
        raise Http404
    return found


@petition_officers_only
@require_POST
def file(request: DeskRequest, code: str) -> HttpResponse:
    """What the other side has not acknowledged, as one encrypted file; the use is noted before it leaves."""
    line = _line(code)
    content = bundle(line, request.now)
    line.refresh_from_db()
    rows = line.sent - line.acknowledged
    note_use(
        DATA_SET, by=request.actor, rows=rows, way="qtx", purpose=f"市县交换：{line.partner.title.zh}", now=request.now
    )
    what = Text(f"市县交换文件：{code}，{rows} 条", f"exchange file for {code}: {rows}")
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    response = HttpResponse(content, content_type="application/octet-stream")
    name = f"{code}-{request.as_of}.qtx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@petition_officers_only
@require_POST
@sensitive_variables()
def identity(request: DeskRequest, code: str) -> HttpResponse:
    """Send who reported along with one assignment that has not left; an opening the reporter sees."""
    line, number = _line(code), request.POST.get("number", "").strip().upper()
    if step := confirmation(request, factor=True):
        return step
    matter = visible(request.actor).filter(number=number).first()
    if matter is None or not may_open_identity(request.actor, matter):
        raise Http404
    opener = Opener(request.person.pk, request.person.name_zh, post_in_words(request), str(request.post.organ))
    try:
        send_identity(line, number, by=opener, reason=request.POST.get("reason", "").strip(), now=request.now)
        messages.success(request, say(SEALED))
    except QingtianError as refused:
        messages.error(request, say(refused.message))
    return redirect("desk:exchange")
