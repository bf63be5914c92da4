"""Words in two languages: which one somebody wrote in."""

import pytest

from qingtian.language import Text, counted, written_in


@pytest.mark.parametrize(
    ("words", "language"),
    [("夜间焦糊气味", "zh-Hans"), ("溪口 KTV 噪声", "zh-Hans"), ("Noise at night", "en"), ("12345", "en"), ("", "en")],
)
def test_a_han_character_makes_the_words_chinese(words, language):
    assert written_in(words) == language


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "0 days and more"), (1, "1 day and more"), (2, "2 days and more"), (21, "21 days and more")],
)
def test_a_counted_noun_follows_the_number_before_it(n, words):
    assert Text("{n} 天", "{n} day(s) and more").format(n=n).en == words


def test_each_noun_follows_its_own_number_and_one_without_a_number_stays():
    assert counted("1 case(s), 1,001 photo(s), 11 late report(s)") == "1 case, 1,001 photos, 11 late reports"
    assert counted("photo(s) after") == "photo(s) after"
