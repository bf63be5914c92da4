"""The calculators: the worked examples to the yuan and the day on the page, each step with its article."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from qingtian.web.desk.calculators.page import CALCULATORS

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/enforcement/calculators/"

#: what an example of a page must come to, by calculator, in order
COMES_TO = {
    "discretion": (("310,000.00", "110,000.00", "510,000.00"), ("330,000.00",)),
    "law-choice": (("未载入，问法制人员", "由人判断"), ("100,000.00", "1,000,000.00"), ("200,000.00",)),
    "daily-penalty": (("18 日", "1,800,000.00", "2026-03-20"), ("39 日", "3,900,000.00", "尚无定论")),
    "late-charge": (("2026-03-17", "31", "186,000.00"), ("204,000.00", "200,000.00", "已到上限")),
    "court-window": (("2026-09-02", "2026-09-03", "2026-12-02", "2026-11-17"),),
    "seizure": (("2026-04-01",), ("2026-05-01",), ("已期满",)),
}


def said(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_every_example_on_every_page_comes_to_the_figure_of_the_books(sign_in: Any) -> None:
    client = sign_in("handler")
    assert COMES_TO.keys() == CALCULATORS.keys()
    for name, expected in COMES_TO.items():
        form = client.get(f"{HOME}{name}/")
        examples = [unescape(found) for found in re.findall(r'href="(\?[^"]*go=1)"', form.content.decode())]
        assert len(examples) == len(expected), name
        for query, figures in zip(examples, expected, strict=True):
            answer = client.get(f"{HOME}{name}/{query}")
            page = said(answer.content.decode())
            assert answer.status_code == (422 if figures == ("已期满",) else 200), (name, query)
            for figure in figures:
                assert figure in page, (name, query, figure)


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_form_that_was_not_asked_reckons_nothing_and_english_is_whole(sign_in: Any, name: str) -> None:
    client = sign_in("handler")
    page = client.get(f"/en{HOME}{name}/").content.decode()
    assert 'id="answer"' not in page
    assert CALCULATORS[name].title.en in page
    assert client.get(f"{HOME}{name}/?go=1").status_code == 422


def test_every_step_names_its_article_and_an_unchecked_one_says_so(sign_in: Any) -> None:
    client = sign_in("handler")
    query = urlencode({"fine": "200000", "served": "2026-03-02", "paid": "2026-04-17", "go": "1"})
    page = said(client.get(f"{HOME}late-charge/?{query}").content.decode())
    assert "《行政处罚法》第67条" in page
    assert "《行政处罚法》第72条" in page
    query = urlencode(
        {"table": "guangdong_2022", "violation": "over_limit", "on": "2026-09-01", "grade": "ordinary", "go": "1"}
    )
    assert "据副本，待对照原文" in said(client.get(f"{HOME}discretion/?{query}").content.decode())


@pytest.mark.parametrize(
    ("name", "answers", "words"),
    [
        (
            "late-charge",
            {"fine": "1.00000000000000000001", "served": "2026-03-02", "paid": "2026-04-17"},
            "两位小数|到分",
        ),
        ("late-charge", {"fine": "NaN", "served": "2026-03-02", "paid": "2026-04-17"}, "读不出金额"),
        ("late-charge", {"fine": "-5", "served": "2026-03-02", "paid": "2026-04-17"}, "大于零"),
        ("late-charge", {"fine": "5", "served": "2026-02-30", "paid": "2026-04-17"}, "不是日期"),
        ("daily-penalty", {"fine": "5", "cycles": "2026-03-02"}, "送达日"),
        ("daily-penalty", {"fine": "5", "cycles": "2026-03-02..2026-03-02"}, "送达当日不计"),
        ("law-choice", {"act": "2026-09-02", "decided": "2026-09-01", "violation": "over_limit"}, "早于"),
        ("law-choice", {"act": "2026-09-01", "decided": "2026-09-01", "violation": "<b>"}, "目录中没有"),
        (
            "law-choice",
            {"act": "2026-09-01", "decided": "2026-09-01", "medium": "fire", "violation": "over_limit"},
            "没有这一项",
        ),
        ("discretion", {"violation": "over_limit", "on": "2026-09-01", "p_exceedance": "101"}, "百分比不可用"),
        ("discretion", {"violation": "over_limit", "on": "2026-09-01"}, "没有回答"),
        ("discretion", {"table": "jiangmen_2020", "violation": "over_limit", "on": "2026-09-01"}, "不适用"),
        (
            "discretion",
            {"table": "jiangmen_2020", "violation": "over_limit", "on": "2022-09-01", "punished": "²"},
            "不是整数",
        ),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_words_beside_its_field(
    sign_in: Any, name: str, answers: dict[str, str], words: str
) -> None:
    answer = sign_in("handler").get(f"{HOME}{name}/?{urlencode({**answers, 'go': '1'})}")
    assert answer.status_code == 422
    assert re.search(words, said(answer.content.decode()))
    assert "<b>" not in answer.content.decode()


def test_bands_typed_from_a_table_are_reckoned_with_both_ends(sign_in: Any) -> None:
    answers = {
        "table": "jiangmen_2020",
        "violation": "over_limit",
        "on": "2022-09-01",
        "minimum": "100,000",
        "maximum": "1,000,000",
        "bands": "100000..300000\n300000..600000\n600000..1000000",
        "in_bands": "1，2",
        "punished": "2",
        "go": "1",
    }
    page = said(sign_in("handler").get(f"{HOME}discretion/?{urlencode(answers)}").content.decode())
    assert "计算值 600,000.00 元" in page


def test_there_is_no_seventh_calculator(sign_in: Any) -> None:
    client = sign_in("handler")
    assert client.get(f"{HOME}abacus/").status_code == 404
    listed = client.get(HOME).content.decode()
    assert all(f"{HOME}{name}/" in listed for name in CALCULATORS)
