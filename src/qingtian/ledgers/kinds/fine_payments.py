"""Payments of fines as the treasury or the bank lists them (罚款缴款明细): each row meets the case it names, once."""

from __future__ import annotations

from decimal import Decimal

from qingtian.apps.parties.queries import of_reference
from qingtian.apps.penalties.actions.move_money import Told, enter
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.enforcement.money import yuan
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.ledgers.kinds.base import ADMINISTRATORS, Kind, Outcome, RejectedRow, Setting, Values
from qingtian.procedures.paper_life import tidy_number
from qingtian.tables import Column

#: who enters money, in the words of the row: the sheet, not a post
FROM_A_SHEET = "import"
BATCH = 100


def take(values: Values, setting: Setting) -> Outcome:
    """One row. A reference entered already with the same sum and day is left as it is; with others it is rejected."""
    reference = values["reference"]
    setting.once(reference)
    case = _case(values["decision"])
    amount = _amount(values["amount"])
    there = _entered(reference)
    if there is not None:
        return _same(there, case, values["on"], amount)
    told = Told(FineEntry.Kind.PAYMENT, values["on"], amount, reference, _is_party(case, values["payer"]))
    try:
        enter(case, told, by=FROM_A_SHEET, today=setting.now.date())
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, _column(refused.where)) from None
    return "created"


def _column(where: str) -> str:
    return {"day": "on", "reference": "reference", "twice": "reference", "nothing_due": "decision"}.get(where, "")


def _amount(written: Decimal) -> Decimal:
    try:
        return yuan(format(written, "f"))
    except QingtianError as refused:
        raise RejectedRow(refused.message.zh, refused.message.en, "amount") from None


def _case(written: str) -> Proceeding:
    """The case by its number or by the number of its decision."""
    found = Proceeding.objects.filter(procedure="penalty_case", number=written).first()
    if found is None:
        papers = Paper.objects.filter(number=tidy_number(written), proceeding__procedure="penalty_case")
        paper = papers.select_related("proceeding").first()
        found = paper.proceeding if paper else None
    if found is None:
        raise RejectedRow("没有这个案件编号或决定书文号。", "No case or decision has this number.", "decision")
    return found


def _entered(reference: str) -> FineEntry | None:
    """The payment that stands under this reference."""
    rows = FineEntry.objects.filter(kind=FineEntry.Kind.PAYMENT, reference=reference, reversed_by__isnull=True)
    return rows.select_related("proceeding").first()


def _same(there: FineEntry, case: Proceeding, on: object, amount: Decimal) -> Outcome:
    if (there.proceeding_id, there.on, there.amount) == (case.pk, on, amount):
        return "unchanged"
    number = there.proceeding.number
    raise RejectedRow(
        f"凭证号已经登记在 {number}（{there.on}，{there.amount} 元），和这一行不同；要改，先在那里冲正。",
        f"The reference is entered in {number} ({there.on}, {there.amount} yuan), unlike this row; reverse it there.",
        "reference",
    )


def _is_party(case: Proceeding, payer: str | None) -> bool | None:
    """Whether the payer is the party; the name itself is not kept."""
    party = of_reference(case.projection.get("facts", {}).get("party"))
    if not payer or party is None:
        return None
    return "".join(payer.split()) == "".join(party.name.split())


FINE_PAYMENTS = Kind(
    code="fine_payments",
    title=Text("罚款缴款明细", "Payments of fines"),
    about=Text(
        "国库或代收银行的明细，一笔一行。凭证号已经登记的不重复登记；对不上的拒收，可以下载。缴款人只用来核对，不保存。",
        "From the treasury or the bank, a payment a row. A reference entered already is not entered twice; what does"
        " not fit is rejected and can be taken away. The payer is compared, not kept.",
    ),
    columns=(
        Column(
            "decision",
            Text("决定书文号或案件编号", "Number of the decision or case"),
            "code",
            True,
            ("决定书文号", "处罚决定书文号", "文号", "案件编号", "案号", "执收项目编号"),
            example="示例-CF-2026-000001",
            longest=60,
        ),
        Column("payer", Text("缴款人", "Payer"), aliases=("缴款单位", "付款人", "户名"), longest=200, private=True),
        Column(
            "amount",
            Text("金额（元）", "Sum (yuan)"),
            "decimal",
            True,
            ("金额", "缴款金额", "实缴金额"),
            example="50000.00",
        ),
        Column("on", Text("缴款日期", "Paid on"), "date", True, ("日期", "入库日期", "交易日期"), example="2026-03-16"),
        Column(
            "reference",
            Text("凭证号", "Reference"),
            "code",
            True,
            ("缴款书号", "流水号", "交易流水号", "票据号"),
            example="示例-20260316001",
            longest=80,
        ),
    ),
    take=take,
    batch=BATCH,
    private=True,
    roles=ADMINISTRATORS | {"penalty_officer", "penalty_reviewer"},
    home="desk:fines",
)
