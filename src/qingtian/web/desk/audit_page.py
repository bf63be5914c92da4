"""The auditor's page (审计日志): openings of sealed identities, sign-ins, account changes, exports; nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import GROUPS, Group, Kind
from qingtian.apps.accounts.logbook import entries, note
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.identities.identity import Purpose, Subject
from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.identities.queries import opening_log
from qingtian.apps.petitions.models import Petition
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.design.figures import SHANGHAI
from qingtian.web.desk.audit_sheet import sheet_of
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import AUDITOR, DeskRequest, doer, officer, open_to_auditors
from qingtian.web.templatetags.words import say

PER_PAGE = 50
DAYS = 30
#: rows of one export; a longer span is exported in parts
MOST = 50_000
OPENINGS = "openings"
HEADINGS: dict[str, Text] = {
    OPENINGS: Text("查阅身份", "Openings"),
    Group.SIGN_IN.value: Text("登录", "Sign-ins"),
    Group.ACCOUNT.value: Text("账号", "Accounts"),
    Group.ADMINISTRATION.value: Text("管理", "Administration"),
    Group.EXPORT.value: Text("导出", "Exports"),
    Group.READING.value: Text("看日志", "Reading of this log"),
}
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log, whichever store it comes from."""

    at: datetime
    what: Text
    person: str
    post: str
    about: str
    detail: Text | None
    address: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the auditor looks for: heading, days (both included), person, kind."""

    which: str
    first: date
    last: date
    person: str
    kind: str

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), SHANGHAI)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), SHANGHAI)

    @property
    def words(self) -> Text:
        """The question in words, for the log of its own reading."""
        said = HEADINGS[self.which]
        who = f"，{self.person}" if self.person else ""
        who_en = f", {self.person}" if self.person else ""
        return Text(f"{said.zh} {self.first} 至 {self.last}{who}", f"{said.en} {self.first} to {self.last}{who_en}")


def auditors_only(view: View) -> View:
    """For the auditor's post alone; the administrator is refused like anybody else."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if AUDITOR not in request.actor.roles:
            return render(request, "desk/audit_not_yours.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


@officer
@open_to_auditors
@auditors_only
@require_safe
def audit(request: DeskRequest) -> HttpResponse:
    """The log under one heading, newest first. That it was read is an entry of the log as well."""
    wanted = asked_for(request)
    page = Paginator(_rows(wanted), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)  # before this reading is noted, or the page would begin with itself
    _note_reading(request, wanted, Kind.LOG_READ)
    context = {
        "page": page,
        "lines": lines(wanted, shown),
        "wanted": wanted,
        "headings": [(name, words, name == wanted.which) for name, words in HEADINGS.items()],
        "fields": _fields(wanted),
        "about": wanted.which != OPENINGS,
        "query": _query(wanted),
    }
    return render(request, "desk/audit.html", context)


@officer
@open_to_auditors
@auditors_only
@require_safe
def audit_export(request: DeskRequest) -> HttpResponse:
    """The same rows as a file for a spreadsheet, in the language of the page; written into the log first."""
    wanted = asked_for(request)
    told = lines(wanted, list(_rows(wanted)[:MOST]))
    _note_reading(request, wanted, Kind.LOG_EXPORTED)
    heads = [Text("时间", "Time"), Text("事项", "What"), Text("谁", "Who"), Text("岗位", "Post"),
             Text("对谁、哪件", "About"), Text("内容", "Particulars"), Text("来源", "From")]  # fmt: skip
    sheet = sheet_of(
        [say(head) for head in heads],
        [
            [f"{t.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}", say(t.what), t.person, t.post, t.about,
             say(t.detail) if t.detail else "", t.address]
            for t in told
        ],
    )  # fmt: skip
    name = f"log-{wanted.which}-{wanted.first}-{wanted.last}.csv"
    return attachment(sheet, name, "text/csv; charset=utf-8")


def asked_for(request: DeskRequest) -> Wanted:
    """The filter of the address; the last thirty days where it gives none, never a reversed span."""
    get = request.GET.get
    which = get("which", "")
    last = _day(get("last", ""), request.as_of)
    first = min(_day(get("first", ""), last - timedelta(days=DAYS)), last)
    kind = get("kind", "")
    return Wanted(which if which in HEADINGS else OPENINGS, first, last, get("person", "").strip()[:60], kind)


def _day(written: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return otherwise


def _query(wanted: Wanted) -> str:
    return urlencode({"which": wanted.which, "first": wanted.first, "last": wanted.last, "person": wanted.person,
                      "kind": wanted.kind})  # fmt: skip


def _rows(wanted: Wanted) -> QuerySet[Any]:
    if wanted.which != OPENINGS:
        return entries(
            Group(wanted.which), since=wanted.since, until=wanted.until, person=wanted.person, kind=wanted.kind
        )
    found = opening_log(since=wanted.since, until=wanted.until).order_by("-opened_at", "-pk")
    return found.filter(person__contains=wanted.person) if wanted.person else found


def lines(wanted: Wanted, rows: Sequence[Any]) -> list[Line]:
    """The rows of a page in words; the numbers of the matters are asked once for all of them."""
    if wanted.which != OPENINGS:
        return [_entry(row) for row in rows]
    numbers = _numbers({row.token for row in rows})
    return [_opening(row, numbers) for row in rows]


def _entry(row: LogEntry) -> Line:
    return Line(row.at, row.words, row.person, row.post, row.about, row.what, row.address)


def _opening(row: OpeningLog, numbers: dict[str, str]) -> Line:
    purpose = Purpose(row.purpose).text
    detail = Text(f"{row.reason}（{purpose.zh}）", f"{row.reason} ({purpose.en})")
    post = row.post if row.post.startswith(row.organ) else f"{row.organ}{row.post}"
    return Line(row.opened_at, Subject(row.subject).text, row.person, post, numbers.get(row.token, "—"), detail, "")


def _numbers(tokens: set[str]) -> dict[str, str]:
    """The number of the matter behind each token: which matter, and nothing of what is in it."""
    found = Petition.objects.filter(Q(identity_token__in=tokens) | Q(photos_token__in=tokens))
    told = found.values_list("identity_token", "photos_token", "proceeding__number")
    return {token: number for identity, photos, number in told for token in (identity, photos) if token}


def _note_reading(request: DeskRequest, wanted: Wanted, kind: Kind) -> None:
    with transaction.atomic():
        note(kind, at=request.now, by=doer(request), what=wanted.words)


def _fields(wanted: Wanted) -> list[FieldView]:
    fields = [
        FieldView("first", Text("从", "From"), "date", value=wanted.first, required=False),
        FieldView("last", Text("到", "To"), "date", value=wanted.last, required=False),
        FieldView("person", Text("谁", "Person"), "search", value=wanted.person, required=False, width="medium"),
    ]
    if wanted.which != OPENINGS and len(GROUPS[Group(wanted.which)]) > 1:
        kinds = [Choice(k.value, k.text) for k in GROUPS[Group(wanted.which)]]
        choices = [Choice("", Text("全部", "All")), *kinds]
        fields.append(FieldView("kind", Text("事项", "What"), "select", value=wanted.kind, choices=choices,
                                required=False, width="medium"))  # fmt: skip
    return fields
