"""The violation catalogue and the discretion tables as they stand; an administrator adds to either, with source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.penalties.actions.add_rule import add_entry, add_table
from qingtian.apps.penalties.held import catalogue, tables
from qingtian.enforcement.discretion.table import GROUPS, MODELS, Table
from qingtian.enforcement.lines import cited, fine_words
from qingtian.enforcement.violations.catalogue import MEASURES, MEDIA, PARTIES, FineRange, Violation, ViolationEdition
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Law, load_law
from qingtian.web.access import PAGES
from qingtian.web.desk.calculators.asked import Asked, WrongField
from qingtian.web.desk.rules.form import entry_fields, entry_of, table_form_fields
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

NAV = "desk:enforcement"
ADDED = Text("已加入：{what}", "Added: {what}")


@officer
@require_safe
def rules(request: DeskRequest) -> HttpResponse:
    """Every violation with its editions, every table with its factors."""
    law = load_law()
    context = {
        "violations": [_violation(each, law) for each in catalogue().values()],
        "tables": [_table(each, law) for each in tables().values()],
        "may_add": bool(request.actor.roles & PAGES["desk:new_rule"].roles),
        "nav_current": NAV,
    }
    return render(request, "desk/rules/list.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: DeskRequest) -> HttpResponse:
    """Add an edition of a violation."""
    asked = Asked(request.POST)

    def add() -> Text:
        kept = add_entry(entry_of(asked), request.post.code, request.as_of)
        return Text(kept.title_zh, kept.title_en)

    return _form(request, "desk:new_rule", "desk/rules/new_entry.html", lambda: entry_fields(asked), add)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_table(request: DeskRequest) -> HttpResponse:
    """Bring a version of a local discretion table."""
    asked = Asked(request.POST)

    def add() -> Text:
        text = request.POST.get("text", "")[:MOST_TEXT]
        return add_table(asked.words("code"), text, asked.words("source"), request.post.code, request.as_of).title

    return _form(request, "desk:new_table", "desk/rules/new_table.html", lambda: table_form_fields(request.POST), add)


#: longer than any table of one province
MOST_TEXT = 400_000


def _form(
    request: DeskRequest, address: str, template: str, fields: Callable[[], list], add: Callable[[], Text]
) -> HttpResponse:
    if not request.actor.roles & PAGES[address].roles:
        return render(request, "desk/enforcement/not_yours.html", status=403)
    wrong: QingtianError | None = None
    where = ""
    if request.method == "POST":
        try:
            what = add()
        except WrongField as error:
            wrong, where = error.error, error.name
        except QingtianError as error:
            wrong, where = error, error.where
        else:
            messages.success(request, say(ADDED.format(what=what)))
            return redirect("desk:rules")
    shown = fields()
    if wrong:
        shown = [replace(view, error=wrong.message) if view.name == where else view for view in shown]
    context = {"fields": shown, "refused": wrong, "nav_current": NAV}
    return render(request, template, context, status=422 if wrong else 200)


def _violation(violation: Violation, law: Law) -> dict[str, object]:
    return {
        "violation": violation,
        "daily": law.cite(violation.daily_penalty) if violation.daily_penalty else None,
        "limbs": cited(violation.limbs, law) if violation.limbs else None,
        "measures": [(MEASURES[each.id], each.firmness, law.cite(each.basis)) for each in violation.measures],
        "editions": [_edition(each, law) for each in violation.editions],
    }


def _edition(edition: ViolationEdition, law: Law) -> dict[str, object]:
    return {
        "edition": edition,
        "articles": cited(edition.bases, law),
        "ranges": [(_whose(each), fine_words(each), each) for each in edition.ranges],
        "measures": [MEASURES[each.id] for each in edition.measures],
    }


def _whose(fine: FineRange) -> list[Text]:
    """Media and parties a range is for; none: every other."""
    return [*(MEDIA[each] for each in sorted(fine.media)), *(PARTIES[each] for each in sorted(fine.parties))]


def _table(table: Table, law: Law) -> dict[str, object]:
    return {
        "table": table,
        "model": MODELS[table.model],
        "article": law.cite(table.basis),
        "factors": [(each, GROUPS[each.group]) for each in table.factors.values()],
    }
