"""Words in two languages: which one somebody wrote in."""

import pytest

from qingtian.language import written_in


@pytest.mark.parametrize(
    ("words", "language"),
    [("夜间焦糊气味", "zh-Hans"), ("溪口 KTV 噪声", "zh-Hans"), ("Noise at night", "en"), ("12345", "en"), ("", "en")],
)
def test_a_han_character_makes_the_words_chinese(words, language):
    assert written_in(words) == language
