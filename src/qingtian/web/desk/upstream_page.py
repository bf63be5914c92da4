"""What is still to be typed where (待录): per upstream system, the matters of my scope; many marked at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from qingtian import __version__
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Act, Party, Proceeding, UpstreamNumber
from qingtian.errors import QingtianError
from qingtian.gateways.upstream.model import System
from qingtian.gateways.upstream.noting import ROLE, Entry, note_many
from qingtian.gateways.upstream.owed import WHICH, OwedCounts, base, changes_of, counts, owed, rule_for, since_of
from qingtian.gateways.upstream.systems import systems_in_use
from qingtian.language import Text
from qingtian.law import Calendar, Derivation, load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.model import Procedure
from qingtian.web.design.shapes import ClockView, FacetGroup, Link, clock_view
from qingtian.web.desk.clock_views import days_left, elapsed, reason
from qingtian.web.desk.list_figures import KEPT_SECONDS
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

PAGE = 20
#: matters one click may mark; the page shows no more
MOST = PAGE
LISTS = {
    "enter": Text("还没录", "Not entered"),
    "changed": Text("录后有变化", "Changed since"),
    "differs": Text("有差异", "With a difference"),
    "entered": Text("已录", "Entered"),
}
NOTED = Text("{system}：{n} 件已登记为已录。", "{system}: {n} noted as entered.")
LEFT = Text("{number} 没有登记：{why}", "{number} not noted: {why}")
NONE_TICKED = Text("没有选中任何一件。", "Nothing was ticked.")
NOT_YOURS = Text("登记由经办人做。", "A clerk notes it.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which system and list the page shows; everything stands in the address."""

    system: System
    which: str
    mine: bool
    page: int

    def query(self, **changes: object) -> str:
        """The address with some of it changed; another list begins at its first page."""
        wanted = {"system": self.system.id, "which": self.which, "of": "mine" if self.mine else "all", "page": ""}
        return "?" + urlencode({name: value for name, value in (wanted | changes).items() if value})


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One matter to be typed."""

    matter: Proceeding
    state: Text
    since: date | None
    clock: ClockView | None
    noted: UpstreamNumber | None
    happened: Sequence[Text]
    typed_by: Organ | None


def may_enter(request: DeskRequest) -> bool:
    """A clerk, by the kernel's declaration of the act."""
    return ROLE in request.actor.roles


def chosen(request: DeskRequest) -> Chosen:
    """From the address; what is not known is left at its default."""
    known, _ = systems_in_use()
    wanted = request.GET.get("system", "")
    which, page = request.GET.get("which", ""), request.GET.get("page", "")
    return Chosen(
        system=known.get(wanted) or next(iter(known.values())),
        which=which if which in WHICH else "enter",
        mine=request.GET.get("of", "mine" if may_enter(request) else "all") == "mine",
        page=max(whole(page, otherwise=1), 1),
    )


@officer
@require_safe
def upstream(request: DeskRequest) -> HttpResponse:
    """One list of one system, the oldest first; beside it the figures of every system."""
    choice = chosen(request)
    known, broken = systems_in_use()
    figures = _figures(request, choice, known)
    matters = owed(choice.system, request.actor, choice.which, mine=choice.mine)
    first = (max(choice.page, 1) - 1) * PAGE
    found = list(matters.select_related("area")[first : first + PAGE + 1])
    total = getattr(figures[choice.system.id], choice.which)
    context = {
        "choice": choice,
        "system": choice.system,
        "broken": broken,
        "which_title": LISTS[choice.which],
        "total": total,
        "facets": _facets(choice, figures),
        "rows": rows_of(choice, found[:PAGE], request.as_of),
        "first": first + 1,
        "last": first + min(len(found), PAGE),
        "next": choice.query(page=max(choice.page, 1) + 1) if len(found) > PAGE else "",
        "start": choice.query() if choice.page > 1 else "",
        "scope_link": _scope_link(choice),
        "may_enter": may_enter(request),
        "marks": may_enter(request) and choice.which != "entered",
        "token": secrets.token_urlsafe(12),
        "empty": _empty(choice),
    }
    return render(request, "desk/upstream.html", context)


