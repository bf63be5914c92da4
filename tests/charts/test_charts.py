"""Charts draw the strings they are given, keep gaps, start at zero and carry nothing a strict page refuses."""

import io
import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from qingtian.charts import (
    PAPER,
    SCREEN,
    Against,
    BesideHour,
    CalendarDay,
    DayBar,
    HeatArea,
    HeatCell,
    RankBar,
    Sector,
    TrendPoint,
    against_limits,
    beside,
    calendar,
    day_bars,
    heat_areas,
    heat_grid,
    png,
    ranking,
    rose,
    svg,
    trend,
)
from qingtian.charts.face import length
from qingtian.errors import QingtianError

FONTS = Path(__file__).parents[2] / ".assets" / "fonts"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[102.0, 24.0], [103.0, 24.0], [103.0, 25.0], [102.0, 25.0], [102.0, 24.0]]],
}
TURNED = {"type": "MultiPolygon", "coordinates": [[[[104.0, 24.0], [104.0, 25.0], [105.0, 25.0], [104.0, 24.0]]]]}
WEEK = ["一", "二", "三", "四", "五", "六", "日"]
needs_fonts = pytest.mark.skipif(not any(FONTS.glob("*.ttf")), reason="make setup brings the fonts")


def _all(face):
    first = date(2026, 10, 1)
    return {
        "calendar": calendar(
            face, "日历", [CalendarDay(first + timedelta(n), str(40 + n), 1, "#00E400") for n in range(31)], WEEK
        ),
        "ranking": ranking(face, "综合指数", [RankBar("云麓区", "2.56", "2.73", "−6.2")], tick="上年同月"),
        "limits": against_limits(face, "六项", [Against("PM10", "63", "60"), Against("O3", "NA", "160")], "限值"),
        "days": day_bars(face, "逐日", [DayBar("1日", "126"), DayBar("2日", "NA")], limit="120", rule="日标准 120"),
        "trend": trend(face, "变化", [TrendPoint("1月", "20", "21"), TrendPoint("2月", "—", "")], ("2026", "2025")),
        "beside": beside(
            face,
            "报出与推算",
            [BesideHour(f"2026-10-01T{n:02}:00", "" if n == 3 else str(40 + n), "50", n in (4, 5)) for n in range(9)],
            ("报出", "推算"),
            limit="75",
            rule="75",
        ),
        "heat": heat_grid(face, "热力", [HeatCell("22", "周一", 7), HeatCell("23", "周一", 0)], ["22", "23"], ["周一"]),
        "areas": heat_areas(face, "各地", [HeatArea("云麓区", SQUARE, 7), HeatArea("石湾区", TURNED, None)]),
        "rose": rose(face, "风向", [Sector(name, "40", 9) for name in "北东南西"]),
    }


