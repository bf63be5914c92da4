"""The matter that keeps coming back: fourteen reports of eleven people by three channels, merged."""

from __future__ import annotations

from random import Random

from qingtian.apps.identities.vault import Identity
from qingtian.demo.declared import declared
from qingtian.demo.petition_life import OFFICER, PetitionLife
from qingtian.demo.plan import Plan
from qingtian.demo.residents import known
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.demo.writing import recurring

MAIN_BEFORE, MERGED_BEFORE = 56, 17
OLD, MAIN = "yaowan-old", "yaowan-main"
#: channel and resident of each further report; three residents report twice, so fourteen reports are eleven people
FURTHER = [
    *[("hotline_12345", 9101 + number) for number in range(6)],
    ("hotline_12345", 9101),
    ("hotline_12345", 9102),
    ("hotline_12345", 9107),
    ("web", 9108),
    ("web", 9109),
    ("web", 9110),
    ("phone", 9100),
]


def _life(
    stage: Stage, text: str, number: int, channel: str, before: int, who: Identity, **more: object
) -> PetitionLife:
    rng = stage.rng(f"recurring/{number}")
    plan = Plan(channel=channel, **more)  # type: ignore[arg-type]
    received = moment(stage.day(before), rng.randrange(9, 17) if channel == "phone" else rng.randrange(7, 23), 5)
    return PetitionLife(stage, rng, recurring(rng, text), who, plan, received)


def schedule_recurring(stage: Stage) -> None:
    """An earlier petition that was closed, the main one, and thirteen that are merged into it."""
    declaration = declared("reports")["recurring"]
    texts = declaration["reports"]
    old = _life(stage, texts[0], 99, "web", 119, known(9100), brisk=True, rating="satisfied", key=OLD)
    stage.begin(old.live())
    main = _life(stage, declaration["main"], 98, "web", MAIN_BEFORE, known(9100), stop="accepted", key=MAIN, brisk=True)
    stage.begin(_main(stage, main))
    for number, (channel, resident_number) in enumerate(FURTHER):
        before = MERGED_BEFORE + 3 + (number * 37) // len(FURTHER)
        who = known(resident_number)
        life = _life(stage, texts[number % len(texts)], number, channel, before, who, stop="registered")
        stage.begin(_merged(stage, life, declaration["why"], doubted=number == len(FURTHER) - 1))


def _main(stage: Stage, life: PetitionLife) -> Life:
    """Accepted, looked into at night, urged; marked as a recurrence once the earlier one is closed."""
    yield from life.live()
    rng, matter = stage.rng("recurring/main"), life.matter
    yield from _later(life, rng, 2)
    stage.act(matter, "recur", OFFICER, life.at, earlier=stage.petitions[OLD].number)
    yield from _later(life, rng, 14)
    stage.act(
        matter, "call_back", "wangxi-branch-officer", life.at, result="no_view", note="约定夜间联系，气味出现时来电。"
    )
    yield from _later(life, rng, 9)
    words = "受理二十多天没有夜间现场记录，请安排夜查。"
    stage.act(matter, "urge", "yunping-inspector", life.at, ground="handling", note=words)
    life.at = moment(stage.day(11), 23, 10)
    yield life.at
    found = "23:10 厂界有焦糊味；再生塑料加工点在生产，无治理设施。"
    stage.act(
        matter,
        "investigate",
        "wangxi-branch-officer",
        life.at,
        where="窑湾旧厂区",
        officers="两人，持证",
        findings=found,
    )
    life.at = moment(stage.day(3), 10, 30)
    yield life.at
    found = "采样送检：厂界和车间门口共四个样，交市监测中心，约定三日后出数。"
    stage.act(
        matter,
        "investigate",
        "wangxi-branch-officer",
        life.at,
        where="窑湾旧厂区",
        officers="两人，持证",
        findings=found,
    )


def _later(life: PetitionLife, rng: Random, days: int) -> Life:
    life.at = office_moment(rng, life.at, days)
    yield life.at


def _merged(stage: Stage, life: PetitionLife, why: str, doubted: bool) -> Life:
    """Registered on its own, then merged with all the others on one day; a doubted one is taken out and put back."""
    yield from life.arrive()
    life.at = max(life.at, office_moment(life.rng, moment(stage.day(MERGED_BEFORE), 8), 0))
    yield life.at
    stage.act(life.matter, "merge", OFFICER, life.at, main=stage.petitions[MAIN].number, why=why)
    if doubted:
        yield from _later(life, life.rng, 1)
        stage.act(life.matter, "unmerge", OFFICER, life.at, why="反映人说的可能是另一个院子，先分开核实。")
        yield from _later(life, life.rng, 2)
        main = stage.petitions[MAIN].number
        stage.act(life.matter, "merge", OFFICER, life.at, main=main, why="核实过，气味来自同一厂区。")
