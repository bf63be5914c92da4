"""Import of official tables: send a file, match its columns, see what it would do, take it, fetch what was rejected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.rectification.models import Feedback
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.tables import Column, Mapping, Reject, Table, guess, write_rejects
from qingtian.web.access import PAGES
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.ledger_files import Sheet, keep_sheet, kept_sheet
from qingtian.web.desk.seat import DeskRequest, doer, matter, officer
from qingtian.web.templatetags.words import say

NOT_THERE = Choice("", Text("— 表里没有 —", "— not in the table —"))
NO_FILE = Text("选一个 Word 或 Excel 文件。", "Choose a Word or Excel file.")
GONE = Text("这个文件已经不在了，请再传一次。", "That file is no longer here; send it again.")
TAKEN = Text("导入：收 {taken}，拒收 {rejected} 行。", "Imported: {taken} taken, {rejected} rows rejected.")
SHOWN = 50
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table does: counts in words, rejects, the first rows as read; ``taken`` and ``href`` once it is done.

    ``unknown`` are names of bodies that no organ of this city bears.
    """

    counts: Sequence[tuple[Text, int]]
    rejects: Sequence[Reject]
    heads: Sequence[Text] = ()
    sample: Sequence[Sequence[str]] = ()
    taken: int = 0
    href: str = ""
    unknown: Sequence[str] = ()


Run = Callable[[DeskRequest, Sheet, Table, Mapping, dict[str, str], bool], Outcome]


@dataclass(frozen=True, slots=True)
class Importing:
    """One kind of table. ``asked`` are fields beside the columns; ``run`` writes only if its last argument says so."""

    kind: str
    title: Text
    about: Text
    columns: Sequence[Column]
    read: Callable[[Path], Table]
    run: Run
    back: str
    address: str
    match: str
    asked: Sequence[FieldView] = ()
    arguments: Sequence[str] = field(default_factory=tuple)


def inspectors_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For posts of the inspection office; others are told whose it is."""

    @officer
    @wraps(view)
    def allowed(request: DeskRequest, *args: Any, **more: Any) -> HttpResponse:
        if not request.actor.roles & PAGES["desk:new_feedback"].roles:
            return render(request, "desk/rectification/not_yours.html", status=403)
        return view(request, *args, **more)

    return allowed


def of_feedback(request: DeskRequest, number: str) -> Feedback:
    """The feedback of that number in sight; 404 otherwise."""
    found = Feedback.objects.filter(proceeding=matter(request, number)).select_related("proceeding").first()
    if found is None:
        raise Http404
    return found


def upload(request: DeskRequest, what: Importing) -> HttpResponse:
    """Send a file."""
    wrong: Text | None = None
    if request.method == "POST":
        sent = request.FILES.get("sheet")
        try:
            if sent is not None:
                sheet = keep_sheet(sent, kind=what.kind, person=request.person.pk)
                return redirect(what.match, *what.arguments, sheet.token)
            wrong = NO_FILE
        except QingtianError as refused:
            wrong = refused.message
    context = {
        "what": what,
        "field": FieldView("sheet", Text("文件", "File"), "file", error=wrong or "", accept=".docx,.xlsx,.csv"),
        "errors": [("id_sheet", wrong)] if wrong else [],
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/upload.html", context, status=422 if wrong else 200)


def match(request: DeskRequest, what: Importing, token: str) -> HttpResponse:
    """Which heading is which; POST shows what would happen (``preview``) or does it (``import``)."""
    sheet = kept_sheet(token, kind=what.kind, person=request.person.pk)
    if sheet is None:
        messages.error(request, say(GONE))
        return redirect(what.address, *what.arguments)
    try:
        table = what.read(sheet.path)
    except QingtianError as refused:
        sheet.remove()
        messages.error(request, say(refused.message))
        return redirect(what.address, *what.arguments)
    asked = {view.name: request.POST.get(view.name, str(view.value)).strip()[:200] for view in what.asked}
    if request.method != "POST":
        return _page(request, what, sheet, table, guess(what.columns, table.headings), asked)
    mapping = {c.name: heading for c in what.columns if (heading := request.POST.get(f"m_{c.name}", ""))}
    doing = request.POST.get("do") == "import"
    try:
        outcome = what.run(request, sheet, table, mapping, asked, doing)
    except QingtianError as refused:
        return _page(request, what, sheet, table, mapping, asked, refused=refused)
    if not doing:
        return _page(request, what, sheet, table, mapping, asked, outcome=outcome)
    words = TAKEN.format(taken=outcome.taken, rejected=len(outcome.rejects))
    said = Text(f"{what.title.zh}：{words.zh}", f"{what.title.en}: {words.en}")
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=said)
    messages.success(request, say(words))
    write_rejects(rejects_path(request.person.pk, token), table, outcome.rejects)
    sheet.remove()
    return redirect(f"{outcome.href}?rejects={token}" if outcome.rejects else outcome.href)


def _page(
    request: DeskRequest,
    what: Importing,
    sheet: Sheet,
    table: Table,
    mapping: Mapping,
    asked: dict[str, str],
    *,
    outcome: Outcome | None = None,
    refused: QingtianError | None = None,
) -> HttpResponse:
    headings = [NOT_THERE, *(Choice(heading, heading) for heading in table.headings)]
    fields = [
        FieldView(f"m_{c.name}", c.title, "select", value=mapping.get(c.name, ""), choices=headings,
                  required=c.required, width="medium")
        for c in what.columns
    ]  # fmt: skip
    context = {
        "what": what,
        "back": reverse(what.address, args=what.arguments),
        "sheet": sheet,
        "rows": len(table.rows),
        "asked": [
            FieldView(v.name, v.label, v.kind, v.hint, asked[v.name], choices=v.choices, required=v.required)
            for v in what.asked
        ],
        "fields": fields,
        "unused": [heading for heading in table.headings if heading not in mapping.values()],
        "outcome": outcome,
        "sentences": [f.sentence for reject in outcome.rejects for f in reject.faults][:SHOWN] if outcome else [],
        "refused": refused,
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/rectification/match.html", context, status=422 if refused else 200)


def rejects_path(person: int, token: str) -> Path:
    """Where rejects are kept for the person who sent the file: swept after a week with those of ledgers."""
    folder = Path(settings.DATA) / "ledgers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"rejects-official-{person}-{token}.csv"


def kept_rejects(request: DeskRequest) -> str:
    """The token of rejects this page may point at; empty where there are none."""
    token = request.GET.get("rejects", "")
    there = token.isalnum() and len(token) == 32 and rejects_path(request.person.pk, token).exists()
    return token if there else ""
