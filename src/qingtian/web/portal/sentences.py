"""A refusal as a resident reads it: what is wrong and what to do, in one breath."""

from __future__ import annotations

from qingtian.errors import QingtianError
from qingtian.language import Text


def in_full(refused: QingtianError) -> Text:
    """The message and, where there is one, the remedy."""
    if refused.remedy is None:
        return refused.message
    return Text(refused.message.zh + refused.remedy.zh, f"{refused.message.en} {refused.remedy.en}")
