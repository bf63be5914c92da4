"""Complaints an inspection team handed over in the invented city: two batches, one looked into, one just come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qingtian.apps.rectification.complaints import COLUMNS, read_complaints, read_table_of_complaints, take_batch
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.tables import guess, named, write_xlsx

INSPECTOR, INSPECTION = "yunping-inspection-head", "省级督察回头看（演示）"
HEADS = ("number", "text", "area", "pollution", "findings", "true", "handling", "accountability")
BATCHES = (
    (1, 12, (
        (
            "D-0101", "望溪区一处工地夜间施工，吵得睡不着。", "望溪区", "噪声", "夜查一次，确有超时浇筑。", "属实",
            "已责令停止夜间施工。", "",
        ),
        (
            "D-0102", "石湾区饭店油烟直排。", "石湾区", "大气", "净化器没有开。", "部分属实", "当场开机，限期清洗。",
            "",
        ),
        (
            "D-0103", "反映河水发黑。", "石湾区", "水", "监测达标，系暴雨后浑浊。", "不属实", "已向反映人说明。", "",
        ),
    )),
    (2, 5, (
        (
            "D-0201", "喷漆房异味。", "望溪区", "大气", "", "", "", "",
        ),
        (
            "D-0202", "渣土车抛洒。", "望溪区", "扬尘", "", "", "", "",
        ),
    )),
)  # fmt: skip


def complaint_batches(stage: Stage) -> Life:
    """A batch comes as a table, and is read as one."""
    rng = stage.rng("complaints")
    for number, before, rows in BATCHES:
        at = office_moment(rng, moment(stage.day(before), 8), 0)
        yield at
        _take(stage, at, number, rows)


def _take(stage: Stage, at: datetime, number: int, rows: tuple[tuple[str, ...], ...]) -> None:
    by = stage.actor(INSPECTOR, at.date())
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"第{number}批.xlsx"
        write_xlsx(path, [named(COLUMNS, head).title.zh for head in HEADS], rows, title="交办件")
        table = read_table_of_complaints(path)
        found = read_complaints(table, guess(COLUMNS, table.headings), inspection=INSPECTION, number=number, by=by)
        take_batch(
            found,
            path,
            inspection=INSPECTION,
            number=number,
            transferred_on=at.date(),
            feedback=None,
            name=path.name,
            by=by,
            now=at,
        )
