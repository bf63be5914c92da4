"""Take, leave, change, merge and drop items (列入、不列入、修改、并入、去掉), and take each back."""

from __future__ import annotations

from datetime import date

from qingtian.apps.cases.models import Case
from qingtian.apps.people.models import Organ
from qingtian.apps.problem_lists.models import Leaving, ListItem, ProblemList
from qingtian.apps.problem_lists.proposing import last_year
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

ACCUSATION = Text("检举控告不能作清单的来源。", "An accusation is no source of a list.")
USED = Text("第 {n} 条后来并入、分办过，先更正那个动作。", "Item {n} was merged or assigned since; correct that first.")
LONGEST = 500


def _list(performed: Performed) -> ProblemList:
    return ProblemList.objects.get(proceeding=performed.proceeding)


def _item(performed: Performed, field: str = "number") -> ListItem:
    return ListItem.objects.get(problem_list=_list(performed), number=performed.values[field])


def take(performed: Performed) -> None:
    """The effect of ``take_item``: the next number. An open case of an earlier year comes with its case."""
    held, values = _list(performed), performed.values
    source = Proceeding.objects.get(uid=values["source"]["uid"]) if values.get("source") else None
    if source is not None and source.restricted:
        raise Refused("problem_list.accusation", ACCUSATION)
    earlier, case = _carried(held, source, values.get("carried_from"))
    last = held.items.order_by("-number").first()
    ListItem.objects.create(
        problem_list=held,
        number=(last.number if last else 0) + 1,
        subject=values["subject"][:LONGEST],
        source_kind=values["source_kind"],
        source=source,
        source_words=(values.get("source_words") or "")[:LONGEST],
        measured=(values.get("measured") or "").strip()[:60],
        source_level=values["source_level"],
        unit=Organ.objects.get(code=values["unit"]["chain"][-1]),
        deadline=date.fromisoformat(values["deadline"]),
        carried_from=earlier,
        carried=earlier is not None or _of_an_earlier_year(held, case),
        case=case,
        taken_by=performed.act.seq,
    )


def _carried(
    held: ProblemList, source: Proceeding | None, number: int | None
) -> tuple[ListItem | None, Proceeding | None]:
    """The item of last year this one goes on with, and the open case it comes with."""
    before = last_year(held)
    case = source if source is not None and source.procedure == "five_ones_case" else None
    earlier = before.filter(number=number).first() if number is not None else None
    if earlier is None and case is not None:
        earlier = before.filter(case=case).first()
    if case is None and earlier is not None:
        case = earlier.case
    return earlier, case if case is not None and case.ended_on is None else None


def _of_an_earlier_year(held: ProblemList, case: Proceeding | None) -> bool:
    return case is not None and Case.objects.filter(proceeding=case, year__lt=held.year).exists()


def untake(performed: Performed) -> None:
    """A voided taking: the number stays used, the item is gone from the list."""
    seq = performed.extra["voided"]["seq"]
    item = ListItem.objects.get(problem_list=_list(performed), taken_by=seq)
    if not item.stands or item.assigned_by or item.merged.exists():
        raise Refused("problem_list.item_used", USED.format(n=item.number))
    item.dropped_by, item.source, item.carried_from, item.case = performed.act.seq, None, None, None
    item.measured = ""
    item.save(update_fields=["dropped_by", "source", "carried_from", "case", "measured"])


def leave(performed: Performed) -> None:
    """The effect of ``leave_candidate``."""
    held, values = _list(performed), performed.values
    matter = Proceeding.objects.get(uid=values["candidate"]["uid"]) if values.get("candidate") else None
    item = None
    if values.get("carried_from") is not None:
        item = last_year(held).filter(number=values["carried_from"]).first()
        if item is None:
            n = values["carried_from"]
            words = Text(f"上一年的清单里没有第 {n} 条。", f"Last year's list has no item {n}.")
            raise Refused("problem_list.no_such_item", words)
    elif matter is not None:
        item = last_year(held).filter(case=matter).first()
    measured = (values.get("measured") or "").strip()[:60]
    Leaving.objects.create(problem_list=held, matter=matter, item=item, measured=measured, left_by=performed.act.seq)


def unleave(performed: Performed) -> None:
    """A voided leaving: it is proposed again."""
    Leaving.objects.filter(problem_list=_list(performed), left_by=performed.extra["voided"]["seq"]).delete()


def change(performed: Performed) -> None:
    """The effect of ``change_item``; a further change puts another one right."""
    item, values = _item(performed), performed.values
    item.subject = values["subject"][:LONGEST]
    item.unit = Organ.objects.get(code=values["unit"]["chain"][-1])
    item.deadline = date.fromisoformat(values["deadline"])
    item.save(update_fields=["subject", "unit", "deadline"])


def merge(performed: Performed) -> None:
    """The effect of ``merge_items``: the item keeps its source and stands no more by itself."""
    item = _item(performed)
    item.merged_into, item.merged_by = _item(performed, "into"), performed.act.seq
    item.save(update_fields=["merged_into", "merged_by"])


def unmerge(performed: Performed) -> None:
    """A voided merging: the item stands again."""
    seq = performed.extra["voided"]["seq"]
    ListItem.objects.filter(problem_list=_list(performed), merged_by=seq).update(merged_into=None, merged_by=None)


def drop(performed: Performed) -> None:
    """The effect of ``drop_item``."""
    ListItem.objects.filter(pk=_item(performed).pk).update(dropped_by=performed.act.seq)


def undrop(performed: Performed) -> None:
    """A voided dropping: the item stands again."""
    seq = performed.extra["voided"]["seq"]
    ListItem.objects.filter(problem_list=_list(performed), dropped_by=seq).update(dropped_by=None)
