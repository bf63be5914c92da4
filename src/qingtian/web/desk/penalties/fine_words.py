"""Words of the account of a fine that its pages share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.apps.penalties.models import FineEntry
from qingtian.enforcement.fine_account import FineAccount, LateDay
from qingtian.language import Text

KINDS: dict[str, Text] = {
    "due": Text("应缴罚款", "Fine due"),
    "instalment": Text("分期（延期）", "Instalment"),
    "change": Text("罚款变更为", "Fine changed to"),
    "payment": Text("缴款", "Payment"),
    "set_off": Text("折抵", "Set off"),
    "refund": Text("退还", "Paid back"),
    "reversal": Text("冲正", "Reversal"),
}
REASONS: dict[str, Text] = {
    "wrong_sum": Text("金额记错", "Wrong sum"),
    "wrong_day": Text("日期记错", "Wrong day"),
    "wrong_case": Text("记到别的案件", "Wrong case"),
    "double": Text("重复登记", "Entered twice"),
    "voided": Text("原动作已更正", "Its act was voided"),
}
PAYER = {True: Text("当事人", "the party"), False: Text("不是当事人", "not the party")}
BY_IMPORT = Text("缴款明细导入", "import of payments")


def sum_words(amount: Decimal) -> str:
    """A sum with its thousands apart: 186,000.00."""
    return f"{amount:,.2f}"


def totals(account: FineAccount) -> list[tuple[Text, str]]:
    """The sums of the account, in the order they are reckoned."""
    return [
        (Text("罚款（元）", "Fine (yuan)"), sum_words(account.fine)),
        (Text("加处罚款", "Late charge"), sum_words(account.charge)),
        (Text("净收", "Received, net"), sum_words(account.received)),
        (Text("罚款还欠", "Left of the fine"), sum_words(account.fine_left)),
        (Text("加处罚款还欠", "Left of the charge"), sum_words(account.charge_left)),
        (Text("合计还欠", "Left in all"), sum_words(account.left)),
        (Text("多缴应退", "Paid too much"), sum_words(account.too_much)),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the page shows it; a reversed one is struck through."""

    entry: FineEntry
    kind: Text
    reversed: bool
    note: Text | None
    payer: Text | None
    by: Text

    @property
    def amount(self) -> str:
        return sum_words(self.entry.amount)


def rows_of(entries: Sequence[FineEntry], posts: dict[str, Text]) -> list[Row]:
    """Every row in its order; ``posts`` are the titles of the posts that entered them."""
    reversed_ = {one.reverses_id for one in entries if one.reverses_id}
    numbers = {one.pk: one.number for one in entries}
    return [
        Row(
            one,
            KINDS[one.kind],
            one.pk in reversed_,
            _note(one, numbers),
            PAYER.get(one.payer_matches) if one.payer_matches is not None else None,
            BY_IMPORT
            if one.entered_by == "import"
            else posts.get(one.entered_by, Text(one.entered_by, one.entered_by)),
        )
        for one in entries
    ]


def _note(entry: FineEntry, numbers: dict[int, int]) -> Text | None:
    if entry.reverses_id:
        number = numbers[entry.reverses_id]
        reason = REASONS[entry.reason]
        return Text(f"第 {number} 行：{reason.zh}", f"row {number}: {reason.en}")
    return Text(entry.about, entry.about) if entry.about else None


@dataclass(frozen=True, slots=True)
class Run:
    """Days of delay in a row that are alike: the same sum late, counted or not."""

    first: date
    last: date
    days: int
    base: Decimal
    counted: bool
    charge: Decimal

    @property
    def sums(self) -> tuple[str, str]:
        """The sum late and what the days add, in words."""
        return sum_words(self.base), sum_words(self.charge)


def runs_of(days: Sequence[LateDay]) -> list[Run]:
    """The days of delay, equal neighbours together."""
    return [
        Run(one[0].day, one[-1].day, len(one), one[0].base, one[0].counted, sum((d.charge for d in one), Decimal(0)))
        for one in _alike(days)
    ]


def _alike(days: Sequence[LateDay]) -> Iterator[list[LateDay]]:
    run: list[LateDay] = []
    for one in days:
        alike = run and (run[-1].base, run[-1].counted) == (one.base, one.counted) and _next(run[-1], one)
        if run and not alike:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _next(before: LateDay, after: LateDay) -> bool:
    return (after.day - before.day).days == 1


def state_of(account: FineAccount, *, closed: bool) -> Text:
    """Where the account stands, in a word; ``closed`` where its case is."""
    if account.too_much > 0:
        return Text("多缴，应退", "Paid too much")
    if account.left == 0:
        return Text("已缴清", "Met")
    if closed:
        return Text("已结案，没有登记缴清", "Closed, not met on the account")
    if account.days and account.days[-1].day >= account.until:
        return Text("逾期", "Late")
    return Text("未到期", "Not yet due") if account.fine_left else Text("只欠加处罚款", "Only the charge is left")
