"""What the records owe a hotline's order: confidence while it lives, erasure when its matter goes."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.hotlines.models import HotlineOrder, Outgoing


def asks_confidence(matter: Proceeding) -> bool:
    """Whether the caller asked the hotline to keep them from the organ that handles it (保密)."""
    return HotlineOrder.objects.filter(proceeding=matter, confidential=True).exists()


def erase_orders(matter: Proceeding) -> None:
    """After the retention of its file: numbers and days stay, words go; the sealed records go with the identity."""
    orders = HotlineOrder.objects.filter(proceeding=matter)
    Outgoing.objects.filter(order__in=orders).update(content={}, told="", by="")
    for order in orders:
        for version in order.versions.all():
            version.stamp = version.raw_ref = version.source = ""
            version.digest, version.changed = f"erased-{version.pk}", []
            version.save()
        order.source_channel = order.business_type = order.category = order.urgency = order.status = ""
        order.evaluation, order.stamp = {}, ""
        order.number = f"erased-{order.pk}"
        order.save()
