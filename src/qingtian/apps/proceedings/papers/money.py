"""An amount of money in capitals (大写金额), as a paper that orders a payment prints it beside the figures."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, InvalidOperation
from typing import Any

DIGITS, PLACES, GROUPS = "零壹贰叁肆伍陆柒捌玖", ("仟", "佰", "拾", ""), ("", "万", "亿", "万亿")
#: the names end here
LIMIT = Decimal(10) ** 16


def capitals(amount: Any) -> Any:
    """``100000.00`` in capitals, by the rules of the annex of the 支付结算办法 on filling in bills (from memory).

    Zeros between digits are said once, 整 closes an amount without 分. What is no amount of money (absent, negative,
    more than two decimals) is handed back as it came: whoever prints it sees what is wrong.

    >>> capitals("100000.00"), capitals("1409.50"), capitals("325.04"), capitals("0.30")
    ('壹拾万元整', '壹仟肆佰零玖元伍角整', '叁佰贰拾伍元零肆分', '叁角整')
    """
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return amount
    if not (value.is_finite() and 0 <= value < LIMIT and value == round(value, 2)):
        return amount
    whole = int(value.to_integral_value(ROUND_DOWN))
    tenths, hundredths = divmod(int(value * 100) % 100, 10)
    yuan = f"{_whole(whole)}元" if whole or not (tenths or hundredths) else ""
    if not (tenths or hundredths):
        return f"{yuan}整"
    gap = "零" if yuan and not tenths else ""
    jiao = f"{DIGITS[tenths]}角" if tenths else gap
    return f"{yuan}{jiao}{DIGITS[hundredths]}分" if hundredths else f"{yuan}{jiao}整"


def _whole(number: int) -> str:
    """Groups of four places; a zero stands for any run of zeros before a digit."""
    if not number:
        return DIGITS[0]
    said, owed = "", False
    places = str(number).zfill(4 * len(GROUPS))
    for index, name in enumerate(reversed(GROUPS)):
        four = places[4 * index : 4 * index + 4]
        for digit, place in zip(four, PLACES, strict=True):
            if digit == "0":
                owed = bool(said)
                continue
            said += ("零" if owed else "") + DIGITS[int(digit)] + place
            owed = False
        said += name if int(four) else ""
    return said
