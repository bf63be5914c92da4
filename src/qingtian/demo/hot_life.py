"""Hot issues of the invented city: one with its remedy, one just screened, others still to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from qingtian.apps.hot_issues.actions.compute import compute
from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.petition_life import OFFICER
from qingtian.demo.stage import Life, Stage, moment, office_moment

#: days before the day of loading on which the city computed, screened and computed again
FIRST, AGAIN = 16, 3
SEEN = (
    ("夜市油烟扰民", "接待来访时连着三天有人说起，渠道不同，说的是同一条街。"),
    ("工地夜间施工", "热线和网上都有，反映人之间已经在相约上访。"),
)


def hot_issues(stage: Stage) -> Life:
    """Computed twice; the strongest is led to its remedy, the next is screened, the rest wait."""
    rng = stage.rng("hot")
    at = office_moment(rng, moment(stage.day(FIRST), 8), 0)
    yield at
    _compute(at)
    first, *others = _open() or [None]
    if first is not None:
        yield from _led(stage, first, at)
    for matter in others[:1]:
        at = office_moment(rng, at, 3)
        yield at
        _screen(stage, matter, at)
    again = max(moment(stage.day(AGAIN), 9), at + timedelta(hours=1))
    yield again
    _compute(again)
    _by_hand(stage, again)


def _by_hand(stage: Stage, at: datetime) -> None:
    """What officers saw by themselves; nobody has looked into it yet."""
    for subject, why in SEEN:
        fields = {"subject": subject, "why": why, "office": "yunping-eeb-petitions"}
        officer = stage.actor(OFFICER, at.date())
        open_proceeding("hot_issue", by=officer, on=at.date(), now=at, title=subject, fields=fields, generated=True)
        stage.counted()


def _compute(at: datetime) -> None:
    catch_up()
    compute(at.date(), at, generated=True)


def _open() -> list[Proceeding]:
    held = HotIssue.objects.filter(proceeding__state="raised").select_related("proceeding")
    return [issue.proceeding for issue in sorted(held, key=lambda one: -one.figures["reports"])]


def _led(stage: Stage, matter: Proceeding, at: datetime) -> Iterator[datetime]:
    """Screened, its cause found, a remedy set and followed up."""
    rng = stage.rng(f"hot/{matter.number}")
    at = office_moment(rng, at, 2)
    yield at
    _screen(stage, matter, at)
    at = office_moment(rng, at, 3)
    yield at
    cause = "厂区与居民楼只隔一条路，收集设施有一段停用；以前整改时没有列入。"
    stage.act(matter, "find_cause", OFFICER, at, causes=["layout", "facility"], cause=cause)
    at = office_moment(rng, at, 1)
    yield at
    remedy = "停用的收集设施一个月内恢复；夜间生产线移到远离居民楼一侧；每周约居民代表到厂里看一次。"
    deadline = (at.date() + timedelta(days=45)).isoformat()
    stage.act(matter, "plan_remedy", OFFICER, at, remedy=remedy, remedying=_unit(matter), deadline=deadline)
    at = office_moment(rng, at, 4)
    yield at
    stage.act(matter, "follow_up", OFFICER, at, progress="收集设施的配件已到，正在装；夜里又去闻了一次，淡了。")


def _screen(stage: Stage, matter: Proceeding, at: datetime) -> None:
    findings = "夜里到现场两次，都闻得到。走访了附近两栋楼，说法一致：晚上九点以后明显。"
    stage.act(
        matter, "screen", OFFICER, at, where="反映集中的地块一圈", screened_by="信访科两名工作人员",
        findings=findings, contradiction="tense",
    )  # fmt: skip


def _unit(matter: Proceeding) -> str:
    """The unit that handles most of the reports behind it; the petition office where none was named yet."""
    rows = CountedPetition.objects.filter(proceeding__hot_reports__issue__proceeding=matter).exclude(handler="")
    found = rows.values_list("handler", flat=True).order_by("handler").first()
    return found or "yunping-eeb-petitions"
