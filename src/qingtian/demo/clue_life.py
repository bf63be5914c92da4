"""The register of clues in the invented city: one closed with its slip, one sent and waiting, one sent back; and those
the cases themselves raise, which the keeper registers a day later."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingtian.apps.clues.actions.enter import enter, one, register_new
from qingtian.apps.clues.chain import entries
from qingtian.apps.clues.register import folded
from qingtian.demo.stage import Life, Stage, moment, office_moment

KEEPER = "yunping-clue-keeper"
#: days before today each was registered, the post concerned, its circumstance, its facts; and the steps that followed
PAPER = (
    (
        220,
        "yunping-agriculture-head",
        "7-3",
        "三个月没有到养殖场检查，检查记录后补。",
        ("transfer", "receipt", "result", "close"),
    ),
    (96, "yunping-eeb-deputy", "6-2", "分管部门两次查到偷排没有处理。", ("transfer", "receipt")),
    (61, "yunping-forestry-head", "7-2", "占用湿地的项目先批后补论证。", ("transfer", "return")),
)
ORGAN = "云屏市纪委监委"
GIVEN: dict[str, dict[str, str]] = {
    "transfer": {"organ": ORGAN},
    "receipt": {"number": "已收"},
    "return": {"reason": "请补充两次处理意见的原件。"},
    "result": {"outcome": "admonished", "form": "对一人诫勉谈话", "basis": "责任追究办法第十条"},
    "close": {},
}


def clues(stage: Stage) -> Life:
    """The year of the keeper, in the order of its days."""
    rng = stage.rng("clues")
    planned: list[tuple[datetime, int, str]] = []
    for index, (before, _, _, _, steps) in enumerate(PAPER):
        at = office_moment(rng, moment(stage.day(before), 9), 0)
        for step in ("register", *steps):
            planned.append((at, index, step))
            at = office_moment(rng, at, rng.randrange(4, 15))
    numbers: dict[int, str] = {}
    for at, index, step in sorted(planned):
        if at.date() >= stage.today:
            continue
        yield at
        numbers[index] = _paper_step(stage, at, index, step, numbers.get(index, ""))
    at = office_moment(rng, moment(stage.day(1), 15), 0)
    yield at
    _register_raised(stage, at)


def _paper_step(stage: Stage, at: datetime, index: int, step: str, number: str) -> str:
    keeper = stage.actor(KEEPER, at.date())
    before, post, circumstance, facts, _ = PAPER[index]
    if step == "register":
        conduct = stage.day(before + 40).isoformat()
        given = {"conduct_on": conduct, "post": post, "circumstance": circumstance, "facts": facts}
        return register_new(by=keeper, now=at, fields=given).number
    given = GIVEN[step] | ({} if step == "close" else {"on": at.date().isoformat()})
    if step == "transfer":
        given["letter"] = f"云督移〔{at.year}〕{index + 1}号"
    enter(step, number, by=keeper, now=at, fields=given, seen=len(one(number).entries))
    return number


def _register_raised(stage: Stage, at: datetime) -> None:
    """The oldest clue a case raised is registered; younger ones still wait."""
    waiting = [clue for clue in folded(entries()) if clue.state == "to_register"]
    for clue in waiting[:1]:
        given = {
            "case": clue.case,
            "conduct_on": (clue.entered_on - timedelta(days=30)).isoformat(),
            "concerns": "属地街道办事处，分管副主任",
            "circumstance": "7-3",
            "facts": "夜查记录缺六个晚上，和台账对不上。",
        }
        keeper = stage.actor(KEEPER, at.date())
        enter("register", clue.number, by=keeper, now=at, fields=given, seen=len(clue.entries))
