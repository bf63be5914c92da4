"""Likeness on messages to a city's leaders: reports of one place and problem are recognised, others are not."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import datetime
from itertools import combinations
from random import Random

import pytest

from qingtian.insight.likeness import Background, Report, compare

pytestmark = [pytest.mark.evidence, pytest.mark.once]
STREAM = "text/teddy2020c_stream_topics.csv.gz"
#: topics of pollution: what this product compares
POLLUTION = ("T05_魅力之城商铺油烟噪音", "T12_青青家园餐饮烟道")


def test_pairs_of_one_topic_are_recognised_and_pairs_of_others_are_not(evidence):
    with gzip.open(evidence / STREAM, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    background = Background.of(row["subject"] + row["detail"] for row in rows)
    reports = [Report(row["subject"] + row["detail"][:400], datetime.fromisoformat(row["time"])) for row in rows]
    topics = defaultdict(list)
    for row, report in zip(rows, reports, strict=True):
        topics[row["topic"]].append((row["user"], report))
    rng = Random(3)

    def alike(one, other):
        return compare(one[1], other[1], background, same_person=one[0] == other[0] or None) is not None

    for topic in POLLUTION:
        pairs = list(combinations(topics[topic], 2))
        pairs = rng.sample(pairs, min(60, len(pairs)))
        assert sum(alike(*pair) for pair in pairs) / len(pairs) >= 0.7, topic
    labelled = [(topic, *one) for topic, found in topics.items() if topic for one in found]
    others = [tuple(rng.sample(labelled, 2)) for _ in range(300)]
    wrong = sum(alike(one[1:], other[1:]) for one, other in others if one[0] != other[0])
    background_pairs = [tuple(rng.sample(topics[""], 2)) for _ in range(600)]
    assert (wrong + sum(alike(*pair) for pair in background_pairs)) / 900 <= 0.005