def _words(drawn: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(("text", "is_"), [("−6.2", -6.2), ("1,204", 1204), ("0", 0), ("NA", None), ("", None)])
def test_a_printed_figure_is_a_length_and_a_gap_is_none_never_zero(text, is_):
    assert length(text) == is_


@needs_fonts
@pytest.mark.parametrize("face", [SCREEN, PAPER], ids=["screen", "paper"])
def test_every_chart_is_drawn_with_its_title_and_nothing_a_strict_page_refuses(face):
    for name, spec in _all(face).items():
        drawn = svg(spec, fonts=FONTS, label=spec["title"])
        assert spec["title"] in _words(drawn), name
        assert "style=" not in drawn
        assert "<script" not in drawn
        assert "href" not in drawn.replace("xmlns:xlink", "")
        assert f'aria-label="{spec["title"]}"' in drawn


@needs_fonts
@pytest.mark.parametrize("face", [SCREEN, PAPER], ids=["screen", "paper"])
def test_words_are_seen_in_the_picture_and_are_no_boxes(face):
    def title(words):
        picture = Image.open(io.BytesIO(png(day_bars(face, words, [DayBar("1", "1")]), fonts=FONTS, scale=1)))
        head = picture.convert("L").crop((0, 0, 200, 24))
        return head.tobytes(), min(head.tobytes())

    air, darkest = title("空")
    assert darkest < 100  # ink, where a face nobody knows leaves white
    assert air != title("气")[0]  # two signs, where boxes would be alike


@needs_fonts
def test_the_figure_printed_is_the_string_given():
    bars = [RankBar("甲", "2.50", "3.00", "−16.7"), RankBar("乙", "10.00")]
    words = _words(svg(ranking(SCREEN, "指数", bars), fonts=FONTS))
    assert "2.50　−16.7" in words
    assert "10.00" in words


@needs_fonts
def test_equal_specifications_give_equal_bytes():
    spec = _all(PAPER)["days"]
    assert svg(spec, fonts=FONTS) == svg(spec, fonts=FONTS)
    assert png(spec, fonts=FONTS).startswith(b"\x89PNG")


def test_white_stands_on_the_two_darkest_levels_only():
    days = [CalendarDay(date(2026, 10, n), "1", n, "#123456") for n in range(1, 7)]
    inks = [row["ink"] for row in calendar(SCREEN, "", days, WEEK)["data"]["values"]]
    assert inks == ["#000000"] * 4 + ["#FFFFFF"] * 2


def test_a_calendar_begins_its_weeks_on_monday():
    days = [CalendarDay(date(2026, 11, 1), "1"), CalendarDay(date(2026, 11, 2), "2")]  # a Sunday and a Monday
    assert [row["week"] for row in calendar(SCREEN, "", days, WEEK)["data"]["values"]] == [0, 1]


def test_a_gap_keeps_its_place_and_many_days_over_name_only_the_greatest():
    bars = [DayBar(f"{n}日", str(100 + n)) for n in range(1, 31)] + [DayBar("31日", "NA")]
    rows = day_bars(SCREEN, "", bars, limit="120")["layer"][0]["data"]["values"]
    assert rows[-1]["value"] is None
    assert [row["text"] for row in rows if row["said"]] == ["130"]
    assert not rows[19]["over"]  # 120 is at the limit, not over it


def test_a_calendar_without_days_and_a_rose_of_three_are_refused():
    with pytest.raises(ValueError, match="day"):
        calendar(SCREEN, "", [], WEEK)
    with pytest.raises(ValueError, match="four"):
        rose(SCREEN, "", [Sector("北", "1", 1)] * 3)


def test_a_folder_without_fonts_is_refused_before_boxes_are_drawn(tmp_path):
    with pytest.raises(QingtianError) as refused:
        svg(_all(PAPER)["days"], fonts=tmp_path)
    assert refused.value.code == "charts.no_fonts"


@needs_fonts
def test_a_heat_map_says_its_numbers_and_nothing_where_there_are_none():
    drawn = svg(_all(SCREEN)["heat"], fonts=FONTS)
    assert "7" in _words(drawn)
    assert "0" not in _words(drawn)


@needs_fonts
def test_an_area_is_filled_and_not_the_earth_around_it_however_its_ring_turns():
    drawn = svg(_all(SCREEN)["areas"], fonts=FONTS)
    assert "云麓区" in drawn
    for fill in ("#00658B", "#FBFAF6"):
        path = re.search(rf'<path d="([^"]*)" fill="{fill}"', drawn) or re.search(
            rf'<path[^>]*d="([^"]*)"[^>]*{fill}', drawn
        )
        assert path
        assert path[1].count("L") < 12


@pytest.mark.parametrize(("value", "own", "other"), [("60", -8, 8), ("40", 8, -8)])
def test_the_names_of_two_lines_stand_apart_the_higher_one_above(value, own, other):
    spec = beside(SCREEN, "t", [BesideHour("2026-10-01T00:00", value, "50", True)], ("报出", "推算"))
    lifted = {
        layer["data"]["values"][0]["name"]: layer["mark"]["dy"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
    }
    assert lifted == {"报出": own, "推算": other}


@pytest.mark.parametrize(
    ("before", "apart"), [("40.1", (-8, 8)), ("41", (8, -8)), ("71", (0, 0)), ("—", (0,))], ids=str
)
def test_the_names_of_two_lines_that_end_together_do_not_overprint(before, apart):
    points = [TrendPoint("二季度", "75", "80"), TrendPoint("三季度", "40.1", before)]
    layers = trend(SCREEN, "变化", points, ("同等气象", "实测"))["layer"]
    found = {one["data"]["values"][0]["name"]: one["mark"]["dy"] for one in layers if one["mark"]["type"] == "text"}
    assert found["同等气象"] == apart[0]
    assert before == "—" or found["实测"] == apart[1]


def test_doubted_hours_in_a_row_are_one_span_to_the_hour_after_the_last():
    hours = [BesideHour(f"2026-10-01T0{n}:00", "40", "", n in (2, 3, 6)) for n in range(8)]
    spans = beside(SCREEN, "t", hours, ("a", ""))["layer"][0]["data"]["values"]
    assert spans == [
        {"at": "2026-10-01T02:00", "until": "2026-10-01T04:00"},
        {"at": "2026-10-01T06:00", "until": "2026-10-01T07:00"},
    ]
