"""Invented reports read like written ones: varied, filled in, in both languages, from the data files alone."""

from __future__ import annotations

from random import Random

from qingtian.demo.declared import area_of, declared
from qingtian.demo.residents import known, resident
from qingtian.demo.writing import ordinary, recurring, special

MANY = 600


def _texts() -> list[tuple[str, str]]:
    return [(w.text, w.language) for w in (ordinary(Random(f"x/{n}")) for n in range(MANY))]


def test_hardly_two_reports_are_alike() -> None:
    texts = [text for text, _ in _texts()]
    assert len(set(texts)) > 0.97 * MANY


def test_about_one_report_in_seven_is_english() -> None:
    english = sum(language == "en" for _, language in _texts())
    assert 0.10 * MANY < english < 0.20 * MANY


def test_no_name_is_left_unfilled() -> None:
    assert [text for text, _ in _texts() if "{" in text or "}" in text] == []


def test_an_english_report_holds_no_chinese_and_a_chinese_one_is_chinese() -> None:
    for text, language in _texts():
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
        assert chinese == (language == "zh-Hans"), text


def test_what_the_offices_say_is_filled_in_too() -> None:
    for number in range(120):
        written = ordinary(Random(f"y/{number}"))
        for wording in (*written.topic["findings"], *(written.topic[k] for k in ("opinion", "reply", "reply_en"))):
            assert "{" not in written.say(wording)


def test_a_report_lies_in_its_area() -> None:
    for number in range(200):
        written = ordinary(Random(f"z/{number}"))
        assert written.town in [town[0] for town in area_of(written.area)["towns"]]
        assert 104 < written.longitude < 106
        assert 25 < written.latitude < 27


def test_the_other_kinds_say_what_the_officer_needs() -> None:
    rng = Random(1)
    assert special(rng, "diverted").topic["where"]
    assert special(rng, "declined").topic["ground"] in ("court_or_review", "not_our_competence")
    assert special(rng, "suggestions").topic["adopted"] in ("wholly", "partly", "not")
    assert "转告" in special(rng, "accusation").text or "告诉" in special(rng, "accusation").text


def test_the_recurring_matter_has_a_text_for_every_report() -> None:
    texts = declared("reports")["recurring"]["reports"]
    assert len(texts) == len(set(texts)) == 13
    assert {recurring(Random(2), text).language for text in texts} == {"zh-Hans", "en"}


def test_residents_are_visibly_invented_and_some_give_no_name() -> None:
    found = [resident(Random(n), n) for n in range(400)]
    nameless = [one for one in found if not one.name]
    assert 60 < len(nameless) < 140
    assert 20 < sum(not one.phone for one in found) < 80
    assert all(one.phone.startswith("139-0000-") for one in found if one.phone)
    assert known(7, "en").name == "Demo Resident 0007"
