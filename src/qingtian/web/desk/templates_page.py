"""Templates of papers (文书模板): which are this office's own, one with its versions, seen on a real matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.proceedings.actions.change_template import (
    place_of,
    put_in_force,
    return_to_shipped,
    send_template,
    try_template,
)
from qingtian.apps.proceedings.models import Paper, TemplateVersion
from qingtian.apps.proceedings.papers import PaperKind, catalogue, to_pdf
from qingtian.apps.proceedings.papers.catalogue import TEMPLATES
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.packed import harmless_names
from qingtian.web.desk.papers import DOCX, attachment
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

NAV = "desk:office"
PAPERS_OFFERED = 10
SENT = Text(
    "第 {version} 稿收下了；先在一件真实的事上看过，再由别人启用。",
    "Version {version} is kept; see it on a real matter, then somebody else puts it in force.",
)
LIVE = Text("第 {version} 稿启用了，下一份文书就用它。", "Version {version} is in force from the next paper on.")
BACK = Text("改回自带的模板了。", "The shipped template is in force again.")
NO_FILE = Text("选一个 Word 文件（.docx）。", "Choose a Word file (.docx).")
CHANGED = Text("文书模板 {template}：{what}", "template {template}: {what}")


@dataclass(frozen=True, slots=True)
class Row:
    """One paper of the catalogue with what it is made from."""

    kind: PaperKind
    used_in: list[Text]
    own: TemplateVersion | None
    waits: TemplateVersion | None
    by_hand: bool


@officer
@require_safe
def templates(request: DeskRequest) -> HttpResponse:
    """Every paper; which version of whose template it is made from."""
    if not _keeps(request):
        return render(request, "desk/templates/not_yours.html", status=403)
    newest, live = dict[str, TemplateVersion](), dict[str, TemplateVersion]()
    for one in TemplateVersion.objects.defer("content").order_by("version"):
        newest[one.template] = one
        if one.in_force:
            live[one.template] = one
    used = _used_in()
    rows = [
        Row(kind, used.get(kind.id, []), live.get(kind.id), _waiting(newest.get(kind.id)), _by_hand(kind.id, live))
        for kind in catalogue().values()
    ]
    context = {"rows": rows, "own": len(live), "nav_current": NAV}
    return render(request, "desk/templates/list.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: DeskRequest, template: str) -> HttpResponse:
    """One template: POST ``do=send`` a version, ``try`` it on a paper, ``live`` it, ``shipped`` to return."""
    if not _keeps(request):
        return render(request, "desk/templates/not_yours.html", status=403)
    kind = _kind(template)
    if request.method != "POST":
        return _page(request, kind)
    wanted = DOES.get(request.POST.get("do", ""))
    if wanted is None:
        raise Http404
    try:
        return wanted(request, kind)
    except QingtianError as refused:
        return _page(request, kind, refused)


@officer
@require_safe
def template_file(request: DeskRequest, template: str) -> HttpResponse:
    """The Word file of ``?version=``, or the one in force."""
    if not _keeps(request):
        return render(request, "desk/templates/not_yours.html", status=403)
    kind = _kind(template)
    if asked := request.GET.get("version"):
        content = bytes(_version(kind, asked).content)
    else:
        own = place_of(kind.id)
        content = (own if own.is_file() else TEMPLATES / f"{kind.id}.docx").read_bytes()
    return attachment(content, f"{kind.id}.docx", DOCX)


def _keeps(request: DeskRequest) -> bool:
    return bool(request.actor.roles & PAGES["desk:templates"].roles)


def _kind(template: str) -> PaperKind:
    kind = catalogue().get(template)
    if kind is None:
        raise Http404
    return kind


def _version(kind: PaperKind, asked: str) -> TemplateVersion:
    return get_object_or_404(TemplateVersion, template=kind.id, version=whole(asked, otherwise=0))


def _papers(request: DeskRequest, kind: PaperKind) -> list[Paper]:
    """The latest papers of the kind, of matters this officer may see."""
    found = Paper.objects.filter(template=kind.id, proceeding__in=visible(request.actor))
    found = found.filter(proceeding__erased_on=None).select_related("proceeding", "act")
    return list(found.order_by("-pk")[:PAPERS_OFFERED])


def _send(request: DeskRequest, kind: PaperKind) -> HttpResponse:
    sent = request.FILES.get("file")
    content = sent.read() if sent and sent.size else b""
    if not any(name.startswith("word/") for name in harmless_names(content)):
        return _page(request, kind, wrong=NO_FILE)
    kept = send_template(kind.id, content, request.POST.get("change", ""), by=request.person, now=request.now)
    return _done(request, kind, SENT.format(version=kept.version))


def _try(request: DeskRequest, kind: PaperKind) -> HttpResponse:
    """The filled paper as PDF, or as Word where it cannot be converted."""
    version = _version(kind, request.POST.get("version", ""))
    paper = get_object_or_404(
        Paper.objects.select_related("proceeding", "act").filter(proceeding__in=visible(request.actor)),
        pk=whole(request.POST.get("paper", ""), otherwise=0),
    )
    filled = try_template(version, paper, by=request.person, now=request.now)
    name = f"{kind.title.zh}-{version.version}"
    try:
        return attachment(to_pdf(filled), f"{name}.pdf", "application/pdf", inline=True)
    except QingtianError:
        return attachment(filled, f"{name}.docx", DOCX)


def _live(request: DeskRequest, kind: PaperKind) -> HttpResponse:
    version = _version(kind, request.POST.get("version", ""))
    put_in_force(version, by=request.person, now=request.now)
    return _done(request, kind, LIVE.format(version=version.version))


def _shipped(request: DeskRequest, kind: PaperKind) -> HttpResponse:
    return_to_shipped(kind.id, now=request.now)
    return _done(request, kind, BACK)


DOES: dict[str, Callable[[DeskRequest, PaperKind], HttpResponse]] = {
    "send": _send,
    "try": _try,
    "live": _live,
    "shipped": _shipped,
}


def _done(request: DeskRequest, kind: PaperKind, what: Text) -> HttpResponse:
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=CHANGED.format(template=kind.id, what=what))
    messages.success(request, say(what))
    return redirect("desk:template", kind.id)


def _page(
    request: DeskRequest, kind: PaperKind, refused: QingtianError | None = None, wrong: Text | str = ""
) -> HttpResponse:
    versions = TemplateVersion.objects.defer("content").filter(template=kind.id)
    versions = versions.select_related("sent_by", "tried_by", "live_by").order_by("-version")
    said = request.POST.get("change", "") if refused or wrong else ""
    context = {
        "kind": kind,
        "used_in": _used_in().get(kind.id, []),
        "versions": versions,
        "papers": _papers(request, kind),
        "own": place_of(kind.id).is_file(),
        "needed": [kind.name(datum) for datum in kind.required],
        "me": request.person.pk,
        "fields": [
            FieldView("file", Text("改好的 Word 文件", "The changed Word file"), "file", accept=".docx", error=wrong),
            FieldView("change", Text("改了什么", "What was changed"), value=said, maxlength=200),
        ],
        "refused": refused,
        "nav_current": NAV,
    }
    return render(request, "desk/templates/one.html", context, status=422 if refused or wrong else 200)


def _used_in() -> dict[str, list[Text]]:
    """By paper, the procedures in whose acts it is made."""
    found: dict[str, list[Text]] = {}
    for procedure in load_procedures():
        for transition in procedure.transitions:
            held = found.setdefault(transition.paper or "", [])
            if procedure.title not in held:
                held.append(procedure.title)
    return found


def _waiting(newest: TemplateVersion | None) -> TemplateVersion | None:
    """A version sent and never in force."""
    return newest if newest and newest.live_at is None else None


def _by_hand(template: str, live: dict[str, TemplateVersion]) -> bool:
    """A file somebody put into the folder without this page."""
    return template not in live and place_of(template).is_file()
