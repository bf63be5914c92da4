"""Whether a hearing is owed (听证): by the kind of penalty, or by a sum that is large for this party (处罚法 63)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from qingtian.language import Text

#: kinds that earn a hearing whatever the sum (行政处罚法 63; 处罚办法 46)
SEVERE = frozenset(
    {
        "grade_lowered",
        "permit_suspended",
        "permit_revoked",
        "barred_from_permits",
        "operations_restricted",
        "stop_for_rectification",
        "trade_restricted",
        "trade_banned",
    }
)
#: shown wherever the sum is the threshold itself: sources disagree whether the figure is included
DOUBT = Text(
    "罚没款恰为 {threshold} 元。“较大数额”是否含本数有不同说法，按给予听证办理，请法制人员知悉。",
    "The sum is exactly {threshold} yuan. Sources disagree whether a “large” sum includes the figure itself; "
    "the hearing is given, and the legal officer should know.",
)


def hearing_owed(kinds: Iterable[str], sums: Iterable[Decimal], threshold: Decimal) -> bool:
    """Owed for a severe kind, or for a fine or confiscation of the threshold or more (on doubt it is given)."""
    return bool(SEVERE & set(kinds)) or any(sum_ >= threshold for sum_ in sums)


def is_doubtful(kinds: Iterable[str], sums: Iterable[Decimal], threshold: Decimal) -> bool:
    """Whether only the disputed border earns it: the largest sum is the threshold itself and no kind is severe."""
    given = list(sums)
    return not SEVERE & set(kinds) and bool(given) and max(given) == threshold


def doubt(threshold: Decimal) -> Text:
    """The sentence on the disputed border."""
    return DOUBT.format(threshold=f"{threshold:,.0f}")
