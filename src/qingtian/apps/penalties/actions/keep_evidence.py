"""Take an item of evidence (收集证据) and hand it over (移交保管): numbered rows that repeat the trail."""

from __future__ import annotations

from datetime import date

from qingtian.apps.penalties.models import Custody, DiscretionSheet, EvidenceItem
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding

LONGEST = 200


def take(performed: Performed) -> None:
    """The effect of ``add_evidence``: the next number of the case, with the digests of its files."""
    values, case = performed.values, performed.proceeding
    taken_on, holder = date.fromisoformat(values["taken_on"]), values["holder"]["post"]
    item = EvidenceItem.objects.create(
        proceeding=case,
        number=EvidenceItem.objects.filter(proceeding=case).count() + 1,
        kind=values["kind"],
        name=values["name"][:LONGEST],
        taken_on=taken_on,
        digests=[file["sm3"] for file in values.get("files") or []],
        holder=holder,
        act=performed.act.seq,
    )
    Custody.objects.create(item=item, taker=holder, on=taken_on, act=performed.act.seq)


def hand_over(performed: Performed) -> None:
    """The effect of ``hand_over_evidence``; its keeper was checked by the guard."""
    values = performed.values
    item = EvidenceItem.objects.get(proceeding=performed.proceeding, number=values["item"])
    Custody.objects.create(
        item=item,
        giver=values["from_post"]["post"],
        taker=values["to_post"]["post"],
        on=performed.act.on,
        condition=values["condition"][:LONGEST],
        purpose=values["purpose"][:LONGEST],
        act=performed.act.seq,
    )
    item.holder = values["to_post"]["post"]
    item.save(update_fields=["holder"])


def untake(performed: Performed) -> None:
    """A voided ``add_evidence``: the number stays used, the item no longer counts."""
    voided = performed.extra["voided"]["seq"]
    EvidenceItem.objects.filter(proceeding=performed.proceeding, act=voided).update(withdrawn=True)


def unhand(performed: Performed) -> None:
    """A voided ``hand_over_evidence``: the link is gone and the last one left says who keeps the item."""
    voided = performed.extra["voided"]["seq"]
    link = Custody.objects.select_related("item").get(item__proceeding=performed.proceeding, act=voided)
    item = link.item
    link.delete()
    item.holder = item.custody.order_by("-act")[0].taker
    item.save(update_fields=["holder"])


def erase(case: Proceeding) -> None:
    """Once its retention has ended: names and keepers go with the content of the case."""
    Custody.objects.filter(item__proceeding=case).delete()
    EvidenceItem.objects.filter(proceeding=case).delete()
    DiscretionSheet.objects.filter(proceeding=case).delete()
