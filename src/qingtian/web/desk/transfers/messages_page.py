"""The register of messages (往来登记) with police, procuratorate and court; packages out, signed answers in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.policy import takes_part, visible
from qingtian.apps.transfers.message_kinds import SIDES, MessageKind, load_kinds
from qingtian.apps.transfers.models import JudicialMessage
from qingtian.apps.transfers.queries import messages_seen, organs_named
from qingtian.errors import QingtianError
from qingtian.gateways.judicial.package import package
from qingtian.gateways.judicial.receive import MOST, read_answer, receive
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

DATA_SET = "judicial_messages"
PAGE = 40
FILE = Text("对方给的答复文件", "Answer file of the organ")
NO_FILE = Text("选对方给的文件。", "Choose the file they gave.")
TAKEN = Text("已登记到 {number}。", "Entered in {number}.")
LISTS: dict[str, Text] = {
    "all": Text("全部", "All"),
    "awaiting": Text("等回执", "Receipt awaited"),
    "out": Text("发出", "Sent"),
    "in": Text("收到", "Received"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One message with its kind, its organ and the clock it stands under, by name and article."""

    message: JudicialMessage
    kind: MessageKind
    side: Text
    organ: Organ | None
    clock: Text | None


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(ENFORCING)
def judicial_messages(request: DeskRequest) -> HttpResponse:
    """GET the register, ``?list=`` a part of it; POST takes a signed answer in."""
    wrong = _take(request) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("desk:judicial_messages")
    which = request.GET.get("list", "all")
    page = Paginator(_listed(request, which), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(list(page.object_list)),
        "which": which if which in LISTS else "all",
        "lists": LISTS.items(),
        "query": f"list={which}" if which in LISTS else "",
        "field": FieldView("file", FILE, "file", error=wrong or "", accept=".json"),
        "errors": [("id_file", wrong)] if wrong else [],
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/transfers/messages.html", context, status=422 if wrong else 200)


def _listed(request: DeskRequest, which: str) -> object:
    found = messages_seen(request.actor)
    if which == "awaiting":
        return found.filter(owes_receipt=True, receipt_on=None, voided=False)
    return found.filter(way=which) if which in ("out", "in") else found


def _rows(held: list[JudicialMessage]) -> list[Row]:
    organs, kinds, law = organs_named(one.other for one in held), load_kinds(), load_law()
    rows = []
    for one in held:
        kind = kinds[one.kind]
        clock = law.limit(kind.declared.clock, on=one.on) if kind.declared.clock else None
        cited = (
            Text("{t}，{a}", "{t}, {a}").format(t=clock.title, a=law.cite(clock.basis, short=True)) if clock else None
        )
        rows.append(Row(one, kind, SIDES[kind.declared.side], organs.get(one.other), cited))
    return rows


def _take(request: DeskRequest) -> Text | None:
    """What is wrong with the file; None once it is done."""
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > MOST:
        return NO_FILE
    try:
        done = receive(read_answer(sent.read()), now=request.now)
    except QingtianError as refused:
        return refused.message
    words = TAKEN.format(number=done.proceeding.number)
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=words)
    messages.success(request, say(words))
    return None


@officer
@require_POST
@only(ENFORCING)
def judicial_file(request: DeskRequest, number: str) -> HttpResponse:
    """The signed package of one message sent, for an organ that takes part; the use is noted before it leaves."""
    found = visible(request.actor).filter(judicial_messages__number=number).first()
    message = JudicialMessage.objects.select_related("proceeding").filter(number=number, proceeding=found).first()
    if message is None or found is None or not takes_part(request.actor, found):
        raise Http404
    try:
        content = package(message)
    except QingtianError as refused:
        messages.error(request, say(refused.message))
        return redirect("desk:judicial_messages")
    purpose = f"移送往来：{load_kinds()[message.kind].title.zh}"
    note_use(DATA_SET, by=request.actor, rows=1, way="zip", purpose=purpose, now=request.now)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=Text(f"去文包 {number}", f"package {number}"))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(number)}.zip"
    return response
