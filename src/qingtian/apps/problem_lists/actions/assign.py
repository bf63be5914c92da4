"""Assign an item (分办): it becomes a five-ones case, opened and entered in the list by the same act, or is joined to
one that is open already."""

from __future__ import annotations

from django.db import transaction

from qingtian.apps.problem_lists.models import ListItem, ProblemList
from qingtian.apps.problem_lists.writing import items_of, merged_under, sources_of
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

CASE = "five_ones_case"
#: by which act a source says that it gave rise to the case
LINKING = {"petition": "give_rise", "hot_issue": "promote"}
NO_CASE = Text("{number} 不是在办的包案。", "{number} is no open case.")
ELSEWHERE = Text("{number} 不是这个区域的案。", "{number} is not a case of this area.")
OPEN_ALREADY = Text(
    "来源已经引出在办的案 {number}，请接上它。", "Its source gave rise to {number}, which is open: join it."
)


def assign(performed: Performed) -> None:
    """The effect of ``assign_item``."""
    held = ProblemList.objects.get(proceeding=performed.proceeding)
    items = items_of(held)
    item = next(one for one in items if one.number == performed.values["number"])
    merged = merged_under(items).get(item.pk, [])
    named = performed.values.get("case")
    case = _named(held, named["uid"]) if named else _opened(performed, held, item, merged)
    item.case, item.assigned_by = case, performed.act.seq
    item.save(update_fields=["case", "assigned_by"])
    for one in (item, *merged):
        if one.source is not None and one.source.procedure in LINKING:
            _give_rise(performed, one.source, case)


def _named(held: ProblemList, uid: str) -> Proceeding:
    case = Proceeding.objects.get(uid=uid)
    if case.procedure != CASE or case.ended_on is not None:
        raise Refused("problem_list.no_case", NO_CASE.format(number=case.number))
    if case.area_id != held.area_id:
        raise Refused("problem_list.case_elsewhere", ELSEWHERE.format(number=case.number))
    return case


def _opened(performed: Performed, held: ProblemList, item: ListItem, merged: list[ListItem]) -> Proceeding:
    """A new case, identified and listed on the day of the assignment by the officer who assigns."""
    sources = [one.source_id for one in (item, *merged) if one.source_id]
    risen = Link.objects.filter(source__in=sources, kind=Link.Kind.GAVE_RISE_TO, undone_by=None)
    if found := risen.filter(target__procedure=CASE, target__ended_on=None).select_related("target").first():
        raise Refused("problem_list.case_open", OPEN_ALREADY.format(number=found.target.number))
    matter, after = performed.proceeding, performed.after
    said = "、".join(sources_of(item, merged))
    fields = {
        "subject": item.subject,
        "problem": f"{item.subject}\n来源：{said}。\n见{matter.number}第{item.number}条。",
        "source": item.source_kind,
        "source_level": item.source_level,
        "year": held.year,
        "area": held.area.code,
        "county": after.organ("county"),
        "office": after.organ("office"),
    }
    done = {"by": performed.actor, "on": performed.act.on, "now": performed.act.recorded_at}
    case = open_proceeding(CASE, title=item.subject[:200], fields=fields, generated=matter.generated, **done)
    confirmed = f"{matter.number}第{held.version}版第{item.number}条"
    perform_within(case, "list", fields={"confirmed_by": confirmed}, expected_seq=case.seq, **done)
    return case


def _give_rise(performed: Performed, source: Proceeding, case: Proceeding) -> None:
    """The source says itself what it gave rise to. Where its state or its office does not let it, it is left: the two
    can be linked by hand."""
    if source.links_out.filter(target=case, kind=Link.Kind.GAVE_RISE_TO, undone_by=None).exists():
        return
    try:
        with transaction.atomic():
            perform_within(
                source,
                LINKING[source.procedure],
                by=performed.actor,
                on=max(performed.act.on, source.last_on or performed.act.on),
                now=performed.act.recorded_at,
                fields={"raised": case.number},
                expected_seq=source.seq,
            )
    except Refused:
        return


def unassign(performed: Performed) -> None:
    """A voided assignment: the item waits again; the case goes on and can be withdrawn by its own act."""
    seq = performed.extra["voided"]["seq"]
    ListItem.objects.filter(problem_list__proceeding=performed.proceeding, assigned_by=seq).update(
        case=None, assigned_by=None
    )
