"""The list of violators of the invented city: an entry of each level in publication, one repaired and removed, one
whose time is over, one taken down because its decision was revoked, one that waits for its defence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.credit.levels import level_named, period
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.penalty_life import Steps, Walk
from qingtian.demo.publication_life import ROAD, PublicationLife
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.errors import UnusableInput
from qingtian.law import load_law

SECRECY = "yunping-secrecy"
#: the party's own time; it is let go by, however many holidays lie in it
DEFENCE = "credit.defence"
#: known from the day the rules on publication and repair took effect
SHORTEST = "credit.ordinary_shortest"


def credit_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins so many days before the day of loading and goes as far as its organ has come; none that would have
    been listed before the rules on how long an entry is shown were in force."""
    begun = {_minor: 60, _ordinary: 85, _serious: 50, _repaired: 225, _over: 190, _revoked: 95, _waiting: 12}
    return tuple(life(stage) for life, before in begun.items() if _in_force(stage.day(before)))


def _in_force(on: date) -> bool:
    """Whether the rules on the days of an entry were in force that day."""
    try:
        load_law().edition(SHORTEST, on=on)
    except UnusableInput:
        return False
    return True


def _spot(stage: Stage, key: str, before: int, number: int, what: str) -> Steps:
    """A case fined on the spot; gives its walk."""
    walk = Walk(stage, key, "wangxi")
    yield from walk.opened(before, number, subject=what, what=f"{what}，当场查明。")
    act_on = (walk.at.date() - timedelta(days=1)).isoformat()
    second = {"second_officer": walk.team[1], "cards": "云屏执法 0417、云屏执法 0423", "shown_id": "1"}
    facts = {"facts_found": f"{what}，当事人承认。", "law_basis": "排污许可管理条例关于台账的规定"}
    told = {"violation": what, "act_on": act_on, "kinds": ["fine"], "fine": "2000", "to_pay": "yes"}
    yield from walk.do("punish_on_the_spot", 0, **second, **facts, **told)
    return walk


def _fined(stage: Stage, key: str, before: int, number: int, what: str, fine: str) -> Steps:
    """A case by the ordinary procedure without a hearing, decided and served; gives its walk."""
    walk = Walk(stage, key, "wangxi")
    yield from walk.opened(before, number, subject=what, what=f"现场检查发现{what}。")
    yield from walk.filed(what)
    yield from walk.evidence("site_record", "现场检查笔录", f"{what}，有照片。")
    law, facts = walk.law_of_the_act("idle_facility"), f"{what}，有笔录和照片为证。"
    report = {"malicious": "none", "proposed": "penalise", "discretion": "没有从轻减轻情形。", "law_basis": law}
    yield from walk.do("report_investigation", 4, facts_found=facts, evidence_list="笔录、照片。", **report)
    yield from walk.do("review_case", 2)
    bounds = {"fine": fine, "fine_minimum": "20000", "fine_maximum": "200000"}
    yield from walk.do("notify", 1, reasons="事实清楚，证据充分。", kinds=["fine"], **bounds)
    yield from walk.do("serve_notice", 1)
    yield from walk.do("decide", 12)
    yield from walk.do("serve_decision", 1)
    return walk


def _propose(walk: Walk, days: int, number: str, sanctions: list[str], **told: Any) -> Steps:
    """Proposed so many days later; gives the listing."""
    walk.at = office_moment(walk.rng, walk.at, days)
    yield walk.at
    facts = walk.matter.projection["facts"]
    fields = {
        "about": walk.matter.number,
        "party": facts["party"]["number"],
        "decision_number": number,
        "subject": facts["subject"],
        "area": walk.area,
        "sanctions": sanctions,
        "list_kind": "public_list",
        **told,
    }
    on = walk.at.date()
    by = walk.stage.actor(walk.team[0], on)
    opened = open_proceeding(
        "violator_listing", by=by, on=on, now=walk.at, title=facts["subject"], fields=fields, generated=True
    )
    walk.stage.counted()
    return opened


def _do(walk: Walk, listing: Proceeding, days: int, act: str, by: str = "", **fields: Any) -> Steps:
    """One act on the listing so many days later."""
    walk.at = office_moment(walk.rng, walk.at, days)
    yield walk.at
    walk.stage.act(listing, act, by or walk.team[0], walk.at, **fields)


def _listed(walk: Walk, listing: Proceeding, level: str, days_shown: int = 0) -> Steps:
    """Notified, not defended, reviewed, listed; for the longest lawful time unless so many days are given."""
    yield from _do(walk, listing, 1, "notify", receipt="当面送达，负责人签收。")
    walk.past(DEFENCE, of=listing)
    yield from _do(walk, listing, 1, "record_defence", defence="none")
    yield from _do(walk, listing, 1, "review_words", SECRECY, conclusion="open", opinion="不涉密，没有个人信息。")
    walk.at = office_moment(walk.rng, walk.at, 1)
    yield walk.at
    on = walk.at.date()
    until = on + timedelta(days=days_shown) if days_shown else _longest(level, on)
    told = {"level": level, "shown_until": until.isoformat(), "reasons": "决定有效，期满没有申辩。"}
    walk.stage.act(listing, "list", f"{walk.area}-branch-head", walk.at, **told)


