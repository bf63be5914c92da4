"""Tracked tasks of the invented city: reported, verified, returned, extended, silent; an action plan with twelve."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.action_plan import COLUMNS, open_tasks, read_table_of_tasks, read_tasks
from qingtian.apps.tasks.models import TrackedTask
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.tables import guess, named, write_xlsx

INSPECTOR, OFFICE = "yunping-inspection-head", "yunping-inspection"
PLAN, IMPORTED = "云屏市扬尘治理行动方案（演示）", 200
HEADS = ("number", "task", "organ", "deadline", "goal")
#: task, unit, its head's post, days from the import to the deadline, what happens
ROWS = (
    ("施工工地六个百分之百全部落实", "市住房和城乡建设局", "yunping-housing-head", 160, "closed"),
    ("渣土车全部密闭运输", "市城市管理局", "yunping-urban-head", 120, "extended"),
    ("裸露地块全部覆盖或绿化", "市城市管理局", "yunping-urban-head", 150, "returned"),
    ("采石场道路硬化和喷淋", "市林业和草原局", "yunping-forestry-head", 260, "progress"),
    ("秸秆禁烧网格到村", "市农业农村局", "yunping-agriculture-head", 190, "waiting"),
    ("河道清淤车辆冲洗", "市水务局", "yunping-water-head", 140, "silent"),
    ("望溪区道路机械化清扫率达标", "望溪区政府", "wangxi-officer", 180, "progress"),
    ("石湾区堆场防尘网全覆盖", "石湾区政府", "shiwan-officer", 130, "cancelled"),
)


def task_life(stage: Stage, matter: Proceeding, unit: str, setter: str, what: str, since: datetime) -> Life:
    """One task from the day after it was set; ``unit`` and ``setter`` are posts, ``what`` how it goes."""
    rng = stage.rng(f"task/{matter.number}")
    at = since
    if what == "silent":
        return
    for share in (20, 45, 70):
        at = office_moment(rng, at, rng.randrange(20, 31))
        yield at
        if not _still_open(matter):
            return
        difficulty = {"difficulty": "资金还差一块，已报财政。"} if share == 45 else {}
        done = "按节点推进，现场核过。"
        stage.act(matter, "report_progress", unit, at, progress=str(share), done=done, **difficulty)
        if share == 45 and what == "extended":
            at = office_moment(rng, at, 1)
            yield at
            later = TrackedTask.objects.get(proceeding=matter).deadline + timedelta(days=90)
            why = "主材到货晚，县里说明了原因。"
            if at.date() <= later - timedelta(days=90):
                stage.act(matter, "extend", setter, at, deadline=str(later), why=why)
        if share == 45 and what == "cancelled":
            at = office_moment(rng, at, 2)
            yield at
            stage.act(matter, "cancel", setter, at, ground="merged", note="并入城市管理局的同一项。")
            return
    if what in ("progress", "extended"):
        return
    at = office_moment(rng, at, 12)
    yield at
    stage.act(matter, "report_done", unit, at, done="措施都做完了，照片和台账附后。")
    if what == "waiting":
        return
    at = office_moment(rng, at, 6)
    yield at
    if what == "returned":
        found = "只覆盖了临街一面，院内还裸着。"
        new = {"deadline": str(at.date() + timedelta(days=45))}
        stage.act(matter, "verify", setter, at, result="surface_rectification", findings=found, **new)
        return
    stage.act(matter, "verify", setter, at, result="passed", findings="抽查五处，都用上了。")
    at = office_moment(rng, at, 2)
    yield at
    stage.act(matter, "close", setter, at, confirmation="同意销号。")


def _still_open(matter: Proceeding) -> bool:
    matter.refresh_from_db()
    return str(matter.state) == "underway"


def action_plan(stage: Stage) -> Life:
    """The task table of an action plan, imported from the file an office would send."""
    at = office_moment(stage.rng("action-plan"), moment(stage.day(IMPORTED), 8), 0)
    yield at
    with TemporaryDirectory() as folder:
        path = Path(folder) / "任务分解表.xlsx"
        write_xlsx(path, [named(COLUMNS, head).title.zh for head in HEADS], _rows(at.date()), title="任务分解表")
        table = read_table_of_tasks(path)
        mapping = guess(COLUMNS, table.headings)
        read = read_tasks(table, mapping, plan=PLAN, otherwise=None, verifier=OFFICE)
    open_tasks(
        read, plan=PLAN, verifier=OFFICE, by=stage.actor(INSPECTOR, at.date()), on=at.date(), now=at, generated=True
    )
    opened = (
        TrackedTask.objects.filter(origin="action_plan").select_related("proceeding").order_by("proceeding__number")
    )
    for one, (_, _, post, _, what) in zip(list(opened), ROWS, strict=True):
        stage.counted()
        stage.begin(task_life(stage, one.proceeding, post, INSPECTOR, what, at))


def _rows(on: date) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for place, (task, unit, _, days, _) in enumerate(ROWS, 1):
        due = on + timedelta(days=days)
        found.append((str(place), task, unit, f"{due.year}年{due.month}月{due.day}日前", "列入年度考核"))
    return found
