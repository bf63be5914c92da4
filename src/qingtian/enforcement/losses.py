"""The sheet of losses of a damage claim (损失清单): heads of Civil Code art. 1235, with amount, method, evidence, who.

A sheet is written as lines ``head｜yuan｜method｜evidence｜who appraised``; the sum is exact. A head left out is not
claimed, which is not the same as zero. Personal injury and private property have no head here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qingtian.enforcement.money import yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text

#: heads in the order of Civil Code art. 1235, items 1 to 5
HEADS: Mapping[str, Text] = {
    "service_loss": Text("期间服务功能损失", "Loss of services until restored"),
    "permanent_loss": Text("永久性损害", "Permanent loss"),
    "inquiry": Text("调查、鉴定评估费用", "Investigation and appraisal"),
    "restoration": Text("清除污染、修复费用", "Clean-up and restoration"),
    "prevention": Text("防止损害发生和扩大的费用", "Preventing and containing the damage"),
}
_BETWEEN = re.compile(r"\s*[|｜]\s*")
_PARTS = 5
_NO_HEAD = Text("“{given}”不是损失项目：{heads}。", "“{given}” is no head of loss: {heads}.")
_SHAPE = Text(
    "写成“项目｜金额｜方法｜证据｜谁评估的”，一项都不能空。",
    "Write head | yuan | method | evidence | who; none is empty.",
)
_TWICE = Text("“{head}”写了两次。", "“{head}” is entered twice.")
_NOTHING = Text("至少有一项损失。", "There is at least one head.")


@dataclass(frozen=True, slots=True)
class Loss:
    """One head with its amount and what it rests on."""

    head: str
    amount: Decimal
    method: str
    evidence: str
    appraised_by: str

    @property
    def title(self) -> Text:
        """What the head is called."""
        return HEADS[self.head]


def read_sheet(words: str) -> tuple[Loss, ...]:
    """The heads of a sheet, in the order of the article. Raises ``compensation.losses.*``, ``enforcement.sum.*``.

    >>> read_sheet("inquiry | 1200.50 | invoice | receipt 7 | the institute")[0].amount
    Decimal('1200.50')
    """
    found: dict[str, Loss] = {}
    for line in (one.strip() for one in words.splitlines()):
        if not line:
            continue
        loss = _read_line(line)
        if loss.head in found:
            raise _refused("twice", _TWICE.format(head=loss.title), line)
        found[loss.head] = loss
    if not found:
        raise _refused("nothing", _NOTHING, words)
    return tuple(found[head] for head in HEADS if head in found)


def _read_line(line: str) -> Loss:
    parts = _BETWEEN.split(line)
    if len(parts) != _PARTS or not all(parts):
        raise _refused("shape", _SHAPE, line)
    return Loss(_head(parts[0]), yuan(parts[1].replace(",", "")), *parts[2:])


def _head(given: str) -> str:
    for code, title in HEADS.items():
        if given.lower() in (code, title.zh, title.en.lower()):
            return code
    heads = Text("、".join(title.zh for title in HEADS.values()), ", ".join(title.en for title in HEADS.values()))
    raise _refused("no_head", _NO_HEAD.format(given=given[:40], heads=heads), given)


def total(sheet: Iterable[Loss]) -> Decimal:
    """The exact sum of the heads."""
    return sum((loss.amount for loss in sheet), Decimal("0.00"))


def written(sheet: Iterable[Loss]) -> str:
    """The sheet as the trail keeps it; ``read_sheet`` reads it back."""
    return "\n".join(
        "｜".join((one.title.zh, f"{one.amount:.2f}", one.method, one.evidence, one.appraised_by)) for one in sheet
    )


def _refused(kind: str, message: Text, where: str) -> UnusableInput:
    return UnusableInput(f"compensation.losses.{kind}", message, where=where[:40])