def _longest(level: str, on: date) -> date:
    return period(level_named(level), on, calendar()).longest


def _minor(stage: Stage) -> Life:
    walk = yield from _spot(stage, "credit-minor", 60, 2, "危险废物台账缺页")
    yield from _published(stage, walk, "望溪区一家印刷厂危险废物台账缺页", 6, "罚款两千元")
    listing = yield from _propose(walk, 3, "望环罚〔2026〕41号", ["simplified"])
    yield from _listed(walk, listing, "minor")


def _ordinary(stage: Stage) -> Life:
    walk = yield from _fined(stage, "credit-ordinary", 85, 3, "养殖废水处理设施没有运行", "60000")
    yield from _published(stage, walk, "望溪区一家养殖场养殖废水处理设施没有运行", 6, "罚款六万元")
    listing = yield from _propose(walk, 2, "望环罚〔2026〕36号", ["large_fine"])
    yield from _listed(walk, listing, "ordinary")


def _serious(stage: Stage) -> Life:
    """The case that was heard and is closed by then."""
    walk = Walk(stage, "credit-serious", "wangxi")
    walk.at = moment(stage.day(50), 8)
    yield walk.at
    walk.matter = stage.penalties["hearing"]
    listing = yield from _propose(walk, 1, "望环罚〔2026〕38号", ["very_large_fine"])
    yield from _listed(walk, listing, "serious")


def _repaired(stage: Stage) -> Life:
    """In publication for more than three months, then corrected, repaired and removed."""
    walk = yield from _fined(stage, "credit-repaired", 225, 4, "废气处理活性炭没有按期更换", "30000")
    yield from _published(stage, walk, "望溪区一家家具厂废气处理活性炭没有按期更换", 6, "罚款三万元")
    listing = yield from _propose(walk, 3, "望环罚〔2026〕8号", ["large_fine"])
    yield from _listed(walk, listing, "ordinary")
    walk.at = office_moment(walk.rng, walk.at, 100)
    yield walk.at
    told = {"corrected": "活性炭已更换，建立了台账；罚款已缴清。", "evidence": "缴款书、更换记录、监测报告。"}
    walk.stage.act(listing, "apply_repair", walk.team[0], walk.at, received_on=walk.at.date().isoformat(), **told)
    head = f"{walk.area}-branch-head"
    yield from _do(walk, listing, 6, "decide_repair", head, result="granted", reasons="现场核实，已经改正。")
    yield from _do(walk, listing, 1, "remove", told="没有共享。")


def _over(stage: Stage) -> Life:
    walk = yield from _spot(stage, "credit-over", 190, 2, "自行监测记录不完整")
    yield from _published(stage, walk, "望溪区一家企业自行监测记录不完整", 6, "罚款两千元")
    listing = yield from _propose(walk, 3, "望环罚〔2026〕12号", ["simplified"])
    yield from _listed(walk, listing, "minor", 60)
    yield from _do(walk, listing, 62, "expire")


def _revoked(stage: Stage) -> Life:
    """The organ itself corrects its decision; hidden the same day, taken down with the reason two days later."""
    walk = yield from _spot(stage, "credit-revoked", 95, 1, "噪声自行监测缺一次")
    listing = yield from _propose(walk, 3, "望环罚〔2026〕33号", ["simplified"])
    yield from _listed(walk, listing, "minor")
    walk.at = office_moment(walk.rng, walk.at, 9)
    yield walk.at
    told = {"by_whom": "own", "why": "监测频次认定有误。", "number": "望环撤〔2026〕2号", "then": "ends"}
    stage.act(walk.matter, "revoke_decision", "wangxi-branch-head", walk.at, **told)
    yield from _do(walk, listing, 2, "take_down", why="处罚决定认定的监测频次有误，已自行撤销。")


def _waiting(stage: Stage) -> Life:
    """Notice was given a few days ago: nobody can be listed before the days of the defence are over."""
    walk = yield from _spot(stage, "credit-waiting", 12, 0, "油烟净化器清洗记录缺失")
    listing = yield from _propose(walk, 2, "望环罚〔2026〕52号", ["simplified"])
    yield from _do(walk, listing, 4, "notify", receipt="当面送达，负责人签收。")


def _published(stage: Stage, walk: Walk, title: str, within: int, fine: str) -> Steps:
    """The decision through the gate, within its seven working days."""
    decided = walk.matter.projection["facts"]["decided_on"]
    before = (stage.today - date.fromisoformat(decided)).days
    days = zip(ROAD, (1, 2, 2, 3, 4, 5, within), strict=True)
    stage.cases[walk.key] = walk.matter
    told = {
        "key": f"decision-{walk.key}",
        "kind": "penalty_decision",
        "about": walk.key,
        "formed_on": decided,
        "subject": f"{title}的处罚决定",
        "text": f"{title}，违反{walk.matter.projection['facts']['law_basis']}，{fine}。",
        "steps": " ".join(step.format(before - after) for step, after in days),
    }
    life = PublicationLife(stage, told)
    yield from life.live()
    walk.at = max(walk.at, life.at)
