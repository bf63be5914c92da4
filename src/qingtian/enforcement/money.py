"""Sums of money (金额): exact decimals in yuan, no finer than the fen."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from qingtian.errors import UnusableInput
from qingtian.language import Text

FEN = Decimal("0.01")
#: more than any fine ever set; beyond it somebody has slipped a key
MOST = Decimal("1000000000000")


def yuan(words: str) -> Decimal:
    """A sum written 100000 or 100000.50. Raises ``enforcement.sum.unreadable``, ``.finer_than_fen``, ``.not_positive``.

    A sum with more than two decimals is refused, not rounded: a decision names yuan and fen, so the rest is a slip.
    """
    try:
        given = Decimal(words)
    except InvalidOperation:
        raise _refused("unreadable", words, _UNREADABLE) from None
    if not given.is_finite() or given > MOST:
        raise _refused("unreadable", words, _UNREADABLE)
    if given <= 0:
        raise _refused("not_positive", words, Text("金额应当大于零。", "the sum must be more than zero."))
    exponent = given.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise _refused("finer_than_fen", words, Text("金额最多到分。", "a sum of money goes to the fen, two decimals."))
    return given.quantize(FEN)


def to_the_fen(sum_: Decimal) -> Decimal:
    """Rounded to the fen, ties to even (GB/T 8170 3.2.3)."""
    return sum_.quantize(FEN, ROUND_HALF_EVEN)


def written(sum_: Decimal | None) -> str | None:
    """For JSON and for storing: two decimals; None stays None."""
    return None if sum_ is None else f"{sum_:.2f}"


_UNREADABLE = Text("读不出金额。", "not a sum of money.")


def _refused(kind: str, words: str, message: Text) -> UnusableInput:
    remedy = Text("写成 100000 或 100000.50。", "Write it like 100000 or 100000.50.")
    return UnusableInput(f"enforcement.sum.{kind}", message, where=words[:40], remedy=remedy)
