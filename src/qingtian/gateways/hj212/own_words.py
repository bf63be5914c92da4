"""What a device calls itself (设备自报): ST and password of its own latest message, which are kept nowhere else."""

from __future__ import annotations

from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.hj212.message import read_message

#: how many days back a header of the logger is looked for
DAYS_BACK = 3


def own_words(mn: str, store: FrameStore) -> tuple[str, str]:
    """ST and PW; both empty where it was not heard in these days."""
    for day in store.days()[: -DAYS_BACK - 1 : -1]:
        for stored in store.of_device(mn, day, 20):
            if stored.verdict == Verdict.TAKEN and not stored.cn.startswith("9"):
                message = read_message(stored.raw)
                return message.field("ST") or "", message.field("PW") or ""
    return "", ""