def _figures(request: DeskRequest, choice: Chosen, known: Mapping[str, System]) -> dict[str, OwedCounts]:
    """Figures of every system, counted again only after somebody acted or a declaration changed; always exact."""
    last = Act.objects.order_by("-pk").values_list("hash", flat=True).first() or ""
    actor = request.actor
    parts = (__version__, actor.post, actor.organ, request.as_of, choice.mine, last, repr(list(known.values())))
    key = "desk-upstream-" + sha256("\n".join(str(part) for part in parts).encode()).hexdigest()
    found: dict[str, OwedCounts] | None = cache.get(key)
    if found is None:
        found = {id_: counts(one, actor, mine=choice.mine) for id_, one in known.items()}
        cache.set(key, found, KEPT_SECONDS)
    return found


def _facets(choice: Chosen, figures: dict[str, OwedCounts]) -> list[FacetGroup]:
    known, _ = systems_in_use()
    lists = [
        Link(LISTS[which], choice.query(which=which), getattr(figures[choice.system.id], which), which == choice.which)
        for which in WHICH
    ]
    systems = [
        Link(one.title, choice.query(system=id_), figures[id_].enter + figures[id_].changed, id_ == choice.system.id)
        for id_, one in known.items()
    ]
    return [
        FacetGroup(Text("系统（没录的和有变化的）", "Systems (not entered or changed)"), systems),
        FacetGroup(Text("清单", "Lists"), lists),
    ]


def _scope_link(choice: Chosen) -> Link:
    if choice.mine:
        return Link(Text("看得到的全部", "All I can see"), choice.query(of="all"))
    return Link(Text("只看本单位录的", "Only what my organ enters"), choice.query(of="mine"))


def _empty(choice: Chosen) -> tuple[Text, Text, Link]:
    what = {
        "enter": Text("没有要录的件。", "Nothing waits to be entered."),
        "changed": Text("录过的件后来没有变化。", "Nothing entered has changed since."),
        "differs": Text("没有登记差异的件。", "No difference is noted."),
        "entered": Text("还没有录过的件。", "Nothing has been entered yet."),
    }[choice.which]
    if not choice.system.rules:
        what = Text("这个系统还没有声明应录范围。", "What must be entered there is not declared yet.")
    return what, Text("也可以看", "You may also see"), _scope_link(choice)


def rows_of(choice: Chosen, matters: Sequence[Proceeding], as_of: date) -> list[OwedRow]:
    """In the order given; four queries however many rows."""
    keys, system, working = [m.pk for m in matters], choice.system, calendar()
    noted = {n.proceeding_id: n for n in UpstreamNumber.objects.filter(proceeding__in=keys, system=system.id)}
    happened = _happened(system, matters, noted) if choice.which == "changed" else {}
    typists = _typists(system, matters)
    rows = []
    for matter in matters:
        since = since_of(matter)
        derivation = limit_of(system, matter, since, working) if choice.which == "enter" else None
        procedure = load_procedures().edition(matter.procedure, matter.edition)
        rows.append(
            OwedRow(
                matter=matter,
                state=procedure.states[matter.state].title,
                since=since,
                clock=_clock(derivation, as_of, working) if derivation else None,
                noted=noted.get(matter.pk),
                happened=happened.get(matter.pk, ()),
                typed_by=typists.get(matter.pk),
            )
        )
    return rows


def limit_of(system: System, matter: Proceeding, since: date | None, working: Calendar) -> Derivation | None:
    """The last day to enter it, day by day; None where no limit is declared or the calendar does not reach."""
    rule = rule_for(system, matter)
    if rule is None or rule.within is None or since is None:
        return None
    try:
        return load_law().derive(rule.within, start=since, calendar=working)
    except QingtianError:
        return None


