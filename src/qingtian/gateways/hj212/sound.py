"""Sound in a frame of hour data (声级): handed to the noise point that is heard through the logger, if there is one.

HJ 212 writes a level of a period as ``Leq-Data``; devices also send ``Leq-Avg`` as for other factors. A noise point
has no outlet, so the logger need not have one either.
"""

from __future__ import annotations

from qingtian.apps.noise.heard import FACTORS, hear
from qingtian.gateways.hj212.meaning import HOUR_DATA, hour_of
from qingtian.gateways.hj212.store.reading import Stored
from qingtian.hj212.message import Message
from qingtian.hj212.segment import Texts

LEVEL_FIELDS = ("Data", "Avg")


def hear_hour(stored: Stored, message: Message) -> int:
    """Keep the levels of one frame; how many were new or a revision. Nothing is asked where it holds no sound."""
    if stored.cn != HOUR_DATA or not any(code.casefold() in FACTORS for code in message.factors):
        return 0
    hour = hour_of(message)
    if hour is None:
        return 0
    values = {
        code: (_last([fields[name] for name in LEVEL_FIELDS if name in fields]), _last([fields.get("Flag", "")]))
        for code, fields in message.factors.items()
        if code.casefold() in FACTORS
    }
    kept = hear(stored.mn, *hour, values, received_at=stored.received, frame=stored.reference)
    return kept.new + kept.revised if kept else 0


def _last(found: list[Texts]) -> str:
    """The last text of the first field that was sent: a device that repeats itself means the last."""
    text = found[0] if found else ""
    return text[-1] if isinstance(text, list) else text
