"""Evidence, in small: a quarter of the labelled petitions, learned cut into words, asked as typed and in another town.

The whole measurement takes minutes: docs/explanation/classifier.md, made by
``tools/classifier_figures.py``.
"""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path

import pytest

from qingtian.insight.classifying.features import read
from qingtian.insight.classifying.lexicon import learned
from qingtian.insight.classifying.training import trained_on

FILE = Path(os.environ.get("QINGTIAN_EVIDENCE", "/nonexistent")) / "text" / "teddy2020c_labelled.csv.gz"
OURS = "环境保护"

pytestmark = [
    pytest.mark.once,
    pytest.mark.evidence,
    pytest.mark.skipif(not FILE.is_file(), reason="no evidence at QINGTIAN_EVIDENCE"),
]


def test_a_quarter_of_the_share_is_learned_and_the_raw_rest_is_told_apart() -> None:
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    asked = [row for row in rows if row["raw_subject"]][::2]
    known = [row for row in rows if not row["raw_subject"]][::4]
    lexicon = learned([row["tokens"] for row in known])
    names = tuple(sorted({row["label"] for row in rows}))
    ready = [read(row["tokens"], lexicon) for row in known]
    model = trained_on(ready, [row["label"] for row in known], names, lexicon)
    answers = [model.answer(row["raw_subject"] + row["raw_detail"]).label for row in asked]
    right = sum(answer == row["label"] for answer, row in zip(answers, asked, strict=True))
    ours = sum(answer == row["label"] == OURS for answer, row in zip(answers, asked, strict=True))
    either = sum(row["label"] == OURS for row in asked) + answers.count(OURS)
    assert right / len(asked) > 0.82
    assert 2 * ours / either > 0.80
