"""The queue as a sheet in a hotline's words: for hotlines that take a file instead of a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from qingtian.gateways.hotlines.models import Outgoing
from qingtian.gateways.hotlines.moments import SHANGHAI
from qingtian.tables import write_csv, write_xlsx
from qingtian.tables.columns import Value

HEADS = ("工单编号", "回传种类", "幂等键", "诉求属实", "超职责诉求", "联系群众", "联系时间", "是否解决", "未解决原因",
         "办理情况", "公开答复内容", "理由", "申请延期至", "生成时间")  # fmt: skip
FIELDS = ("claim_true", "beyond_duty", "contacted", "contacted_on", "solved", "why_not", "handling", "public_answer",
          "reason", "until")  # fmt: skip


def write_answers(path: Path, rows: Iterable[Outgoing], form: str) -> None:
    """Write ``xlsx`` or ``csv``, whole or not at all, for its owner alone (0600)."""
    if form == "csv":
        write_csv(path, HEADS, _lines(rows), private=True)
        return
    path.touch(mode=0o600)
    write_xlsx(path, HEADS, _lines(rows), title="热线回传")


def _lines(rows: Iterable[Outgoing]) -> Iterator[list[Value]]:
    for row in rows:
        filled = [row.content.get(name) for name in FIELDS]
        yield [row.order.number, row.get_kind_display(), row.key, *filled, _written(row.made_at)]


def _written(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
