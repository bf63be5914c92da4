"""Topics: the same matter at the same place comes together; a common subject or a shared place alone does not."""

from __future__ import annotations

import csv
import gzip
import os
import random
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from qingtian.cli import root
from qingtian.errors import UnusableInput
from qingtian.insight.topics import grouping
from qingtian.insight.topics.grouping import grouped, numbered, topics_of
from qingtian.insight.topics.messages import Message, vectors

EVIDENCE = Path(os.environ.get("QINGTIAN_EVIDENCE", "/nonexistent")) / "text" / "teddy2020c_stream_topics.csv.gz"

pytestmark = pytest.mark.once

MATTERS = {
    "kiln": ("砖窑冒烟", "溪口村东头的砖窑一到夜里就冒浓烟，硫磺味呛得老人咳嗽"),
    "bar": ("露台酒吧太吵", "桂花园一号楼下的露台酒吧唱歌到凌晨，孩子没法睡"),
    "river": ("河水发黑", "平湖巷后面的小河发黑发臭，上游印染作坊偷排废水"),
}
_FILLER = (
    "希望早日处理",
    "打了几次电话没人来",
    "附近居民意见很大",
    "周末更厉害",
    "已经半年了",
    "拜托查一查",
    "真的受不了",
)
_OTHERS = "楼梯路灯水管车位学费公交社保工资电梯物业绿地树木门牌邮局菜价井盖围墙球场书店药房"


def stream(seed: int = 3, background: int = 60) -> tuple[list[Message], list[str]]:
    """A dozen reports of each matter, each put otherwise, among reports about something else every time."""
    chance = random.Random(seed)
    found = []
    for name, (subject, text) in MATTERS.items():
        for number in range(12 if name == "kiln" else 8):
            words = "，".join([*chance.sample(_FILLER, 3), text[chance.randint(0, 4) :]])
            found.append((name, Message(f"u{name}{number % 5}", subject if number % 3 else "反映问题", words)))
    for number in range(background):
        words = "".join(chance.sample(_OTHERS, 12)) + "，" + "，".join(chance.sample(_FILLER, 2))
        found.append(("", Message(f"b{number}", "反映问题", words)))
    chance.shuffle(found)
    return [message for _, message in found], [name for name, _ in found]


def test_each_matter_is_one_topic_and_a_generic_subject_is_none() -> None:
    messages, names = stream()
    numbers = topics_of(messages)
    for name in MATTERS:
        mine = {number for number, told in zip(numbers, names, strict=True) if told == name}
        assert len(mine) == 1
        assert mine != {None}
    kiln = numbers[names.index("kiln")]
    assert kiln == 1
    assert [told for number, told in zip(numbers, names, strict=True) if number == kiln] == ["kiln"] * 12


def test_the_same_place_with_another_problem_is_another_topic() -> None:
    loud = "底层酒吧音响震动到后半夜，客人划拳唱歌，窗户发颤，老人孩子整夜睡不着觉"
    stuck = "三号楼电梯门关不上，坏了两周停运检修没人来，住高层的拎米拎菜爬楼梯，轮椅下不去"
    noise = [Message(f"a{i}", "桂花园酒吧扰民", f"桂花园{loud[i:]}") for i in range(4)]
    lift = [Message(f"c{i}", "桂花园电梯停运", f"桂花园{stuck[i:]}") for i in range(4)]
    messages, _ = stream()
    numbers = topics_of([*noise, *lift, *messages])
    assert len(set(numbers[:4])) == len(set(numbers[4:8])) == 1
    assert numbers[0] != numbers[4]


def test_topics_are_numbered_by_size_then_by_who_came_first() -> None:
    groups = np.array([5, 7, 7, 7, 5, 5, 9, 9, 9, 9, 1, 1])
    assert numbered(groups) == [2, 3, 3, 3, 2, 2, 1, 1, 1, 1, None, None]


def test_the_order_of_rows_makes_no_difference_to_who_belongs_together() -> None:
    messages, _ = stream()
    forwards, backwards = topics_of(messages), topics_of(messages[::-1])[::-1]
    together = [[a == b and a is not None for b in forwards] for a in forwards]
    assert together == [[a == b and a is not None for b in backwards] for a in backwards]


def test_joining_stretches_finds_the_same_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    messages, names = stream()
    whole = grouped(vectors(messages), np.ones(len(messages)))
    monkeypatch.setattr(grouping, "STRETCH", 40)
    parted = topics_of(messages)
    for name in MATTERS:
        mine = [number for number, told in zip(parted, names, strict=True) if told == name]
        assert len(set(mine)) == 1
    assert len(whole) == len(parted)


@pytest.mark.parametrize("messages", [[], [Message("", "", "")], [Message("u", "！", "。")] * 3])
def test_a_stream_without_words_has_no_topics_to_tell(messages: list[Message]) -> None:
    assert topics_of(messages) == [None] * len(messages)


def test_the_command_keeps_columns_and_order(tmp_path: Path) -> None:
    messages, _ = stream()
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "user", "time", "subject", "text", "more"])
        out.writerows([i, m.user, "2026-03-01", m.subject, m.text, " x "] for i, m in enumerate(messages))
    arguments = ["petitions", "topics", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv")]
    assert CliRunner().invoke(root, arguments, catch_exceptions=False).exit_code == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [str(i) for i in range(len(messages))]
    assert list(rows[0])[-2:] == ["more", "topic"]
    assert [row["topic"] for row in rows] == ["" if n is None else str(n) for n in topics_of(messages)]


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,subject\n1,x\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"tables\.no_such_column"):
        CliRunner().invoke(
            root,
            ["petitions", "topics", str(tmp_path / "in.csv"), "--out", str(tmp_path / "o.csv")],
            catch_exceptions=False,
        )


@pytest.mark.evidence
@pytest.mark.skipif(not EVIDENCE.is_file(), reason="no evidence at QINGTIAN_EVIDENCE")
def test_the_labelled_topics_of_the_development_stream_are_found() -> None:
    with gzip.open(EVIDENCE, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    numbers = topics_of([Message(row["user"], row["subject"], row["detail"]) for row in rows])
    best = []
    for topic in {row["topic"] for row in rows} - {""}:
        mine = {i for i, row in enumerate(rows) if row["topic"] == topic}
        groups = {n: {i for i, m in enumerate(numbers) if m == n} for n in {numbers[i] for i in mine} - {None}}
        best.append(max(2 * len(mine & group) / (len(mine) + len(group)) for group in groups.values()))
    assert len(best) == 6
    assert sum(best) / len(best) > 0.94
