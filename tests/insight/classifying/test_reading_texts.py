"""A text cut into words and one as typed come out alike; a town does not matter; nothing is lost or invented."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.insight.classifying.features import read
from qingtian.insight.classifying.lexicon import Lexicon, learned
from qingtian.insight.classifying.measuring import assigned, measured
from qingtian.insight.classifying.plain import letters
from qingtian.insight.classifying.training import trained
from tests.insight.classifying.invented import reports

pytestmark = pytest.mark.once


def test_blanks_marks_width_and_town_do_not_matter() -> None:
    assert letters("Ａ３区 烧烤 店，油烟！") == letters("B12县烧烤店油烟").replace("县", "区")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_cut_without_loss(text: str) -> None:
    lexicon = learned(["油烟 直排 扰民"] * 3)
    written = letters(text)
    spans = lexicon.cut(written)
    assert "".join(written[begin:end] for begin, end in spans) == written
    read(text, lexicon)


def test_words_of_three_texts_are_known_and_names_met_once_are_not() -> None:
    lexicon = learned(["油烟 直排 张三丰", "油烟 直排 赵六", "油烟 直排 钱七"])
    assert [e - b for b, e in lexicon.cut("油烟直排")] == [2, 2]
    assert [e - b for b, e in lexicon.cut("张三丰")] == [1, 1, 1]


def test_words_are_found_in_texts_as_typed() -> None:
    words = [chr(0x5000 + 2 * number) + chr(0x5001 + 2 * number) for number in range(40)]
    chance = random.Random(1)
    texts = ["".join(chance.sample(words, 6)) for _ in range(90)]
    lexicon = learned(texts)
    assert all(lexicon.cut(word) == [(0, 2)] for word in words)


def test_an_empty_lexicon_cuts_into_characters() -> None:
    empty = Lexicon(np.zeros(0, np.uint64), np.zeros(0, np.float32))
    assert empty.cut("油烟") == [(0, 1), (1, 2)]


def test_reasons_are_words_of_the_text() -> None:
    texts, labels = reports(90, cut=True)
    answer = trained(texts, labels).answer("桂花园烟囱冒黑烟")
    assert answer.reasons
    assert all(word in "桂花园烟囱冒黑烟" for word in answer.reasons)
    assert [score for _, score in answer.scores] == sorted((s for _, s in answer.scores), reverse=True)


def test_every_fold_holds_its_share_of_every_class_and_blocks_keep_the_order() -> None:
    classes = np.array([0, 1] * 50)
    for way in ("shuffled", "blocks"):
        fold_of = assigned(classes, 5, way)  # type: ignore[arg-type]
        assert all(np.bincount(fold_of[classes == number]).tolist() == [10] * 5 for number in (0, 1))
    assert assigned(classes, 5, "blocks")[classes == 0].tolist() == sorted(fold_of[classes == 0].tolist())


def test_a_class_of_one_text_is_measured_and_missed() -> None:
    texts, labels = reports(12)
    figures = measured([*texts, "湖边新开一家书店"], [*labels, "其他"], folds=3)
    alone = figures.classes[figures.labels.index("其他")]
    assert (alone.texts, alone.right) == (1, 0)
    assert sum(map(sum, figures.confusion)) == 13
