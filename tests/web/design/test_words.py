"""Words in two languages: neither can be forgotten, and dates and figures are written as each language writes them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.utils import translation
from django.utils.safestring import mark_safe

from qingtian.language import Text
from qingtian.web.design import figures


def rendered(source: str, language: str, **values: object) -> str:
    with translation.override("en" if language == "en" else "zh-hans"):
        return engines["django"].engine.from_string(source).render(Context(values))


def test_t_says_the_sentence_in_the_language_of_the_page():
    source = '{% t "受理" "Accept" %}'
    assert rendered(source, "zh") == "受理"
    assert rendered(source, "en") == "Accept"


@pytest.mark.parametrize(
    "source",
    [
        '{% t "受理" %}',
        '{% t "受理" as words %}',
        '{% t "受理" "" %}',
        '{% t "　" "Accept" %}',
        '{% t "受理" accept %}',
        '{% t "受理" "Accept" "extra" %}',
        "{% tt %}受理{% endtt %}",
        "{% tt %}受理{% en %}  {% endtt %}",
        "{% tt %} {% en %}Accept{% endtt %}",
    ],
)
def test_a_missing_language_is_refused_when_the_template_is_read(source):
    with pytest.raises(TemplateSyntaxError):
        rendered(source, "zh")


def test_t_can_keep_the_sentence_under_a_name():
    assert rendered('{% t "受理" "Accept" as act %}[{{ act }}]', "en") == "[Accept]"


def test_tt_fills_variables_and_escapes_them():
    source = "{% tt %}还有 <b>{{ who }}</b>{% en %}<b>{{ who }}</b> left{% endtt %}"
    assert rendered(source, "zh", who="<周>") == "还有 <b>&lt;周&gt;</b>"
    assert rendered(source, "en", who="<周>") == "<b>&lt;周&gt;</b> left"


def test_say_takes_texts_and_escapes_what_they_hold():
    assert rendered("{{ x|say }}", "en", x=Text("甲<", "A<")) == "A&lt;"
    assert rendered("{{ x|say }}", "zh", x={"zh": "甲", "en": "A"}) == "甲"
    assert rendered("{{ x|say }}", "zh", x=None) == ""
    assert rendered("{{ x|say }}", "en", x="as it is") == "as it is"


def test_a_record_without_an_english_name_keeps_its_chinese_one():
    assert rendered("{{ x|name }}", "en", x=SimpleNamespace(name_zh="望溪", name_en="Wangxi")) == "Wangxi"
    assert rendered("{{ x|name }}", "en", x=SimpleNamespace(name_zh="望溪", name_en="")) == "望溪"


def test_a_post_is_named_by_its_title():
    post = SimpleNamespace(title_zh="副局长", title_en="Deputy Director")
    assert (rendered("{{ x|name }}", "zh", x=post), rendered("{{ x|name }}", "en", x=post)) == (
        "副局长",
        "Deputy Director",
    )


@pytest.mark.parametrize(
    ("shape", "zh", "en"),
    [
        (figures.day, "11月27日", "27 November"),
        (figures.day_short, "11-27", "27 Nov"),
        (figures.day_weekday, "11-27 周五", "Fri 27 Nov"),
        (figures.day_long_weekday, "11月27日 周五", "Fri 27 Nov"),
        (figures.weekday, "周五", "Fri"),
    ],
)
def test_a_day_of_this_year_is_written_without_the_year(shape, zh, en):
    friday, today = date(2026, 11, 27), date(2026, 11, 23)
    assert (shape(friday, "zh", today), shape(friday, "en", today)) == (zh, en)


@pytest.mark.parametrize(
    ("as_of", "written"),
    [(date(2026, 12, 31), "2027-01-01"), (date(2027, 1, 1), "1-01"), (date(2028, 1, 1), "2027-01-01")],
)
def test_the_year_is_written_exactly_when_it_differs(as_of, written):
    assert figures.day_short(date(2027, 1, 1), "zh", as_of) == written


def test_without_a_known_day_the_year_is_always_written():
    assert figures.day(date(2026, 11, 27), "en") == "27 November 2026"


def test_a_moment_is_shown_in_shanghai_time():
    assert figures.moment(datetime(2026, 11, 5, 16, 30, tzinfo=UTC), "zh", date(2026, 11, 23)) == "11月6日 00:30"
    assert figures.day(datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "en", date(2026, 11, 23)) == "1 January 2027"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-3, "−3"),
        (0, "0"),
        (1204, "1,204"),
        ("0.60", "0.60"),
        ("-1234.5", "−1,234.5"),
        (None, "—"),
        ("NA", "NA"),
        ("/", "/"),
    ],
)
def test_a_figure_is_written_as_stored_with_a_true_minus(value, written):
    assert figures.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(5, "+5"), (-3, "−3"), (0, "0"), ("0.0", "0.0"), ("0.9", "+0.9"), (None, "—")]
)
def test_a_change_carries_its_sign_and_nothing_carries_none(value, written):
    assert figures.signed(value) == written


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ("25 Aug 清查和设计", "en", '25 Aug <span lang="zh-Hans">清查和设计</span>'),
        ("清查，3 天。", "en", '<span lang="zh-Hans">清查，3 天。</span>'),
        ("Smoke near the bridge.", "zh", '烟：<span lang="en">Smoke near the bridge.</span>'),
        ("清查和设计", "zh", "清查和设计"),
        ("PM2.5 和 SO2", "zh", "PM2.5 和 SO2"),
        ("a < b & 甲<乙", "en", 'a &lt; b &amp; <span lang="zh-Hans">甲</span>&lt;<span lang="zh-Hans">乙</span>'),
        (Text("受理", "Accept"), "en", "Accept"),
        (None, "en", ""),
    ],
)
def test_marked_names_the_language_of_what_somebody_wrote_in_the_other_one(words, language, shown):
    source = "{% if smoke %}烟：{% endif %}{{ words|marked }}"
    assert rendered(source, language, words=words, smoke="烟：" in shown) == shown


def test_marked_leaves_alone_what_is_markup_already():
    made = mark_safe('Contact: <span lang="zh-Hans">执法一科</span>')
    assert rendered("{{ words|marked }}", "en", words=Text("联系", made)) == made


def test_marked_lets_no_markup_through():
    assert rendered("{{ words|marked }}", "en", words="<script>甲</script>") == (
        '&lt;script&gt;<span lang="zh-Hans">甲</span>&lt;/script&gt;'
    )
