"""Absences and who stands in (离岗顶岗, AB角): entered by the holder, the head of the organ, or the administrator."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.people.actions.absences import HEAD_ROLES, end_absence, enter_absence, may_enter, may_stand_in
from qingtian.apps.people.models import Absence, Person, Tenure
from qingtian.apps.people.models.absence import lends
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.seat import DeskRequest, doer, officer, open_to_auditors
from qingtian.web.templatetags.words import say

NOBODY = Choice("", Text("— 没有人顶岗 —", "— nobody —"))
ENTERED = Text("已登记：{person} {starts} 至 {ends} 离岗。", "Entered: {person} is away from {starts} to {ends}.")
SHORTENED = Text("已改：{last} 是最后一天。", "Changed: {last} is the last day.")
NOT_A_DAY = Text("写一个日期。", "Give a date.")


@officer
@open_to_auditors
def absences(request: DeskRequest) -> HttpResponse:
    """What is entered for those the officer may enter it for, and a form for one of them (``?for=`` a tenure)."""
    targets = _targets(request)
    wanted = request.POST.get("for") or request.GET.get("for") or ""
    target = next((t for t in targets if str(t.pk) == wanted), targets[0])
    faults: dict[str, Text] = {}
    if request.method == "POST":
        faults = _enter(request, target)
        if not faults:
            return redirect("desk:absences")
    context = {
        "target": target,
        "targets": targets,
        "target_field": FieldView(
            "for", Text("谁的哪个岗位", "Whose post"), "select", value=str(target.pk), width="medium",
            choices=[Choice(str(t.pk), _whose(t)) for t in targets],
        ),
        "fields": _fields(request, target, faults),
        "errors": [(f"id_{name}" if name else "", words) for name, words in faults.items()],
        "lent": lends(target.post),
        "entered": _entered(request, targets),
    }  # fmt: skip
    return render(request, "desk/absences.html", context, status=422 if faults else 200)


def _targets(request: DeskRequest) -> list[Tenure]:
    """Terms of office the officer may enter an absence for: the own ones first."""
    held = Tenure.objects.on(request.as_of).select_related("person", "post__organ__parent")
    headed = Q(pk__in=[])
    for post in request.posts:
        if HEAD_ROLES & set(post.roles):
            headed |= Q(post__organ__path__startswith=post.organ.path)
    if "administrator" in request.actor.roles and (code := request.GET.get("person") or request.POST.get("person")):
        headed |= Q(person__code=code)
    own = held.filter(person=request.person).order_by("-post__rank", "post__code")
    others = held.filter(headed).exclude(person=request.person).order_by("post__organ__path", "-post__rank")
    asked_for = request.GET.get("person") or request.POST.get("person")
    both = [*others, *own] if asked_for else [*own, *others]
    return [t for t in both if t.post.liaison_for_id is None or t.person == request.person]


def _whose(tenure: Tenure) -> Text:
    person, post = tenure.person, tenure.post
    return Text(
        f"{person.name_zh}（{post.organ.name_zh}{post.title_zh}）",
        f"{person.name_en} ({post.title_en}, {post.organ.name_en})",
    )


def _entered(request: DeskRequest, targets: list[Tenure]) -> list[Absence]:
    """Absences of these people that are not over yet."""
    people = {t.person_id for t in targets}
    found = Absence.objects.filter(person__in=people, ends__gte=request.as_of, withdrawn_at=None)
    return list(found.select_related("person", "substitute", "post__organ").order_by("starts", "pk"))


def _day(request: DeskRequest, name: str, faults: dict[str, Text]) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        faults[name] = NOT_A_DAY
        return request.as_of


def _enter(request: DeskRequest, target: Tenure) -> dict[str, Text]:
    """Faults by field; none when the absence is entered."""
    faults: dict[str, Text] = {}
    starts, ends = _day(request, "starts", faults), _day(request, "ends", faults)
    code = request.POST.get("substitute", "")
    substitute = Person.objects.filter(code=code).first() if code else None
    if faults:
        return faults
    try:
        enter_absence(
            target.post, target.person, starts=starts, ends=ends, substitute=substitute,
            decision=request.POST.get("decision", ""), by=request.person, today=request.as_of, now=request.now,
        )  # fmt: skip
    except QingtianError as refused:
        return {refused.where if refused.where in ("starts", "ends", "substitute", "decision") else "": refused.message}
    words = Text(
        f"{target.post} {starts} 至 {ends}，顶岗：{substitute.name_zh if substitute else '无'}",
        f"{target.post.title_en} {starts} to {ends}, substitute: {substitute.name_en if substitute else 'none'}",
    )
    note(Kind.ABSENCE_ENTERED, at=request.now, by=doer(request), about=target.person, what=words)
    person = Text(target.person.name_zh, target.person.name_en)
    messages.success(request, say(ENTERED.format(person=person, starts=starts, ends=ends)))
    return {}


def _fields(request: DeskRequest, target: Tenure, faults: dict[str, Text]) -> list[FieldView]:
    sent = request.POST
    by_head = target.person != request.person
    colleagues = may_stand_in(target.post, request.as_of, by_head=by_head).order_by("code")
    fields = [
        FieldView("starts", Text("第一天", "First day"), "date", value=sent.get("starts", ""),
                  error=faults.get("starts", ""), minimum=str(request.as_of)),
        FieldView("ends", Text("最后一天", "Last day"), "date", value=sent.get("ends", ""),
                  error=faults.get("ends", ""), minimum=str(request.as_of)),
    ]  # fmt: skip
    if lends(target.post):
        choices = [NOBODY, *(Choice(p.code, Text(p.name_zh, p.name_en)) for p in colleagues)]
        fields.append(FieldView(
            "substitute", Text("顶岗人", "Who stands in"), "select", value=sent.get("substitute", ""),
            error=faults.get("substitute", ""), choices=choices, required=False, width="medium",
        ))  # fmt: skip
    hint = Text("代别人登记的，写谁定的、文号或日期。", "Entered for somebody else: who decided, number or date.")
    fields.append(FieldView(
        "decision", Text("依据", "Decision"), value=sent.get("decision", ""), error=faults.get("decision", ""),
        required=by_head, hint=hint if by_head else "", maxlength=120, width="medium",
    ))  # fmt: skip
    return fields


@officer
@open_to_auditors
@require_POST
def absence_end(request: DeskRequest, pk: int) -> HttpResponse:
    """Back earlier: yesterday was the last day (an absence not begun is withdrawn)."""
    absence = get_object_or_404(Absence.objects.select_related("person", "post__organ"), pk=pk)
    if not may_enter(absence.post, absence.person, request.person, request.as_of):
        raise Http404
    last = date.fromordinal(request.as_of.toordinal() - 1)
    try:
        end_absence(absence, last=last, by=request.person, today=request.as_of, now=request.now)
    except QingtianError as refused:
        messages.error(request, say(refused.message))
    else:
        note(Kind.ABSENCE_ENDED, at=request.now, by=doer(request), about=absence.person,
             what=Text(f"{absence.post} 到 {last}", f"{absence.post.title_en} until {last}"))  # fmt: skip
        messages.success(request, say(SHORTENED.format(last=last)))
    return redirect("desk:absences")