def _clock(derivation: Derivation, as_of: date, working: Calendar) -> ClockView:
    """Days left to enter it: a limit of the office's own, shown like every other clock."""
    left, unit = days_left(derivation.due, as_of, derivation.unit, working)
    told = {"title": derivation.title.as_dict(), "unit": derivation.unit, "length": derivation.length}
    return clock_view(
        derivation.title,
        derivation.due,
        left,
        unit=unit,
        provisional=derivation.provisional,
        elapsed=elapsed(derivation.start, derivation.due, as_of),
        reason=reason(told),
    )


def _happened(system: System, matters: Sequence[Proceeding], noted: dict[int, UpstreamNumber]) -> dict[int, list[Text]]:
    """What was done since the entry, the earliest first."""
    kinds = {m.pk: load_procedures().edition(m.procedure, m.edition) for m in matters}
    acts = Act.objects.filter(proceeding__in=kinds, act__in=changes_of(system)).order_by("proceeding", "seq")
    found: dict[int, list[Text]] = {}
    for pk, seq, act, on in acts.values_list("proceeding", "seq", "act", "on"):
        if pk in noted and seq > noted[pk].noted_seq:
            found.setdefault(pk, []).append(_dated(kinds[pk], act, on))
    return found


def _dated(procedure: Procedure, act: str, on: date) -> Text:
    named = procedure.named(act)
    title = named.title if named else Text(act, act)
    return Text(f"{on:%m-%d} {title.zh}", f"{on:%m-%d} {title.en}")


def _typists(system: System, matters: Sequence[Proceeding]) -> dict[int, Organ]:
    """Whose typing each matter is."""
    relation = {m.pk: rule.typed_by for m in matters if (rule := rule_for(system, m))}
    parties = Party.objects.filter(proceeding__in=relation).values_list("proceeding", "relation", "organ")
    codes = {pk: organ for pk, named, organ in parties if relation[pk] == named}
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in=set(codes.values()))}
    return {pk: organs[code] for pk, code in codes.items() if code in organs}


@officer
@require_POST
def mark(request: DeskRequest) -> HttpResponse:
    """Note the ticked matters as entered, each its own act. Sent twice it notes once; a refusal stops no other."""
    if not may_enter(request):
        raise PermissionDenied(NOT_YOURS.zh)
    known, _ = systems_in_use()
    system = known.get(request.POST.get("system", ""))
    if system is None:
        raise Http404
    entries = _ticked(request)
    if not entries:
        messages.error(request, say(NONE_TICKED))
    token = request.POST.get("token", "")[:24] or secrets.token_urlsafe(12)
    done = note_many(system, entries, by=request.actor, on=request.as_of, now=request.now, token=token)
    if noted := [one for one in done if one.act]:
        messages.success(request, say(NOTED.format(system=system.title, n=len(noted))))
    for one in done:
        if one.why:
            messages.error(request, say(LEFT.format(number=one.entry.matter.number, why=one.why)))
    return redirect(_back(request))


def _ticked(request: DeskRequest) -> list[Entry]:
    """What was ticked, inside the actor's scope; a number outside it is passed over like one that is not there."""
    wanted = request.POST.getlist("tick")[:MOST]
    seen = {m.number: m for m in base(request.actor).filter(number__in=wanted)}
    return [
        Entry(
            matter=seen[number],
            seen=whole(request.POST.get(f"seen_{number}", ""), otherwise=-1),
            number=request.POST.get(f"number_{number}", "").strip(),
        )
        for number in wanted
        if number in seen
    ]


def _back(request: DeskRequest) -> str:
    kept = {name: request.POST.get(name, "") for name in ("system", "which", "of")}
    return reverse("desk:upstream") + "?" + urlencode({name: value for name, value in kept.items() if value})
