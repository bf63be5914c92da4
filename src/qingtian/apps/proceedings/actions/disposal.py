"""The chapter of disposal (档案销毁): the list, and the erasing of every file on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter, Performed
from qingtian.apps.proceedings.models import CaseFile, DisposalItem, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import Actor, Projection
from qingtian.procedures.guards.disposal import lack_of, numbers_of

SYSTEM = Actor(kind="system")
NOT_ERASED = Text("案卷 {number} 不能销毁：{why}", "File {number} cannot be erased: {why}")


def archived(numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is known of these archived files: who keeps them, until when, whether another list holds them."""
    files = CaseFile.objects.filter(proceeding__number__in=list(numbers)).select_related("proceeding")
    standing = DisposalItem.objects.filter(disposal__ended_on__isnull=True, proceeding__in=files.values("proceeding"))
    listed = dict(standing.values_list("proceeding", "disposal__number"))
    return {
        each.proceeding.number: {
            "keeper": each.keeper,
            "until": each.retained_until.isoformat() if each.retained_until else None,
            "erased": each.proceeding.erased_on is not None,
            "open": each.proceeding.ended_on is None,
            "listed": listed.get(each.proceeding_id),
        }
        for each in files
    }


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Before the erasing every file of the list is looked at once more."""
    if projection.state != "approved":
        return {}
    return {"own": proceeding.number, "archived": archived(numbers_of(projection.facts["matters"]))}


def write_list(performed: Performed) -> None:
    """The effect of ``list_for_disposal``: a row a file. Raises Refused ``disposal.not_erasable`` naming them all."""
    numbers = numbers_of(performed.values["matters"])
    keeper, on = performed.actor.organ or "", performed.act.on
    if lack := lack_of(archived(numbers), numbers, keeper=keeper, on=on, own=performed.proceeding.number):
        raise Refused("disposal.not_erasable", lack, where="matters")
    found = Proceeding.objects.filter(number__in=numbers).order_by("pk")
    DisposalItem.objects.bulk_create(DisposalItem(disposal=performed.proceeding, proceeding=one) for one in found)


def erase_listed(performed: Performed) -> None:
    """The effect of ``erase_listed``: one act of erasure a file, all in the one transaction, or none."""
    from qingtian.apps.proceedings.actions.perform import perform

    items = performed.proceeding.disposal_items.select_related("proceeding__case_file").order_by("proceeding__pk")
    for item in items:
        matter = item.proceeding
        fields = {
            "disposal": performed.proceeding.number,
            "retained_until": matter.case_file.retained_until.isoformat(),
        }
        try:
            perform(
                matter,
                "erase_content",
                by=SYSTEM,
                on=performed.act.on,
                now=performed.act.recorded_at,
                fields=fields,
                expected_seq=matter.seq,
            )
        except Refused as refused:
            words = NOT_ERASED.format(number=matter.number, why=refused.message)
            raise Refused(refused.code, words, where=matter.number) from refused


CHAPTER = Chapter(
    procedure="disposal",
    world=world,
    effects={"list_for_disposal": write_list, "erase_listed": erase_listed},
)
